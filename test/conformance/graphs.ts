/** Small module graphs, one idea each. */
import type { Graph } from './graphStage.ts';

const main = (go: string, ...lines: string[]): Record<string, string> => ({
  'go.mod': ['module {main}', ...(go === '' ? [] : [`go ${go}`]), ...lines].join('\n\n'),
});
const need = (what: string): string => `require example.com/${what}`;

export const graphs: Record<string, Graph> = {
  'one requirement': { modules: 'a v1.0.0 1.20', files: main('1.20', need('a v1.0.0')) },
  'no requirement': { modules: '', files: main('1.20') },
  'a pruned graph stops behind the second level': {
    modules: `
      a v1.0.0 1.20: b v1.0.0
      b v1.0.0 1.20: gone v1.0.0`,
    files: main('1.20', need('a v1.0.0')),
  },
  'an old dependency is followed to the end': {
    modules: `
      d v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.20: c v1.0.0
      c v1.0.0 1.20`,
    files: main('1.20', need('d v1.0.0')),
  },
  'a hole behind an old dependency is named with its chain': {
    modules: `
      d v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.20: gone v1.0.0`,
    files: main('1.20', need('d v1.0.0')),
  },
  'a dependency without a go line is old': {
    modules: `
      d v1.0.0 -: b v1.0.0
      b v1.0.0 -: c v1.0.0
      c v1.0.0 -`,
    files: main('1.20', need('d v1.0.0')),
  },
  'an old main module looks at everything': {
    modules: `
      a v1.0.0 1.20: b v1.0.0
      b v1.0.0 1.20: c v1.0.0
      c v1.0.0 1.20`,
    files: main('1.16', need('a v1.0.0')),
  },
  'an old main module goes on behind a hole': {
    modules: `
      a v1.0.0 1.20: b v1.0.0, c v1.0.0
      b v1.0.0 1.20: gone v1.0.0
      c v1.0.0 1.20`,
    files: main('1.16', need('a v1.0.0')),
  },
  'a main module without a go line': {
    modules: `
      a v1.0.0 1.20: b v1.0.0
      b v1.0.0 1.20: c v1.0.0
      c v1.0.0 1.20: d v1.0.0
      d v1.0.0 1.20`,
    files: main('', need('a v1.0.0')),
  },
  'the highest version counts': {
    modules: `
      a v1.0.0 1.20: c v1.1.0
      b v1.0.0 1.20: c v1.2.0
      c v1.0.0 1.20
      c v1.1.0 1.20
      c v1.2.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('b v1.0.0')),
  },
  'a requirement that others raise': {
    modules: `
      a v1.0.0 1.20: c v1.2.0
      c v1.0.0 1.20
      c v1.2.0 1.20: e v1.0.0
      e v1.0.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('c v1.0.0')),
  },
  'a raised requirement in an old main module': {
    modules: `
      a v1.0.0 1.16: c v1.2.0
      c v1.0.0 1.16
      c v1.2.0 1.16: e v1.0.0
      e v1.0.0 1.16`,
    files: main('1.16', need('a v1.0.0'), need('c v1.0.0')),
  },
  'a module that is required twice': {
    modules: `
      a v1.0.0 1.20
      a v1.1.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('a v1.1.0')),
  },
  'a cycle': {
    modules: `
      a v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.16: a v1.1.0
      a v1.1.0 1.16: b v1.0.0, main v0.1.0`,
    files: main('1.16', need('a v1.0.0')),
  },
  'pre-releases and pseudo-versions are ordered': {
    modules: `
      a v1.0.0 1.16: c v1.0.0-rc.2
      b v1.0.0 1.16: c v1.0.0-0.20240101000000-abcdefabcdef
      c v1.0.0-rc.2 1.16
      c v1.0.0-0.20240101000000-abcdefabcdef 1.16`,
    files: main('1.16', need('a v1.0.0'), need('b v1.0.0')),
  },
  'another major version is another module': {
    modules: `
      a v1.0.0 1.16: c/v2 v2.0.0, c v1.0.0
      c v1.0.0 1.16
      c/v2 v2.0.0 1.16`,
    files: main('1.16', need('a v1.0.0')),
  },
  'an excluded requirement of a dependency': {
    modules: `
      a v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.16: c v1.0.0`,
    files: main('1.16', need('a v1.0.0'), 'exclude example.com/b v1.0.0'),
  },
  'an excluded higher version': {
    modules: `
      a v1.0.0 1.20: c v1.2.0
      c v1.0.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('c v1.0.0'), 'exclude example.com/c v1.2.0'),
  },
  'a replacement by another module': {
    modules: `
      a v1.0.0 1.20: b v1.0.0
      fork v0.3.0 1.20 =example.com/a: c v1.0.0
      c v1.0.0 1.20`,
    files: main('1.20', need('a v1.0.0'), 'replace example.com/a => example.com/fork v0.3.0'),
  },
  'a replacement of one version': {
    modules: `
      a v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.16
      b v1.0.1 1.16: c v1.0.0
      c v1.0.0 1.16`,
    files: main('1.16', need('a v1.0.0'), 'replace example.com/b v1.0.0 => example.com/b v1.0.1'),
  },
  'a replacement by a folder': {
    modules: 'c v1.0.0 1.20',
    files: {
      ...main('1.20', need('a v1.0.0'), 'replace example.com/a => ./a'),
      'a/go.mod': 'module whatever\n\ngo 1.20\n\nrequire example.com/c v1.0.0\n',
    },
  },
  'a replacement by a folder that is missing': {
    modules: 'b v1.0.0 1.20',
    files: main('1.20', need('a v1.0.0'), need('b v1.0.0'), 'replace example.com/a => ./a'),
  },
  'a hole in a replacement': {
    modules: '',
    files: main('1.20', need('a v1.0.0'), 'replace example.com/a => example.com/fork v0.3.0'),
  },
  'a go.mod that declares another path': {
    modules: `
      a v1.0.0 1.20 =example.com/original
      b v1.0.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('b v1.0.0')),
  },
  'a go.mod that declares another path, far away': {
    modules: `
      d v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.16: a v1.0.0
      a v1.0.0 1.16 =example.com/original`,
    files: main('1.16', need('d v1.0.0')),
  },
  'a go.mod without a module line': {
    modules: 'a v1.0.0 !go 1.20\\n',
    files: main('1.20', need('a v1.0.0')),
  },
  'a go.mod that nobody can read': {
    modules: 'a v1.0.0 !module example.com/a\\n\\nrequire (\\n\\texample.com/b\\n)\\n',
    files: main('1.20', need('a v1.0.0')),
  },
  'unknown lines in a dependency do not matter': {
    modules: 'a v1.0.0 !module example.com/a\\n\\ngo 1.20.x\\n\\nfuture (\\n\\tthing\\n)\\nreplace a => b\\n',
    files: main('1.20', need('a v1.0.0')),
  },
  'a dependency that needs a newer Go': {
    modules: 'a v1.0.0 1.99',
    files: main('1.20', need('a v1.0.0')),
  },
  'a dependency that raises the go line': {
    modules: 'a v1.0.0 1.22.1',
    files: main('1.20', need('a v1.0.0')),
  },
  'a toolchain line': {
    modules: 'a v1.0.0 1.22.1',
    files: main('1.22.1', 'toolchain go1.23.4', need('a v1.0.0')),
  },
  'two holes: the nearer one is reported': {
    modules: `
      d v1.0.0 1.16: b v1.0.0, e v1.0.0
      b v1.0.0 1.16: far v1.0.0
      e v1.0.0 1.16`,
    files: main('1.20', need('d v1.0.0'), need('gone v1.0.0')),
  },
  'a workspace of two modules': {
    modules: `
      c v1.0.0 1.20: e v1.0.0
      c v1.1.0 1.20: e v1.1.0
      e v1.0.0 1.20
      e v1.1.0 1.20: f v1.0.0
      f v1.0.0 1.20`,
    files: {
      'go.work': 'go 1.20\n\nuse (\n\t./x\n\t./y\n)\n',
      'x/go.mod': 'module example.com/x\n\ngo 1.20\n\nrequire example.com/c v1.0.0\n',
      'y/go.mod': 'module example.com/y\n\ngo 1.20\n\nrequire (\n\texample.com/c v1.1.0\n\texample.com/x v0.0.0\n)\n',
    },
    from: 'x',
  },
  'a workspace whose replacement counts before that of a module': {
    modules: `
      c v1.0.0 1.20
      c v1.0.5 1.20
      c v1.0.6 1.20`,
    files: {
      'go.work': 'go 1.20\n\nuse ./x\n\nreplace example.com/c => example.com/c v1.0.6\n',
      'x/go.mod':
        'module example.com/x\n\ngo 1.20\n\nrequire example.com/c v1.0.0\n\nreplace example.com/c => example.com/c v1.0.5\n',
    },
    from: 'x',
  },
  'a workspace seen from outside its modules': {
    modules: 'c v1.0.0 1.20',
    files: {
      'go.work': 'go 1.20\n\nuse ./x\n',
      'x/go.mod': 'module example.com/x\n\ngo 1.20\n\nrequire example.com/c v1.0.0\n\nreplace example.com/z => ../z\n',
    },
  },
  'a go line that is too new, and no other Go allowed': {
    modules: 'a v1.0.0 1.20',
    files: main('1.99', need('a v1.0.0')),
  },
  'a go line whose toolchain nobody has': {
    modules: 'a v1.0.0 1.20',
    files: main('1.99', need('a v1.0.0')),
    settings: { GOTOOLCHAIN: 'auto' },
  },
  'a toolchain line whose toolchain nobody has': {
    modules: 'a v1.0.0 1.20',
    files: main('1.22', 'toolchain go1.99.3', need('a v1.0.0')),
    settings: { GOTOOLCHAIN: 'auto' },
  },
  'a toolchain line that does not count': {
    modules: 'a v1.0.0 1.20',
    files: main('1.22', 'toolchain go1.99.3', need('a v1.0.0')),
  },
  'a toolchain that must stand on PATH': {
    modules: 'a v1.0.0 1.20',
    files: main('1.99.1', need('a v1.0.0')),
    settings: { GOTOOLCHAIN: 'path' },
  },
  'a GOTOOLCHAIN that is none': {
    modules: 'a v1.0.0 1.20',
    files: main('1.22', need('a v1.0.0')),
    settings: { GOTOOLCHAIN: 'go1.22.1+foo' },
  },
  'a language version as GOTOOLCHAIN': {
    modules: 'a v1.0.0 1.20',
    files: main('1.22', need('a v1.0.0')),
    settings: { GOTOOLCHAIN: 'go1.99' },
  },
  'a toolchain where nobody may be asked': {
    modules: 'a v1.0.0 1.20',
    files: main('1.99', need('a v1.0.0')),
    settings: { GOTOOLCHAIN: 'auto', GOPROXY: 'off' },
  },
  'a workspace with a folder that is not there': {
    modules: 'c v1.0.0 1.20',
    files: {
      'go.work': 'go 1.22\n\nuse (\n\t./x\n\t./gone\n)\n',
      'x/go.mod': 'module example.com/x\n\ngo 1.20\n\nrequire example.com/c v1.0.0\n',
    },
  },
  'a workspace that is older than a module in it': {
    modules: 'c v1.0.0 1.20',
    files: {
      'go.work': 'go 1.20\n\nuse ./x\n',
      'x/go.mod': 'module example.com/x\n\ngo 1.22\n\nrequire example.com/c v1.0.0\n',
    },
  },
  'a vendor folder that does not count': {
    modules: 'c v1.0.0 1.20',
    files: {
      ...main('1.20', need('c v1.0.0')),
      'vendor/modules.txt': '# example.com/c v1.0.0\n## explicit; go 1.20\n',
    },
  },
  'a vendor folder that does not fit': {
    modules: 'c v1.0.0 1.20',
    files: {
      ...main('1.20', need('c v1.0.0'), need('d v1.0.0'), 'replace example.com/d => example.com/e v1.0.0'),
      'vendor/modules.txt': '# example.com/c v1.1.0\n## explicit; go 1.20\n# example.com/z => ../z\n',
    },
    settings: { GOFLAGS: '' },
  },
  'a go.sum that lacks everything': {
    modules: `
      a v1.0.0 1.20: b v1.0.0
      b v1.0.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('b v1.0.0')),
    settings: { GOFLAGS: '' },
  },
  'a requirement that must be raised, where go.mod may not be changed': {
    modules: `
      a v1.0.0 1.20: c v1.2.0
      c v1.0.0 1.20
      c v1.2.0 1.20`,
    files: main('1.20', need('a v1.0.0'), need('c v1.0.0')),
    settings: { GOFLAGS: '-mod=readonly' },
    hasSums: true,
  },
  'the same without a word about -mod': {
    modules: `
      a v1.0.0 1.20: c v1.2.0
      c v1.0.0 1.20
      c v1.2.0 1.20`,
    files: main('1.16', need('a v1.0.0'), need('c v1.0.0')),
    settings: { GOFLAGS: '' },
    hasSums: true,
  },
  'a go.sum that is complete': {
    modules: `
      a v1.0.0 1.16: b v1.0.0
      b v1.0.0 1.20`,
    files: main('1.20', need('a v1.0.0')),
    settings: { GOFLAGS: '' },
    hasSums: true,
  },
};
