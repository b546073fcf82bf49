import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { databaseOf, sumdbUse } from '../../../src/engine/sumdb/dialDatabase.ts';
import { fakeEnvironment } from '../modfetch/fixture.ts';

const settings = (values: Record<string, string>, goproxy = 'https://proxy.test') =>
  fakeEnvironment({ goproxy, settings: values });
const toolchain = 'golang.org/toolchain';

describe('whether go asks the checksum database', () => {
  it('is said by GOSUMDB and GONOSUMDB, which GOPRIVATE stands for', () => {
    const use = (values: Record<string, string>) => sumdbUse(settings(values), 'corp.test/m').kind;
    assert.equal(use({ GOSUMDB: 'sum.golang.org' }), 'ask');
    assert.equal(use({ GOSUMDB: 'off' }), 'off');
    assert.equal(use({ GOSUMDB: 'OFF' }), 'ask');
    assert.equal(use({ GOSUMDB: 'sum.golang.org', GONOSUMDB: 'corp.test' }), 'exempt');
    assert.equal(use({ GOSUMDB: 'sum.golang.org', GOPRIVATE: '*.test' }), 'exempt');
    assert.equal(use({ GOSUMDB: 'sum.golang.org', GOPRIVATE: '*.test', GONOSUMDB: 'none' }), 'ask');
  });

  it('for a toolchain is always so, but for a GOPROXY that is one local folder', () => {
    const values = { GOSUMDB: 'off', GONOSUMDB: 'golang.org', GOPRIVATE: '*' };
    assert.equal(sumdbUse(settings(values), toolchain).kind, 'ask');
    assert.equal(sumdbUse(settings(values, 'file:///dist'), toolchain).kind, 'localToolchain');
    assert.equal(sumdbUse(settings(values, 'file:///dist,direct'), toolchain).kind, 'ask');
    assert.equal(sumdbUse(settings(values, 'file:///dist|off'), toolchain).kind, 'ask');
  });
});

describe('the database that GOSUMDB names', () => {
  it('has the key of sum.golang.org also under its name for mainland China, and then that URL', () => {
    const known = databaseOf(settings({ GOSUMDB: 'sum.golang.org' }));
    const alias = databaseOf(settings({ GOSUMDB: 'sum.golang.google.cn' }));
    assert.ok(known.kind === 'ok' && alias.kind === 'ok');
    assert.deepEqual([known.direct, known.url], ['https://sum.golang.org', null]);
    assert.deepEqual([alias.key.name, alias.url], ['sum.golang.org', 'https://sum.golang.google.cn']);
    assert.equal(known.key.hash, alias.key.hash);
  });

  it('is an error in go’s words where there is none', () => {
    const message = (value: string) => {
      const database = databaseOf(settings({ GOSUMDB: value }));
      return database.kind === 'error' ? database.message : 'ok';
    };
    assert.equal(message('off'), 'checksum database disabled by GOSUMDB=off');
    assert.equal(message('on'), 'invalid GOSUMDB: malformed verifier id');
    assert.equal(message('  '), 'missing GOSUMDB');
    assert.equal(message('sum.golang.org a b'), 'invalid GOSUMDB: too many fields');
  });
});
