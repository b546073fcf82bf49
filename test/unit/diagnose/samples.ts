/** For each finding code one situation that leads to it. A new code without a sample does not compile. */
import type { RuleCode } from '../../../src/engine/diagnose/findingCode.ts';
import type { RuleContext } from '../../../src/engine/diagnose/rule.ts';
import type { EnvironmentProblem } from '../../../src/engine/goenv/environment.ts';
import type { SumdbProblem } from '../../../src/engine/modfetch/fetchFailure.ts';
import { parseGoWork } from '../../../src/engine/modfile/goWork.ts';
import type { DiscoveryReason, GitProblem } from '../../../src/engine/vcs/vcsCause.ts';
import type { Claim, ClaimKind } from '../../../src/engine/verify/claim.ts';
import type { NetFailure, TlsReason } from '../../../src/engine/web/netFailure.ts';
import {
  context,
  environment,
  failure,
  netFailure,
  project,
  proxy,
  required,
  run,
  statusFailure,
  step,
} from './builders.ts';

const module = 'github.com/acme/billing';

function one(failed: Parameters<typeof run>[2], fields: Parameters<typeof run>[3] = {}): RuleContext {
  return context({ runs: [run(module, 'v1.4.2', failed, fields)] });
}

function net(failed: NetFailure): RuleContext {
  return one(netFailure(failed));
}

const host = 'proxy.corp.example';

function dial(reason: 'refused' | 'timeout' | 'reset' | 'networkUnreachable'): RuleContext {
  return net({ kind: 'connect', host, port: 443, attempts: [{ address: '192.0.2.1', family: 4, reason, detail: '' }] });
}

function dns(reason: 'noSuchHost' | 'serverFailure' | 'timeout' | 'serverUnreachable'): RuleContext {
  return net({ kind: 'dns', host, reason, server: '192.0.2.53:53', detail: 'ENOTFOUND' });
}

function tls(reason: TlsReason): RuleContext {
  const detail = {
    wanted: host,
    names: ['other.example'],
    issuer: 'CN=Corp Inspection CA',
    subject: 'CN=other.example',
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2021-01-01T00:00:00Z',
    now: '2026-11-21T00:00:00Z',
    trustSource: '/etc/ssl/certs/ca-certificates.crt',
    alert: null,
    hint: null,
  };
  return net({ kind: 'tls', host, port: 443, reason, detail, chain: [], goAgrees: 'proved' });
}

function problem(code: EnvironmentProblem['code']): RuleContext {
  const found = { code, setting: 'GOMODCACHE', from: '/home/user/.config/go/env:2', text: 'rel' };
  return context({ environment: environment({ GOMODCACHE: 'rel' }, { problems: [found] }) });
}

const goMod = `module example.com/app\n\ngo 1.26\n\nrequire ${module} v1.4.2\n\nreplace ${module} => ../missing\n`;
const replaced = project(goMod);
const plain = project(goMod.replace(/\nreplace.*\n/, ''), '');

function sumdb(problem: SumdbProblem): RuleContext {
  return one(failure({ kind: 'sumdb', database: 'sum.golang.org', which: 'mod', problem }, { file: 'mod' }));
}

function remote(status: number, serverText: string | null): SumdbProblem {
  const url = `https://sum.golang.org/lookup/${module}@v1.4.2`;
  const statusLine = `${status} Status`;
  const cause = { kind: 'status', status, statusLine, host: 'sum.golang.org', contentType: null, serverText } as const;
  const failed = { kind: 'failed', goText: '', goTextExact: true, exchange: null, url, cause, entry: null } as const;
  return { kind: 'remote', what: 'lookup', failure: failed };
}

function claim(kind: ClaimKind, letter: string): Claim {
  const file = kind === 'cache' ? '/home/user/go/pkg/mod/cache/x.zip' : null;
  return {
    kind,
    source: kind,
    zip: `h1:${letter}=`,
    mod: null,
    note: null,
    file,
    exchange: kind === 'cache' ? null : '1',
  };
}

