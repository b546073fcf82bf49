/** The real `go env` against our reading of the same settings, and what go says about bad GOPROXY lists. No network. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { createNodeFiles } from '../../src/cli/ports/nodeFiles.ts';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import type { Environment } from '../../src/engine/goenv/environment.ts';
import { comparedNames } from '../../src/engine/goenv/goCommand.ts';
import { parseGoflags } from '../../src/engine/goenv/goflags.ts';
import { parseGoproxy } from '../../src/engine/goenv/goproxy.ts';
import { loadEnvironment } from '../../src/engine/goenv/loadEnvironment.ts';
import { hasGo } from './goDownload.ts';

/** In every text `~` stands for the state's own folder; `home` is the home folder in it. */
interface State {
  /** The variables of the process, beside HOME and PATH. An entry '' is set to the empty string. */
  env?: Record<string, string>;
  /** Files, by name in the folder. */
  files?: Record<string, string>;
}

const userFile = 'home/.config/go/env';
const user = (text: string): State => ({ files: { [userFile]: text } });

const states: Record<string, State> = {
  'nothing set': {},
  'an empty variable is unset': { env: { GOPROXY: '' } },
  'an empty variable lets the file through': { env: { GOPROXY: '' }, ...user('GOPROXY=https://file.example\n') },
  'a variable hides the file': { env: { GOPROXY: 'https://os.example' }, ...user('GOPROXY=off\n') },
  'an empty line hides go.env': user('GOPROXY=\nGOSUMDB=\n'),
  'a line with a space in front': user(' GOPROXY=https://b.example\n'),
  'a line with a tab in front': user('\tGOPROXY=https://b.example\n'),
  'a line with export': user('export GOPROXY=https://f.example\n'),
  'a line in small letters': user('goproxy=https://f.example\n'),
  'a comment behind the value': user('GOPROXY=https://c.example # x\n'),
  'a comment line': user('#GOPROXY=https://c.example\n'),
  'quotes around the value': user('GOPROXY="https://e.example"\n'),
  'a carriage return': user('GOSUMDB=off\r\nGOPROXY=off\r\n'),
  'a repeated line': user('GOPROXY=x1\nGOPROXY=x2\n'),
  'no newline at the end': user('GOPROXY=off'),
  'several equals signs': user('GOFLAGS=-mod=mod -tags=a=b\n'),
  'a space before the equals sign': user('GOPROXY =off\n'),
  'a space behind the equals sign': user('GOPROXY= off\n'),
  'a byte order mark': user('\ufeffGOPROXY=off\nGOSUMDB=off\n'),
  'a line without an equals sign': user('GOPROXY\nGOSUMDB=off\n'),
  'a variable in the value': user('GOPROXY=$HOME\n'),
  'text outside ASCII': user('GOPRIVATE=ünï.example\n'),
  'GOPRIVATE gives the two others': user('GOPRIVATE=*.corp.example\n'),
  'GONOPROXY beside GOPRIVATE': user('GOPRIVATE=a\nGONOPROXY=none\n'),
  'an empty variable, a file and GOPRIVATE': {
    env: { GONOPROXY: '', GOPRIVATE: 'zz' },
    ...user('GONOPROXY=fromfile\n'),
  },
  'an empty GONOSUMDB line does nothing': user('GOPRIVATE=a\nGONOSUMDB=\n'),
  'GOPRIVATE from the process, the others from the file': {
    env: { GOPRIVATE: 'p' },
    ...user('GONOSUMDB=f\nGOPRIVATE=q\n'),
  },
  'GOENV=off': { env: { GOENV: 'off' }, ...user('GOPROXY=off\n') },
  'GOENV names another file': {
    env: { GOENV: '~/other' },
    files: { other: 'GOPROXY=off\n', [userFile]: 'GOSUMDB=off\n' },
  },
  'GOENV names a missing file': { env: { GOENV: '~/missing' }, ...user('GOPROXY=off\n') },
  'GOENV names a folder': { env: { GOENV: '~/home' }, ...user('GOPROXY=off\n') },
  'GOENV is relative': { env: { GOENV: 'other' }, files: { other: 'GOPROXY=off\n' } },
  'GOENV is empty': { env: { GOENV: '' }, ...user('GOPROXY=off\n') },
  'GOENV in the file does nothing': user('GOENV=off\nGOPROXY=off\n'),
  XDG_CONFIG_HOME: {
    env: { XDG_CONFIG_HOME: '~/xdg' },
    files: { 'xdg/go/env': 'GOPROXY=off\n', [userFile]: 'GOSUMDB=off\n' },
  },
  'XDG_CONFIG_HOME with a slash': { env: { XDG_CONFIG_HOME: '~/xdg/' }, files: { 'xdg/go/env': 'GOPROXY=off\n' } },
  'a relative XDG_CONFIG_HOME': { env: { XDG_CONFIG_HOME: 'xdg' }, files: { 'xdg/go/env': 'GOPROXY=off\n' } },
  'an empty XDG_CONFIG_HOME': { env: { XDG_CONFIG_HOME: '' }, ...user('GOPROXY=off\n') },
  'HOME with a slash': { env: { HOME: '~/home/' }, ...user('GOPROXY=off\n') },
  'GOPATH of the process': { env: { GOPATH: '~/a:~/b' } },
  'GOPATH of the file': user('GOPATH=~/a\n'),
  'an empty GOPATH line': user('GOPATH=\n'),
  'GOPATH with an empty first part': { env: { GOPATH: ':~/b', GOMODCACHE: '~/m' } },
  'GOPATH with a slash': { env: { GOPATH: '~/a/' } },
  'GOMODCACHE of the file': user('GOMODCACHE=~/cache\n'),
  'an empty GOMODCACHE line': user('GOMODCACHE=\n'),
  'GOMODCACHE of the process': { env: { GOMODCACHE: '~/cache/../cache2' }, ...user('GOMODCACHE=~/cache\n') },
  'GOAUTH of the file': user('GOAUTH=git /tmp;netrc\n'),
  'an empty GOAUTH line': user('GOAUTH=\n'),
  'GOFLAGS of both': { env: { GOFLAGS: '-mod=mod' }, ...user('GOFLAGS=-modcacherw\n') },
  'a bad GOFLAGS': { env: { GOFLAGS: 'bogus' } },
  'GOVCS and GOINSECURE': user('GOVCS=public:git\nGOINSECURE=*.test\n'),
  'GO111MODULE=auto': user('GO111MODULE=auto\n'),
  'GO111MODULE=off': { env: { GO111MODULE: 'off' } },
  'GOROOT of the process with its own go.env': {
    env: { GOROOT: '~/root' },
    files: { 'root/go.env': '# shipped\nGOPROXY=https://distribution.example\nGOROOT=/elsewhere\n' },
  },
  'GOROOT with a slash': { env: { GOROOT: '~/root/' }, files: { 'root/go.env': 'GOPROXY=off\n' } },
  'GOROOT without go.env': { env: { GOROOT: '~/root' }, files: { 'root/VERSION': 'go1.26.8\n' } },
  'GOROOT of the file': { files: { [userFile]: 'GOROOT=~/root/\n', 'root/go.env': 'GOPROXY=off\n' } },
  'GOROOT of both: go.env of the file, value of the process': {
    env: { GOROOT: '~/root2' },
    files: { [userFile]: 'GOROOT=~/root\n', 'root/go.env': 'GOPROXY=off\n', 'root2/go.env': 'GOPROXY=direct\n' },
  },
  'the file hides go.env': {
    env: { GOROOT: '~/root' },
    files: { [userFile]: 'GOSUMDB=off\n', 'root/go.env': 'GOSUMDB=sum.golang.org\nGOPRIVATE=fromroot\n' },
  },
  'the home folder has go as GOROOT': {
    env: { GOROOT: '~/home/go', GOMODCACHE: '~/m' },
    files: { 'home/go/go.env': '' },
  },
};

