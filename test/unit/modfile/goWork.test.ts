import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { goWorkJson, parseGoWork } from '../../../src/engine/modfile/goWork.ts';

describe('parseGoWork', () => {
  it('reads every directive', () => {
    const work = parseGoWork(
      'go 1.26\ntoolchain go1.26.1\ngodebug a=b\n\nuse (\n\t./a\n\t"./b c"\n)\n\nreplace x => ./x\n',
      'go.work',
    );
    assert.deepEqual(work.errors, []);
    assert.deepEqual(
      work.uses.map(({ path }) => path),
      ['./a', './b c'],
    );
    assert.equal(work.go?.version, '1.26');
    assert.equal(work.toolchain?.name, 'go1.26.1');
    assert.deepEqual(
      work.replaces.map(({ oldPath, newPath }) => [oldPath, newPath]),
      [['x', './x']],
    );
    assert.equal(work.text.slice(work.uses[1]?.pathRange.start.offset, work.uses[1]?.pathRange.end.offset), '"./b c"');
  });

  it('refuses what belongs to go.mod', () => {
    assert.deepEqual(parseGoWork('module m\nrequire (\n)\nuse\n', 'go.work').errors, [
      { line: 1, column: 1, message: 'unknown directive: module' },
      { line: 2, column: 1, message: 'unknown block type: require' },
      { line: 4, column: 1, message: 'usage: use local/dir' },
    ]);
  });

  it('prints what go work edit -json prints', () => {
    const work = parseGoWork('go 1.26\ngodebug a=b\nuse ./a\nuse ./a\n', 'go.work');
    assert.equal(
      goWorkJson(work),
      '{\n\t"Go": "1.26",\n\t"Use": [\n\t\t{\n\t\t\t"DiskPath": "./a"\n\t\t},\n\t\t{\n\t\t\t"DiskPath": "./a"\n\t\t}\n\t],\n\t"Replace": null\n}\n',
    );
  });
});
