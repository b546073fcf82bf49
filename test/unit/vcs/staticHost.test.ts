import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { matchAfterDiscovery, matchStaticHost } from '../../../src/engine/vcs/staticHost.ts';

const shown = (path: string): string => {
  const match = matchStaticHost(path);
  if (match.kind === 'repo') return `${match.vcs} ${match.root} ${match.url}`;
  if (match.kind === 'schemeless') return `${match.vcs} ${match.root} //${match.repo}`;
  return match.kind === 'refused' ? match.message : match.kind;
};

describe('a path on a host that go knows', () => {
  for (const [path, wanted] of [
    ['github.com/a/b', 'git github.com/a/b https://github.com/a/b'],
    ['github.com/a/b/c/v2', 'git github.com/a/b https://github.com/a/b'],
    ['github.com/a', 'invalid github.com import path "github.com/a"'],
    ['github.com/a/b+c', 'invalid github.com import path "github.com/a/b+c"'],
    ['github.com/a/b.git', 'invalid version control suffix in github.com/ path'],
    ['github.community/a/b', 'unknown'],
    ['hub.jazz.net/git/user/repo/x', 'git hub.jazz.net/git/user/repo https://hub.jazz.net/git/user/repo'],
    ['hub.jazz.net/x', 'unknown'],
    ['git.apache.org/x.git/sub', 'git git.apache.org/x.git https://git.apache.org/x.git'],
    ['git.apache.org/x', 'invalid git.apache.org import path "git.apache.org/x"'],
    ['git.openstack.org/a/b.git', 'git git.openstack.org/a/b.git https://git.openstack.org/a/b.git'],
    [
      'chiselapp.com/user/u/repository/r',
      'fossil chiselapp.com/user/u/repository/r https://chiselapp.com/user/u/repository/r',
    ],
    ['chiselapp.com/user/u/repository/r/x', 'invalid chiselapp.com import path "chiselapp.com/user/u/repository/r/x"'],
    ['git.lab.test/repo/m.git/sub', 'git git.lab.test/repo/m.git //git.lab.test/repo/m'],
    ['example.org/foo.hg/bar.git', 'hg example.org/foo.hg //example.org/foo'],
    ['example.org/~u/foo.bzr', 'bzr example.org/~u/foo.bzr //example.org/~u/foo'],
    ['example.org.git/foo', 'unknown'],
    ['gitlab.com/g/p', 'unknown'],
    ['example.net/x', 'no modules on example.net'],
    ['rsc.io', 'rsc.io is not a module'],
    ['https:/github.com/a/b', '"https://" not allowed in import path'],
  ] as const) {
    it(`${path} is ${wanted}`, () => assert.equal(shown(path), wanted));
  }

  it('is launchpad only after its server was asked in vain', () => {
    assert.equal(shown('launchpad.net/x'), 'unknown');
    assert.equal(matchAfterDiscovery('launchpad.net/x').kind, 'repo');
  });

  it('is found in linear time', () => {
    matchStaticHost(`a.b/${'a.b.c-d/'.repeat(20_000)}x`);
    matchStaticHost(`${'a.'.repeat(50_000)}!/x.git`);
    fc.assert(fc.property(fc.string(), (path) => typeof shown(path) === 'string'));
  });
});