const names = [...comparedNames, 'GO111MODULE', 'GODEBUG'];
const isSkipped = !hasGo() || process.platform === 'win32';

describe('settings, by go and by us', function () {
  this.timeout(60_000);
  let folder = '';

  before(function () {
    if (isSkipped) {
      console.warn(
        '    SKIPPED: no go command on PATH (or Windows): our reading of settings is not checked against go',
      );
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'gomod-doctor-env-'));
  });
  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  for (const [index, [name, state]] of Object.entries(states).entries()) {
    it(name, async () => {
      const { own, env } = lay(join(folder, String(index)), state);
      const gos = goEnv(own, env);
      const ours = await load(own, env);
      const shown = (setting: string) =>
        setting === 'GOENV' && ours.value(setting) === 'off' ? '' : ours.value(setting);
      assert.deepEqual(Object.fromEntries(names.map((setting) => [setting, shown(setting)])), gos);
      assert.equal(ours.value('GOTOOLCHAIN'), goToolchain(own, env));
      assert.deepEqual(await ours.compareWithGo(new AbortController().signal), { differences: [], problems: [] });
    });
  }

  it('finds GOROOT through a symbolic link to the go command', async () => {
    const { own, env } = lay(join(folder, 'link'), {});
    mkdirSync(join(own, 'bin'));
    symlinkSync(realGo(), join(own, 'bin', 'go'));
    const linked = { ...env, PATH: join(own, 'bin') };
    assert.equal((await load(own, linked)).value('GOROOT'), goEnv(own, linked)['GOROOT']);
  });

  it('finds the GOROOT around a copy of the go command', async () => {
    const { own, env } = lay(join(folder, 'copy'), {
      files: { 'root/go.env': 'GOPROXY=off\n', 'root/pkg/tool/x': '' },
    });
    mkdirSync(join(own, 'root', 'bin'));
    cpSync(realGo(), join(own, 'root', 'bin', 'go'));
    const copied = { ...env, PATH: join(own, 'root', 'bin') };
    const ours = await load(own, copied);
    const gos = goEnv(own, copied);
    assert.equal(ours.value('GOROOT'), gos['GOROOT']);
    assert.equal(ours.value('GOPROXY'), 'off');
    assert.equal(gos['GOPROXY'], 'off');
  });

  it('asks go from a folder of its own, so that a go.mod of the user changes nothing', async () => {
    const { own, env } = lay(join(folder, 'project'), { files: { 'go.mod': 'module m\n\ngo 1.999\n' } });
    const ours = await load(own, env);
    assert.match(ours.release, /^1\.\d+/);
    assert.deepEqual(await ours.compareWithGo(new AbortController().signal), { differences: [], problems: [] });
    assert.deepEqual(ours.problems, []);
  });

  for (const goproxy of [
    ',',
    ' | ,',
    'foo',
    'DIRECT',
    'none,direct',
    '/abs/path',
    '"https://a.test"',
    'http://%zz',
    'http://a.test/%zz#f',
    'http://a.test/#%zz',
    'http://a.test/%',
    'http://%41.test',
    'https://a b',
    'https://a.test:x',
    'https://a:1:2',
    'https://[::1',
    'https://x[::1]',
    'https://[1.2.3.4]',
    'https://[::1]x',
    'https://[::1%25a b]',
    'https://a\x01.test',
    '://a.test',
    ':a',
    'ftp://x/y',
    'ftp://x/a b?c d#e f',
    'FTP://x',
    'x:/y',
    'mailto:a/b:/c',
    'file://host/x',
    'file:/x',
    'file:///x?y',
    'file:///x#y',
    'file:///x?',
    'https://a.test\\b',
    'https://a{b}.test',
    'https://u:xxxxx@b c.test',
    'foo/bar:/baz',
    '1http://x',
    '*://x',
    'ftp://[::1%2525a]/x',
    'ftp://x/%7e%zz',
    'ftp://x/%7e/ü',
    'ftp://é.test/',
    'ftp://x:1:2/',
  ]) {
    it(`says what go says about GOPROXY=${JSON.stringify(goproxy)}`, () => {
      const { own, env } = lay(join(folder, 'proxy'), {});
      const list = parseGoproxy(goproxy, '');
      assert.equal(list.kind, 'invalid', 'a list that go would ask is not for this test');
      if (list.kind !== 'invalid') return;
      const told = go(['mod', 'download', '-json', 'example.com/m@v1.0.0'], own, {
        ...env,
        GOPROXY: goproxy,
        GONOSUMDB: '*',
      });
      const answer: unknown = JSON.parse(told.stdout);
      assert.ok(typeof answer === 'object' && answer !== null && 'Error' in answer);
      assert.equal(answer.Error, `example.com/m@v1.0.0: ${list.message}`);
    });
  }

  for (const goflags of [
    '',
    '-mod=mod',
    '--mod=mod  -x\t-v',
    'mod=mod',
    '-',
    '--',
    '---x',
    '-=x',
    '--=x',
    '-bogus',
    '-bogus=1',
    '"-tags=a b" \'-x\'',
    '"-tags=a b',
    "'-x",
    '-tags="a b"',
    '-test.v',
    '-test.bogus',
    '-v-',
    '"-x"-v',
    '""',
  ]) {
    it(`reads GOFLAGS=${JSON.stringify(goflags)} as go does`, () => {
      const { own, env } = lay(join(folder, 'flags'), {});
      const told = go(['version'], own, { ...env, GOFLAGS: goflags });
      const parsed = parseGoflags(goflags);
      assert.equal(told.stderr.trim(), parsed.kind === 'ok' ? '' : `go: ${parsed.message}`);
    });
  }
});

