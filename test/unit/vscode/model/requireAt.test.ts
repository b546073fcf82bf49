import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findingsAtLine, originsOf } from '../../../../src/vscode/model/lineFindings.ts';
import { importOfLine, moduleOfSumLine, requireAtLine } from '../../../../src/vscode/model/requireAt.ts';
import { sampleSetting } from '../../cli/sampleReport.ts';
import { findingOf, goMod, known } from '../sample.ts';

describe('the module at a place', () => {
  it('is the requirement of the line', () => {
    assert.equal(requireAtLine(goMod, 7)?.path, 'example.com/b');
    assert.equal(requireAtLine(goMod, 5), null);
  });

  it('is named by a line of go.sum, for both of its hashes', () => {
    const wanted = { path: 'example.com/a', version: 'v1.0.0' };
    assert.deepEqual(moduleOfSumLine('example.com/a v1.0.0 h1:x='), wanted);
    assert.deepEqual(moduleOfSumLine('example.com/a v1.0.0/go.mod h1:x='), wanted);
    for (const odd of ['', '<<<<<<< HEAD', 'example.com/a v1.0.0', '=======']) assert.equal(moduleOfSumLine(odd), null);
  });

  it('is the path of an import, in every spelling', () => {
    for (const line of [
      '\t"example.com/a"',
      'import "example.com/a"',
      '\t_ "example.com/a" // x',
      'import x `example.com/a`',
      '\t. "example.com/a"',
    ])
      assert.equal(importOfLine(line), 'example.com/a', line);
    for (const line of ['import (', 'x := "a b"', '// "example.com/a"', ''])
      assert.equal(importOfLine(line), null, line);
  });
});

describe('what is known about a line', () => {
  const one = findingOf('http-5xx', ['example.com/a@v1.0.0']);
  const all = findingOf('proxy-off', ['example.com/a@v1.0.0', 'example.com/b@v1.2.0']);
  const everything = [known(one), known(all)];

  it('is everything about its module', () => {
    assert.deepEqual(findingsAtLine(goMod, 6, everything), { module: 'example.com/a@v1.0.0', findings: [one, all] });
    assert.deepEqual(findingsAtLine(goMod, 7, everything)?.findings, [all]);
  });

  it('is what concerns the whole file, on the module line', () => {
    assert.deepEqual(findingsAtLine(goMod, 1, everything), { module: null, findings: [all] });
    assert.equal(findingsAtLine(goMod, 3, everything), null);
  });

  it('is about the release of go on the line that asks for one', () => {
    const id = 'golang.org/toolchain@v0.0.1-go1.30.linux-amd64';
    const at = findingsAtLine(goMod, 3, [known(findingOf('http-5xx', [id]))]);
    assert.deepEqual([at?.module, at?.findings.length], [id, 1]);
    assert.equal(findingsAtLine(goMod, 3, []), null);
  });

  it('leads to the line of the file where a setting is set', () => {
    const finding = findingOf('proxy-off', [], { subject: { setting: 'GOPROXY' }, evidence: ['setting:GOPROXY'] });
    const settings = [sampleSetting('GOPROXY', 'off', { from: 'C:\\Users\\me\\go\\env:12' })];
    assert.deepEqual(originsOf([finding], settings), [{ name: 'GOPROXY', file: 'C:\\Users\\me\\go\\env', line: 12 }]);
  });
});