function verified(claims: Claim[]): RuleContext {
  const id = `${module}@v1.4.2`;
  const examined = { id, path: module, version: 'v1.4.2', claims, lookup: null, sumdbError: null, sumLines: [] };
  return context({ runs: [run(module, 'v1.4.2')], verified: [examined] });
}

function gitSample(problem: GitProblem): RuleContext {
  const stderr = "fatal: could not read Username for 'https://github.com': terminal prompts disabled";
  const url = 'https://github.com/acme/billing';
  return one(failure({ kind: 'git', problem, url, host: 'github.com', stderr, process: null }, { entry: 'direct' }));
}

function discoverySample(reason: DiscoveryReason): RuleContext {
  const url = 'https://go.acme.example/billing?go-get=1';
  return one(failure({ kind: 'discovery', reason, url, detail: 'go.acme.example/other', status: 403 }));
}

function behindProxy(reason: 'unreachable' | 'rejected' | 'auth' | 'protocol'): RuleContext {
  const at = { url: 'http://127.0.0.1:7890', setting: 'HTTPS_PROXY', host: '127.0.0.1', port: 7890, exact: true };
  const answer = { status: null, realm: null, cause: null, goWords: 'Forbidden' };
  return net({ kind: 'forwardProxy', reason, ...at, ...answer });
}