/** Makes the folder of a state; gives it and the whole environment. */
function lay(own: string, { env = {}, files = {} }: State): { own: string; env: Record<string, string> } {
  const place = (text: string) => text.replaceAll('~', own);
  mkdirSync(join(own, 'home'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), place(text));
  }
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, place(value)]));
  return { own, env: { PATH: process.env['PATH'] ?? '', HOME: join(own, 'home'), ...given } };
}

function load(directory: string, env: Record<string, string>): Promise<Environment> {
  const real = createNodePorts({ offline: false });
  const ports = { ...real, host: { ...real.host, env, cwd: directory }, files: createNodeFiles() };
  return loadEnvironment(ports, { overrides: {}, release: null, directory }, new AbortController().signal);
}

function goEnv(cwd: string, env: Record<string, string>): Record<string, string> {
  const told = go(['env', '-json', ...names], cwd, { ...env, GOTOOLCHAIN: 'local' });
  assert.equal(told.stderr, '');
  return JSON.parse(told.stdout) as Record<string, string>;
}

/** This one question go answers without looking for another toolchain. */
function goToolchain(cwd: string, env: Record<string, string>): string {
  return go(['env', 'GOTOOLCHAIN'], cwd, env).stdout.trimEnd();
}

function go(argv: string[], cwd: string, env: Record<string, string>): { stdout: string; stderr: string } {
  const program = (env['PATH'] ?? '')
    .split(':')
    .map((folder) => join(folder, 'go'))
    .find(existsSync);
  assert.ok(program !== undefined);
  const toolchain = argv.includes('GOTOOLCHAIN') ? {} : { GOTOOLCHAIN: 'local' };
  return spawnSync(program, argv, { cwd, env: { ...env, ...toolchain }, encoding: 'utf8', timeout: 20_000 });
}

function realGo(): string {
  const told = go(['env', 'GOROOT'], tmpdir(), { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), GO111MODULE: 'off' });
  return join(told.stdout.trim(), 'bin', 'go');
}
