import assert from 'node:assert/strict';
import { isAbsolute } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseGitCredential, parseProgramOutput } from '../../../src/engine/auth/commandOutput.ts';
import { parseGoauth } from '../../../src/engine/auth/goauth.ts';

describe('GOAUTH', () => {
  const needed = 'GOAUTH=git dir method requires an absolute path to the git working directory';
  for (const [goauth, message] of [
    ['off;netrc', 'GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off;netrc)'],
    [';netrc', 'GOAUTH encountered an empty command (GOAUTH=;netrc)'],
    ['git', needed],
    ['git rel', `${needed}, dir is not absolute`],
  ] as const) {
    it(`ends go where it is ${goauth}`, () => {
      assert.deepEqual(parseGoauth(goauth, isAbsolute), { kind: 'invalid', message });
    });
  }

  it('is a list of commands, the first one first', () => {
    assert.deepEqual(parseGoauth("netrc; git /src ; 'my tool' --x", isAbsolute), {
      kind: 'ok',
      commands: [
        { kind: 'netrc' },
        { kind: 'git', directory: '/src' },
        { kind: 'program', text: "'my tool' --x", argv: ['my tool', '--x'] },
      ],
    });
  });
});

describe('what a GOAUTH program prints', () => {
  it('is URLs and headers in blocks', () => {
    const output = 'https://a.test/x\nhttps://b.test/\n\nAuthorization: Bearer t\nX-More: 1\n\nhttps://c.test\n\n\n';
    const parsed = parseProgramOutput(output);
    const headers = [
      ['Authorization', 'Bearer t'],
      ['X-More', '1'],
    ];
    assert.deepEqual(parsed, {
      kind: 'ok',
      credentials: [
        { prefix: 'a.test/x', headers },
        { prefix: 'b.test', headers },
        { prefix: 'c.test', headers: [] },
      ],
    });
  });

  for (const [output, message] of [
    ['https://a.test', 'invalid format: missing empty line after URLs'],
    ['https://a.test\n\nA: b\n', 'invalid format: missing empty line after headers'],
    ['https://a.test\n\nno header\n\n', 'invalid format: invalid header line'],
    ['not a url\n\n\n', 'could not parse URL not a url'],
  ] as const) {
    it(`is refused: ${JSON.stringify(output)}`, () => {
      assert.deepEqual(parseProgramOutput(output), { kind: 'invalid', message });
    });
  }

  it('may be empty', () => assert.deepEqual(parseProgramOutput(''), { kind: 'ok', credentials: [] }));

  it('is read whatever it is', () => {
    fc.assert(fc.property(fc.string(), (text) => ['ok', 'invalid'].includes(parseProgramOutput(text).kind)));
  });
});

describe('what git credential fill prints', () => {
  it('names a prefix and a login', () => {
    const output = 'protocol=https\nhost=a.test\npath=team\nusername=u\npassword=p=q\n';
    assert.deepEqual(parseGitCredential(output), { prefix: 'https://a.test/team', user: 'u', password: 'p=q' });
  });
});