export const samples: Readonly<Record<RuleCode, RuleContext>> = {
  'gomod-malformed': context({ project: project('module example.com/app\n\nfoo bar\n') }),
  'gosum-malformed': context({ project: project(goMod, '<<<<<<< HEAD\n') }),
  'http-proxy-unreachable': behindProxy('unreachable'),
  'http-proxy-rejected': behindProxy('rejected'),
  'http-proxy-protocol-error': behindProxy('protocol'),
  'http-407-proxy-auth': behindProxy('auth'),
  'discovery-http-error': discoverySample('status'),
  'no-go-import-meta': discoverySample('no-tag'),
  'go-import-mismatch': discoverySample('other-prefix'),
  'no-secure-protocol': one(
    failure({ kind: 'noProtocol', vcs: 'git', repo: 'git.acme.example/billing', schemes: ['https', 'ssh'] }),
  ),
  'repo-not-found': gitSample('not-found'),
  'git-missing': one(failure({ kind: 'vcsMissing', vcs: 'git' })),
  'vcs-tool-missing': one(failure({ kind: 'vcsMissing', vcs: 'hg' })),
  'vcs-disallowed': one(
    failure({ kind: 'govcs', vcs: 'svn', root: 'svn.acme.example/billing', pattern: null, isPrivate: false }),
  ),
  'git-network-error': gitSample('network'),
  'git-transfer-failed': gitSample('transfer'),
  'terminal-prompts-disabled': gitSample('prompts-disabled'),
  'bad-credentials': gitSample('bad-credentials'),
  'ssh-key-rejected': gitSample('ssh-key'),
  'ssh-host-key-unverified': gitSample('ssh-host-key'),
  'invalid-github-import-path': one(
    failure({ kind: 'importPath', reason: 'shape', message: 'invalid github.com import path "github.com/acme"' }),
  ),
  'invalid-pseudo-version': one(
    failure({ kind: 'pseudoVersion', reason: 'revision is shorter than canonical', expected: 'abcdef123456' }),
  ),
  'incompatible-suffix': one(
    failure({ kind: 'repoLayout', reason: 'incompatible', message: 'not allowed', wantedPath: null }),
  ),
  'goproxy-invalid': context({ environment: environment({ GOPROXY: 'DIRECT' }) }),
  'proxy-off': context({
    environment: environment({ GOPROXY: 'off' }),
    runs: [run(module, 'v1.4.2', failure({ kind: 'goproxyOff' }, { entry: 'off' }))],
  }),
  'credentials-over-http': net({ kind: 'credentialsOverHttp', url: 'http://u:xxxxx@proxy.corp.example' }),
  'malformed-module-path': one(failure({ kind: 'malformedPath', reason: 'missing dot in first path element' })),
  'invalid-version': one(failure({ kind: 'invalidVersion', reason: 'unknown form' })),
  'replace-dir-missing': context({
    project: replaced,
    runs: [
      required(
        replaced,
        run(module, 'v1.4.2', failure({ kind: 'replaceDirMissing', directory: '/home/user/missing' })),
      ),
    ],
  }),
  'workspace-dir-missing': context({
    project: {
      ...project('module m\n'),
      goWork: { path: '/home/user/go.work', file: parseGoWork('go 1.24\n\nuse ./gone\n', '/home/user/go.work') },
      workspaceErrors: ['cannot load module gone listed in go.work file: open gone/go.mod: no such file or directory'],
    },
  }),
  'vendor-inconsistent': one(
    failure({ kind: 'vendorInconsistent', message: 'is explicitly required in go.mod, but not marked as explicit' }),
  ),
  'gomod-needs-update': one(
    failure({ kind: 'goModNeedsUpdate', message: 'updates to go.mod needed; to update it:\n\tgo mod tidy' }),
  ),
  'go-version-too-new': one(failure({ kind: 'goVersionTooNew', needs: '1.99' })),
  'toolchain-not-available': one(
    failure({ kind: 'toolchainNotAvailable', name: 'go1.99.0', message: 'toolchain not available' }),
  ),
  'module-path-mismatch': one(
    failure({ kind: 'modulePathMismatch', declared: 'example.com/original', required: 'github.com/acme/billing' }),
  ),
  'dns-no-such-host': dns('noSuchHost'),
  'dns-server-misbehaving': dns('serverFailure'),
  'dns-timeout': dns('timeout'),
  'dns-server-unreachable': dns('serverUnreachable'),
  'network-unreachable': dial('networkUnreachable'),
  'tcp-refused': dial('refused'),
  'tcp-timeout': dial('timeout'),
  'tcp-reset': dial('reset'),
  'tls-not-tls': tls('plainHttp'),
  'tls-expired': tls('expired'),
  'tls-name-mismatch': tls('nameMismatch'),
  'tls-unknown-authority': tls('unknownAuthority'),
  'tls-certificate-invalid': tls('nameConstraint'),
  'tls-handshake-timeout': net({ kind: 'timeout', phase: 'tls', host, oursMs: 10_000, gosMs: 10_000 }),
  'tls-handshake-rejected': tls('handshakeFailure'),
  'eof-during-response': net({
    kind: 'closed',
    phase: 'wait',
    how: 'eof',
    host,
    receivedBytes: 0,
    announcedBytes: null,
  }),
  'unexpected-eof-body': net({
    kind: 'closed',
    phase: 'body',
    how: 'eof',
    host,
    receivedBytes: 10,
    announcedBytes: 100,
  }),
  'http2-stream-error': net({ kind: 'http2', what: 'streamReset', code: 'INTERNAL_ERROR', host }),
  'http-malformed-response': net({
    kind: 'malformed',
    what: 'response',
    firstBytes: 'SSH-2.0',
    goAgrees: 'likely',
    host,
  }),
  'redirect-insecure': net({ kind: 'redirect', reason: 'insecure', from: `${proxy}/a`, to: 'http://b.example/' }),
  'redirect-loop': net({ kind: 'redirect', reason: 'tooMany', from: `${proxy}/a`, to: `${proxy}/a` }),
  'redirect-invalid': net({ kind: 'redirect', reason: 'noLocation', from: `${proxy}/a`, to: '' }),
  'http-401-unauthorized': one(statusFailure(401)),
  'http-403-forbidden': one(statusFailure(403, 'blocked by policy "cool-down": allowed from 2026-12-01')),
  'http-429-too-many-requests': one(statusFailure(429)),
  'http-5xx': one(statusFailure(502)),
  'http-unexpected-status': one(statusFailure(204)),
  'proxy-html-not-json': one(failure({ kind: 'invalidInfo', reason: 'notJson', entry: proxy, got: '<', isHtml: true })),
  'proxy-invalid-info': one(
    failure({ kind: 'invalidInfo', reason: 'wrongVersion', entry: proxy, got: 'v9.9.9', isHtml: false }),
  ),
  'zip-invalid': one(failure({ kind: 'zipNotZip', isHtml: false })),
  'zip-bad-path': one(
    failure({ kind: 'zipRule', rule: 'name', file: 'a:b', message: 'malformed file path "a:b": invalid char \':\'' }),
  ),
  'zip-too-large': one(failure({ kind: 'zipTooLarge', sizeBytes: 600 * 1024 * 1024 })),
  'gosum-mismatch': one(
    failure({
      kind: 'goSumMismatch',
      which: 'zip',
      downloaded: 'h1:A=',
      recorded: 'h1:B=',
      file: '/home/user/app/go.sum',
      line: 3,
    }),
  ),
  'sumdb-misbehaving': sumdb({ kind: 'fork', report: 'SECURITY ERROR', olderSize: 200, newerSize: 301 }),
  'sumdb-mismatch': sumdb({ kind: 'mismatch', downloaded: 'h1:A=', recorded: 'h1:B=' }),
  'gosumdb-invalid': sumdb({ kind: 'setting', message: 'invalid GOSUMDB: malformed verifier id' }),
  'sumdb-proxy-broken': sumdb({ kind: 'malformedRecord', isHtml: true, start: '<html>' }),
  'sumdb-unreachable': sumdb(remote(503, null)),
  'sumdb-404-private': sumdb(remote(404, 'fatal: terminal prompts disabled')),
  'sumdb-404-public': sumdb(remote(404, 'not found: unknown revision v1.4.2')),
  'cache-modified': verified([claim('recorded', 'A'), claim('cache', 'B')]),
  'gosum-wrong': verified([claim('go.sum', 'A'), claim('sumdb', 'B')]),
  'tag-moved': verified([claim('sumdb', 'A'), claim('direct', 'B')]),
  'source-differs': verified([claim('sumdb', 'A'), claim('proxy', 'B'), claim('direct', 'A')]),
  'private-module-on-public-proxy': context({
    runs: [
      run(
        'git.pay.corp/core',
        'v1.9.0',
        statusFailure(404, 'not found: terminal prompts disabled', { entry: 'https://proxy.golang.org' }),
      ),
    ],
  }),
  'major-version-suffix': one(failure({ kind: 'majorSuffix', wanted: 'v0 or v1', got: 'v2' })),
  'unknown-revision': one(statusFailure(404, 'not found'), { listed: ['v1.4.0', 'v1.4.1'] }),
  'no-matching-version': one(failure({ kind: 'noMatchingVersions', query: 'v9' })),
  'file-proxy-missing': one(
    failure(
      { kind: 'fileProxy', reason: 'notExist', path: '/mirror/x.info' },
      { notExist: true, entry: 'file:///mirror' },
    ),
  ),
  'http-410-gone': one(statusFailure(410)),
  'http-404-not-found': one(statusFailure(404)),
  'unexplained-failure': one(failure({ kind: 'goFailure', code: 'other', message: 'something else' })),
  'proxy-list-stops-at-error': one(statusFailure(502), {
    steps: [step('stop-at-error', { entry: proxy, status: 502, next: ['direct'] })],
  }),
  'missing-gosum-entry': context({ project: plain, runs: [required(plain, run(module, 'v1.4.2'))] }),
  'gosum-conflict': context({
    project: project(goMod, `${module} v1.4.2 h1:A=\n${module} v1.4.2 h1:B=\n`),
  }),
  'checksums-off': context({ environment: environment({ GOSUMDB: 'off' }), verified: [] }),
  'setting-ignored-line': problem('ignored-line'),
  'setting-repeated-line': problem('repeated-line'),
  'setting-quoted-value': context({ environment: environment({ GONOSUMDB: '"corp.example"' }, { origin: 'env' }) }),
  'setting-trailing-cr': problem('trailing-carriage-return'),
  'setting-shadowed': problem('shadowed-by-process'),
  'setting-relative-path': problem('relative-path'),
  'setting-problem': problem('other'),
};
