import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factsOf } from '../../../../src/vscode/model/moduleFact.ts';
import { effectWords, planEffect } from '../../../../src/vscode/model/planEffect.ts';
import { companyProxyOf, privateChoices } from '../../../../src/vscode/model/privateChoice.ts';
import { mergePattern, privatePatterns } from '../../../../src/vscode/model/privatePattern.ts';
import {
  changedSince,
  fileValues,
  goEnvArguments,
  goprivateChange,
  hiddenByEnvironment,
} from '../../../../src/vscode/model/settingChange.ts';
import { sampleSetting, sampleStep } from '../../cli/sampleReport.ts';
import { moduleOf, reportOf } from '../sample.ts';

describe('patterns for a private module', () => {
  it('begin with the repository, in all its major versions and subfolders', () => {
    assert.deepEqual(
      privatePatterns('github.com/acme/pay/sub/v3').map(({ pattern }) => pattern),
      ['github.com/acme/pay', 'github.com/acme', 'github.com'],
    );
  });

  it('are not repeated for short paths', () => {
    assert.deepEqual(
      privatePatterns('corp.example/v2').map(({ pattern }) => pattern),
      ['corp.example'],
    );
  });

  it('join the present list without doubling', () => {
    assert.equal(mergePattern('', 'a.example'), 'a.example');
    assert.equal(mergePattern('b.example, *.c.example,', 'a.example'), 'b.example,*.c.example,a.example');
    assert.equal(mergePattern('a.example,b.example', 'a.example'), 'a.example,b.example');
  });
});

describe('the change for GOPRIVATE', () => {
  it('also extends GONOSUMDB where that is set, because it does not follow any more', () => {
    const settings = [
      sampleSetting('GOPRIVATE', 'b.example', { origin: 'go-env-file' }),
      sampleSetting('GONOPROXY', 'b.example'),
      sampleSetting('GONOSUMDB', 'c.example', { origin: 'env' }),
    ];
    const change = goprivateChange(settings, 'a.example');
    assert.deepEqual(change, { GOPRIVATE: 'b.example,a.example', GONOSUMDB: 'c.example,a.example' });
    assert.deepEqual(hiddenByEnvironment(settings, change), ['GONOSUMDB']);
  });

  it('offers GONOSUMDB first where a company proxy serves the module, and says why', () => {
    const [first] = privateChoices([], 'git.corp.example/pay/core', 'proxy.corp.example');
    assert.deepEqual(first?.change, { GONOSUMDB: 'git.corp.example/pay/core' });
    assert.match(first?.reason ?? '', /proxy\.corp\.example/);
  });

  it('takes a proxy for the company’s only where not everybody may ask it', () => {
    const served = (servedBy: string) =>
      factsOf(reportOf([moduleOf('a.example/b', 'v1.0.0', { servedBy })]))[0] ?? null;
    assert.equal(companyProxyOf(served('https://proxy.corp.example/go')), 'proxy.corp.example');
    for (const other of ['https://proxy.golang.org', 'https://goproxy.cn', 'direct', 'cache', 'file:///p']) {
      assert.equal(companyProxyOf(served(other)), null, other);
    }
  });
});

describe('writing and taking back', () => {
  const settings = [
    sampleSetting('GOPRIVATE', 'x', {
      origin: 'env',
      shadowed: [{ origin: 'go-env-file', value: 'old', from: '/e:1' }],
    }),
  ];

  it('looks at the value in go’s file, also where the environment hides it', () => {
    assert.deepEqual(
      [...fileValues(settings, ['GOPRIVATE', 'GONOSUMDB'])],
      [
        ['GOPRIVATE', 'old'],
        ['GONOSUMDB', null],
      ],
    );
  });

  it('notices that somebody changed the value since', () => {
    assert.deepEqual(changedSince(new Map([['GOPRIVATE', 'other']]), { GOPRIVATE: 'mine' }), ['GOPRIVATE']);
    assert.deepEqual(changedSince(new Map([['GOPRIVATE', 'mine']]), { GOPRIVATE: 'mine' }), []);
  });

  it('writes and removes with go env', () => {
    const values = new Map([
      ['GOPRIVATE', 'a,b'],
      ['GONOSUMDB', null],
    ]);
    assert.deepEqual(goEnvArguments(values), [
      ['env', '-w', 'GOPRIVATE=a,b'],
      ['env', '-u', 'GONOSUMDB'],
    ]);
  });
});

describe('the effect of a change', () => {
  const at = (url: string) => sampleStep('1', { params: { url } });
  const path = 'git.corp.example/x';
  const today = reportOf([
    moduleOf(path, 'v1.0.0', { steps: [at('https://proxy.golang.org/x'), at('https://sum.golang.org/y')] }),
  ]);

  it('is who is asked then and who no longer', () => {
    const then = reportOf([moduleOf(path, 'v1.0.0', { steps: [at('https://git.corp.example/x?go-get=1')] })]);
    const effect = planEffect(today, then, path);
    assert.deepEqual(effect.asked, ['git.corp.example']);
    assert.deepEqual(effect.noLonger, ['proxy.golang.org', 'sum.golang.org']);
  });

  it('says that the first download goes unchecked', () => {
    const exempt = { verdict: 'exempt', zip: null, mod: null, sources: [] } as const;
    const then = reportOf([moduleOf(path, 'v1.0.0', { checksum: { ...exempt, sources: [] } })]);
    assert.match(effectWords(planEffect(today, then, path)), /without the checksum database/);
  });

  it('passes over what is no URL', () => {
    assert.deepEqual(planEffect(today, reportOf([moduleOf(path, 'v1.0.0', { steps: [at('%%%')] })]), path).asked, []);
  });
});
