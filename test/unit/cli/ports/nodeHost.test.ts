import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placeOf, processEnvironment } from '../../../../src/cli/ports/nodeHost.ts';

const linux = { platform: 'linux', kernel: '6.1.0', exists: () => false };

describe('the place where the engine runs', () => {
  it('is local where nothing says otherwise', () => {
    assert.equal(placeOf({}, linux), 'local');
    assert.equal(placeOf({ CI: 'false' }, linux), 'local');
  });
  it('is ci on a build machine, even inside a container', () => {
    assert.equal(placeOf({ CI: 'true' }, { ...linux, exists: () => true }), 'ci');
    assert.equal(placeOf({ TF_BUILD: 'True' }, linux), 'ci');
  });
  it('is a container where its runtime left a mark', () => {
    assert.equal(placeOf({}, { ...linux, exists: (file) => file === '/.dockerenv' }), 'container');
    assert.equal(placeOf({ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, linux), 'container');
  });
  it('is wsl under its kernel and ssh in a remote session', () => {
    assert.equal(placeOf({}, { ...linux, kernel: '5.15.90-microsoft-standard-WSL2' }), 'wsl');
    assert.equal(placeOf({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, linux), 'ssh');
  });
});

describe('the process environment', () => {
  it('has upper-case names on Windows only', () => {
    assert.deepEqual(processEnvironment({ Path: 'C:\\' }, 'win32'), { PATH: 'C:\\' });
    assert.deepEqual(processEnvironment({ Path: '/' }, 'linux'), { Path: '/' });
  });
});
