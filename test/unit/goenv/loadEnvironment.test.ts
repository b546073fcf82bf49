import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { goAnswers, loadOn, type Machine } from './machine.ts';

const userFile = '/home/me/.config/go/env';
const goEnv = '# shipped\nGOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n';
const installed = { '/usr/local/go/bin/go': '', '/usr/local/go/pkg/tool/x': '', '/usr/local/go/go.env': goEnv };

/** A machine with go, this user file and these variables. */
function machine(text: string, env: Record<string, string> = {}): Machine {
  const files = text === '' ? installed : { ...installed, [userFile]: text };
  return { env: { HOME: '/home/me', PATH: '/usr/bin:/usr/local/go/bin', ...env }, files };
}

describe('loadEnvironment: precedence', () => {
  for (const [name, env, text, expected] of [
    ['nothing', {}, '', { GOPROXY: 'https://proxy.golang.org,direct', GOSUMDB: 'sum.golang.org', GOTOOLCHAIN: 'auto' }],
    ['an empty variable', { GOPROXY: '' }, '', { GOPROXY: 'https://proxy.golang.org,direct' }],
    [
      'an empty variable above the file',
      { GOPROXY: '' },
      'GOPROXY=https://file.example',
      { GOPROXY: 'https://file.example' },
    ],
    ['a variable above the file', { GOPROXY: 'https://os.example' }, 'GOPROXY=off', { GOPROXY: 'https://os.example' }],
    ['an empty line', {}, 'GOPROXY=\n', { GOPROXY: '' }],
    ['a leading space', {}, ' GOPROXY=https://b.example', { GOPROXY: 'https://proxy.golang.org,direct' }],
    ['export', {}, 'export GOPROXY=https://f.example', { GOPROXY: 'https://proxy.golang.org,direct' }],
    ['a comment in the line', {}, 'GOPROXY=https://c.example # x', { GOPROXY: 'https://c.example # x' }],
    ['quotes', {}, 'GOPROXY="https://e.example"', { GOPROXY: '"https://e.example"' }],
    ['a carriage return', {}, 'GOSUMDB=off\r\n', { GOSUMDB: 'off\r' }],
    ['two lines', {}, 'GOPROXY=x1\nGOPROXY=x2', { GOPROXY: 'x2' }],
    ['GOPRIVATE', {}, 'GOPRIVATE=*.corp', { GONOPROXY: '*.corp', GONOSUMDB: '*.corp', GOINSECURE: '', GOVCS: '' }],
    ['GOPRIVATE and GONOPROXY', {}, 'GOPRIVATE=a\nGONOPROXY=none', { GONOPROXY: 'none', GONOSUMDB: 'a' }],
    ['variables and file', { GONOPROXY: '', GOPRIVATE: 'zz' }, 'GONOPROXY=f', { GONOPROXY: 'f', GONOSUMDB: 'zz' }],
    ['GOENV=off', { GOENV: 'off' }, 'GOPROXY=off', { GOPROXY: 'https://proxy.golang.org,direct', GOENV: 'off' }],
    ['an OS variable in the file', {}, 'HTTPS_PROXY=http://h\nGODEBUG=http2client=0', { HTTPS_PROXY: '', GODEBUG: '' }],
    ['GOPATH', { GOPATH: '/a:/b' }, '', { GOPATH: '/a:/b', GOMODCACHE: '/a/pkg/mod' }],
    ['no GOPATH', {}, '', { GOPATH: '/home/me/go', GOMODCACHE: '/home/me/go/pkg/mod', GOAUTH: 'netrc' }],
  ] as const) {
    it(name, async () => {
      const { environment } = await loadOn(machine(text, env));
      const got = Object.fromEntries(Object.keys(expected).map((setting) => [setting, environment.value(setting)]));
      assert.deepEqual(got, expected);
    });
  }

  it('says where a value comes from and what it hides', async () => {
    const { environment } = await loadOn({
      ...machine('GOPROXY=first\nGOPROXY=second\n', { GOPROXY: 'https://os.example' }),
      overrides: { GOPROXY: 'direct' },
    });
    assert.deepEqual(environment.setting('GOPROXY'), {
      name: 'GOPROXY',
      value: 'direct',
      redacted: false,
      valid: true,
      origin: 'override',
      from: null,
      default: 'https://proxy.golang.org,direct',
      shadowed: [
        { origin: 'env', value: 'https://os.example', from: null },
        { origin: 'go-env-file', value: 'second', from: `${userFile}:2` },
        { origin: 'go-env-file', value: 'first', from: `${userFile}:1` },
        { origin: 'goroot-env', value: 'https://proxy.golang.org,direct', from: '/usr/local/go/go.env:2' },
      ],
    });
  });

  it('an empty override counts', async () => {
    const { environment } = await loadOn({
      ...machine('GOPRIVATE=a\n', { HTTPS_PROXY: 'http://h:1' }),
      overrides: { GOPRIVATE: '', HTTPS_PROXY: '' },
    });
    assert.equal(environment.value('GOPRIVATE'), '');
    assert.equal(environment.value('GONOSUMDB'), '');
    assert.equal(environment.value('HTTPS_PROXY'), '');
  });

  it('says that GONOSUMDB comes from GOPRIVATE, and that GONOPROXY hides it', async () => {
    const { environment } = await loadOn(machine('GOPRIVATE=a\nGONOPROXY=b\n'));
    const gonosumdb = environment.setting('GONOSUMDB');
    assert.equal(gonosumdb?.origin, 'default');
    assert.equal(gonosumdb?.from, `${userFile}:1`);
    const gonoproxy = environment.setting('GONOPROXY');
    assert.equal(gonoproxy?.origin, 'go-env-file');
    assert.deepEqual(gonoproxy?.shadowed, [{ origin: 'default', value: 'a', from: `${userFile}:1` }]);
  });

  it('shows no password, but keeps it for the engine', async () => {
    const { environment } = await loadOn(
      machine('GOPROXY=https://me:s3cret@a.test,direct\n', {
        HTTPS_PROXY: 'me:s3cret@proxy.test:3128',
        GOAUTH: 'helper --token s3cret; netrc',
      }),
    );
    assert.doesNotMatch(JSON.stringify(environment.settings), /s3cret/);
    assert.equal(environment.value('GOPROXY'), 'https://me:s3cret@a.test,direct');
    assert.equal(environment.setting('GOPROXY')?.value, 'https://me:xxxxx@a.test,direct');
    assert.equal(environment.setting('HTTPS_PROXY')?.redacted, true);
    assert.equal(environment.setting('GOAUTH')?.value, 'helper --token xxxxx; netrc');
  });

  it('says which values go would refuse', async () => {
    const { environment } = await loadOn(
      machine(
        'GOPROXY=foo\nGOSUMDB=on\nGO111MODULE=yes\nGOTOOLCHAIN=1.26\nGOMODCACHE=rel\nGOVCS=git\nGOAUTH=git rel\nGOFLAGS=-bogus\n',
        {
          GOWORK: 'rel',
        },
      ),
    );
    const invalid = environment.settings.filter((setting) => !setting.valid).map((setting) => setting.name);
    assert.deepEqual(
      invalid.sort(),
      ['GO111MODULE', 'GOAUTH', 'GOFLAGS', 'GOMODCACHE', 'GOPROXY', 'GOSUMDB', 'GOTOOLCHAIN', 'GOVCS', 'GOWORK'].sort(),
    );
  });
});

