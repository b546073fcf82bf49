import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { netrcPath, parseNetrc } from '../../../src/engine/auth/netrc.ts';
import { fakeEnvironment, fakePorts, oneFile } from '../web/fixture.ts';

const machines = (text: string) =>
  parseNetrc(text).map(({ machine, login, password, line }) => `${machine} ${login} ${password} ${line}`);

describe('a .netrc file', () => {
  it('gives entries that stand on one line or on several', () => {
    assert.deepEqual(machines('machine a.test login u password p\nmachine b.test\nlogin v\npassword q\n'), [
      'a.test u p 1',
      'b.test v q 4',
    ]);
  });

  it('keeps every entry of a machine: the first one counts', () => {
    assert.deepEqual(machines('machine a login u password p\nmachine a login w password r'), ['a u p 1', 'a w r 2']);
  });

  it('never uses default, and skips account and macros', () => {
    const text =
      'default login u password p\nmacdef m\nmachine x login y password z\n\nmachine a account c login u password p';
    // "default login" is one pair of words for go, so what follows belongs to no machine.
    assert.deepEqual(machines(text), ['a u p 5']);
  });

  it('needs a login: a machine with a password alone gives nothing', () => {
    assert.deepEqual(machines('machine a password p\n'), []);
  });

  it('reads any text in linear time', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseNetrc(text))));
    assert.deepEqual(parseNetrc('machine '.repeat(200_000)), []);
  });

  it('is looked for as go looks for it', async () => {
    const ports = fakePorts();
    const at = (platform: string, env: Record<string, string>, file = '') =>
      netrcPath({ host: { ...ports.host, platform, env }, files: oneFile(file, '') }, fakeEnvironment({}));
    assert.equal(await at('linux', { HOME: '/home/u' }), '/home/u/.netrc');
    assert.equal(await at('linux', { HOME: '/home/u', NETRC: '/else' }), '/else');
    assert.equal(await at('linux', {}), null);
    assert.equal(await at('win32', { USERPROFILE: 'C:\\u' }), 'C:\\u\\.netrc');
  });
});
