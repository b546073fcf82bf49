import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gitHelpText, gitProblemOf } from '../../../src/engine/vcs/gitProblem.ts';

describe("git's words", () => {
  for (const [stderr, problem] of [
    ["fatal: could not read Username for 'https://h': terminal prompts disabled", 'prompts-disabled'],
    ["fatal: could not read Password for 'https://u@h': terminal prompts disabled", 'prompts-disabled'],
    ["remote: Invalid username or token.\nfatal: Authentication failed for 'https://h/r.git/'", 'bad-credentials'],
    ["remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found", 'not-found'],
    ["fatal: unable to access 'https://h/r/': The requested URL returned error: 403", 'forbidden'],
    ["fatal: unable to access 'https://h/r/': Could not resolve host: h", 'network'],
    [
      "fatal: unable to access 'https://h/': Failed to connect to h port 443 after 1 ms: Couldn't connect to server",
      'network',
    ],
    ["fatal: unable to access 'https://h/': SSL certificate problem: self-signed certificate", 'tls'],
    ["fatal: unable to access 'https://h/': Received HTTP code 407 from proxy after CONNECT", 'proxy-auth'],
    ['Host key verification failed.\nfatal: Could not read from remote repository.', 'ssh-host-key'],
    ['git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'ssh-key'],
    ['ssh: connect to host h port 22: Connection refused', 'network'],
    ["fatal: transport 'http' not allowed", 'protocol-not-allowed'],
    ['error: RPC failed; curl 18\nfatal: early EOF', 'transfer'],
    ['fatal: bad object', 'other'],
    ['', 'other'],
  ] as const) {
    it(`say ${problem}: ${stderr.slice(0, 60)}`, () => assert.equal(gitProblemOf(stderr), problem));
  }

  it('get the help that go adds where nobody may type a name', () => {
    assert.match(gitHelpText("fatal: could not read Username for 'https://h'"), /^\nConfirm the import path/);
    assert.equal(gitHelpText('fatal: else'), '');
  });

  it('are read in linear time, whatever a server has them say', () => {
    for (const piece of ["repository '", 'proxy 407 ', 'Permission denied (a,', "transport '"])
      gitProblemOf(piece.repeat(50_000));
  });
});