describe('loadEnvironment: places', () => {
  for (const [platform, env, file] of [
    ['linux', { HOME: '/home/me' }, '/home/me/.config/go/env'],
    ['linux', { HOME: '/home/me', XDG_CONFIG_HOME: '/x' }, '/x/go/env'],
    ['linux', { HOME: '/home/me', XDG_CONFIG_HOME: 'x' }, ''],
    ['freebsd', { HOME: '/home/me' }, '/home/me/.config/go/env'],
    ['darwin', { HOME: '/Users/me', XDG_CONFIG_HOME: '/x' }, '/Users/me/Library/Application Support/go/env'],
    ['win32', { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' }, 'C:\\Users\\me\\AppData\\Roaming\\go\\env'],
    ['linux', {}, ''],
    ['linux', { GOENV: '/etc/goenv', HOME: '/home/me' }, '/etc/goenv'],
  ] as const) {
    it(`${platform} ${JSON.stringify(env)}: ${file === '' ? 'no file' : file}`, async () => {
      const { environment } = await loadOn({ platform, env, files: file === '' ? {} : { [file]: 'GOPROXY=off\n' } });
      assert.equal(environment.value('GOENV'), file);
      assert.equal(environment.setting('GOPROXY')?.origin, file === '' ? 'default' : 'go-env-file');
    });
  }

  it('reads variables of Windows without regard to case', async () => {
    const { environment } = await loadOn({
      platform: 'win32',
      env: { AppData: 'C:\\data', http_proxy: 'http://h:1', UserProfile: 'C:\\me' },
      files: { 'C:\\data\\go\\env': 'GOPROXY=off\n' },
      overrides: { goproxy: 'direct' },
    });
    assert.equal(environment.value('HTTP_PROXY'), 'http://h:1');
    assert.equal(environment.value('http_proxy'), 'http://h:1');
    assert.equal(environment.value('GOPROXY'), 'direct');
    assert.equal(environment.value('GOMODCACHE'), 'C:\\me\\go\\pkg\\mod');
  });

  it('keeps small letters apart elsewhere', async () => {
    const { environment } = await loadOn({ env: { https_proxy: 'http://h:1' } });
    assert.equal(environment.value('HTTPS_PROXY'), '');
    assert.equal(environment.setting('https_proxy')?.value, 'http://h:1');
  });

  it('finds GOROOT through the link of a package manager', async () => {
    const files = {
      '/usr/lib/go-1.26/bin/go': '',
      '/usr/lib/go-1.26/pkg/tool/x': '',
      '/usr/lib/go-1.26/go.env': goEnv,
    };
    const links = { '/usr/bin/go': '/usr/lib/go-1.26/bin/go' };
    const { environment } = await loadOn({ env: { PATH: '.:/usr/bin', HOME: '/home/me' }, files, links });
    assert.equal(environment.value('GOROOT'), '/usr/lib/go-1.26');
    assert.deepEqual(environment.go, {
      command: '/usr/bin/go',
      version: null,
      goroot: '/usr/lib/go-1.26',
      gorootBy: 'command',
    });
    assert.equal(environment.setting('GOROOT')?.from, '/usr/bin/go');
  });

  it('looks at the usual places when no go is on PATH', async () => {
    const { environment } = await loadOn({
      env: { HOME: '/home/me' },
      files: { ...installed, '/usr/local/go/go.env': 'GOPROXY=off\n' },
    });
    assert.equal(environment.go.gorootBy, 'usual-place');
    assert.equal(environment.value('GOPROXY'), 'off');
  });

  it('without any go takes the defaults that go ships with', async () => {
    const { environment } = await loadOn({});
    assert.deepEqual(environment.go, { command: null, version: null, goroot: '', gorootBy: null });
    assert.equal(environment.value('GOPROXY'), 'https://proxy.golang.org,direct');
    assert.equal(environment.setting('GOSUMDB')?.origin, 'default');
    assert.equal(environment.release, '1.26');
  });
});

describe('loadEnvironment: go itself', () => {
  it('runs go in GOROOT, with the local toolchain and without modules', async () => {
    const { commands } = await loadOn(machine('', { GOENV: 'rel/env', GOTOOLCHAIN: 'go1.99' }));
    const [command] = commands;
    assert.equal(commands.length, 1);
    assert.deepEqual(command?.argv.slice(0, 3), ['/usr/local/go/bin/go', 'env', '-json']);
    assert.equal(command?.cwd, '/usr/local/go');
    assert.equal(command?.env['GOTOOLCHAIN'], 'local');
    assert.equal(command?.env['GO111MODULE'], 'off');
    assert.equal(command?.env['GOENV'], '/project/rel/env');
  });

  it('takes the release from go, and shows where its answer differs without using it', async () => {
    const go = goAnswers({
      GOVERSION: 'go1.25.3 X:foo',
      GOPROXY: 'https://me:s3cret@other.test',
      GOSUMDB: 'sum.golang.org',
    });
    const { environment } = await loadOn({ ...machine(''), go });
    assert.equal(environment.release, '1.25.3');
    assert.equal(environment.go.version, 'go1.25.3 X:foo');
    assert.equal(environment.value('GOPROXY'), 'https://proxy.golang.org,direct');
    const { differences } = await environment.compareWithGo(new AbortController().signal);
    assert.deepEqual(differences, [
      { name: 'GOPROXY', ours: 'https://proxy.golang.org,direct', gos: 'https://me:xxxxx@other.test' },
    ]);
  });

  it('takes the release from GOROOT/VERSION without starting go, and from the question before all', async () => {
    const files = { ...installed, '/usr/local/go/VERSION': 'go1.25.12\ntime 2026-01-01T00:00:00Z\n' };
    assert.equal((await loadOn({ ...machine(''), files })).environment.release, '1.25.12');
    assert.equal((await loadOn({ ...machine(''), files, release: '1.24' })).environment.release, '1.24');
  });

  for (const stdout of ['', 'null', '{"GOVERSION": 1}', '[]', '{']) {
    it(`survives the answer ${JSON.stringify(stdout)}`, async () => {
      const go = {
        kind: 'exited',
        exit: 0,
        stdout: new TextEncoder().encode(stdout),
        stderr: new Uint8Array(),
        ms: 1,
      } as const;
      const { environment } = await loadOn({ ...machine(''), go });
      assert.equal(environment.release, '1.26');
      assert.deepEqual((await environment.compareWithGo(new AbortController().signal)).differences, []);
    });
  }

  it('reports what go says when it cannot start', async () => {
    const stderr = new TextEncoder().encode('go: cannot find GOROOT directory: /nowhere\n');
    const go = { kind: 'exited', exit: 2, stdout: new Uint8Array(), stderr, ms: 1 } as const;
    const { environment } = await loadOn({ ...machine('', { GOROOT: '/nowhere' }), go });
    const { problems } = await environment.compareWithGo(new AbortController().signal);
    assert.equal(problems[0]?.text, 'go: cannot find GOROOT directory: /nowhere');
  });
});

describe('loadEnvironment: problems of the files', () => {
  for (const [name, text, env, expected] of [
    ['a leading space', ' GOPROXY=off\n', {}, ['ignored-line GOPROXY 1  GOPROXY=off']],
    [
      'export',
      '\nexport GOPROXY=https://me:s3cret@a.test\n',
      {},
      ['ignored-line GOPROXY 2 export GOPROXY=https://me:xxxxx@a.test'],
    ],
    [
      'a variable that go reads elsewhere',
      'HTTPS_PROXY=http://h\n',
      {},
      ['ignored-line HTTPS_PROXY 1 HTTPS_PROXY=http://h'],
    ],
    ['a carriage return', 'GOSUMDB=off\r\n', {}, ['trailing-carriage-return GOSUMDB 1 off\r']],
    ['quotes', 'GOPROXY="direct"\n', {}, ['quoted-value GOPROXY 1 "direct"']],
    ['a repeated line', 'GOPROXY=a\nGOPROXY=off\n', {}, ['repeated-line GOPROXY 1 a']],
    ['a process variable', 'GOPROXY=off\n', { GOPROXY: 'direct' }, ['shadowed-by-process GOPROXY 1 off']],
    ['the same in both', 'GOPROXY=off\n', { GOPROXY: 'off' }, []],
    ['a relative folder', 'GOMODCACHE=rel\n', {}, ['relative-path GOMODCACHE 1 rel']],
    ['comments and blank lines', '# a\n\n  # b\n\r\n', {}, []],
  ] as const) {
    it(name, async () => {
      const { environment } = await loadOn(machine(text, env));
      const got = environment.problems.map(
        (one) => `${one.code} ${one.setting} ${one.from?.split(':')[1]} ${one.text}`,
      );
      assert.deepEqual(got, expected);
    });
  }

  it('reports a file that cannot be read', async () => {
    const { environment } = await loadOn({ files: { [`${userFile}/x`]: '' } });
    assert.deepEqual(environment.problems, [
      { code: 'unreadable-file', setting: null, from: userFile, text: `${userFile} is a directory` },
    ]);
  });

  it('does not grow with the number of broken lines', async () => {
    const { environment } = await loadOn(machine(' GOPROXY=off\n'.repeat(10_000)));
    assert.equal(environment.problems.length, 100);
  });
});
