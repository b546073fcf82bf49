/**
 * `verify` of real modules, small to 40 MB, through the module proxy and its checksum database: no false alarm, and the
 * hashes are those that go writes into go.sum. Asks the proxy of this machine's settings, so it is not part of `npm test`.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { createNodeOwnCache } from '../../src/cli/ports/nodeOwnCache.ts';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import type { VerifyQuestion } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Ports } from '../../src/engine/ports.ts';
import type { ModuleReport } from '../../src/protocol/report.ts';
import { hasGo } from '../conformance/goDownload.ts';

/** Old and new, without go.mod, +incompatible, pseudo-versions, capitals, gopkg.in, large. */
const modules = [
  'golang.org/x/text@v0.3.0',
  'golang.org/x/text@v0.21.0',
  'golang.org/x/mod@v0.22.0',
  'golang.org/x/net@v0.33.0',
  'golang.org/x/crypto@v0.31.0',
  'golang.org/x/sys@v0.28.0',
  'golang.org/x/tools@v0.28.0',
  'github.com/pkg/errors@v0.9.1',
  'github.com/davecgh/go-spew@v1.1.1',
  'github.com/pmezard/go-difflib@v1.0.0',
  'github.com/stretchr/testify@v1.10.0',
  'github.com/google/uuid@v1.6.0',
  'github.com/google/go-cmp@v0.6.0',
  'github.com/spf13/cobra@v1.8.1',
  'github.com/spf13/pflag@v1.0.5',
  'github.com/gorilla/mux@v1.8.1',
  'github.com/gin-gonic/gin@v1.10.0',
  'github.com/jtolds/gls@v4.20.0+incompatible',
  'github.com/docker/docker@v24.0.7+incompatible',
  'github.com/dgrijalva/jwt-go@v3.2.0+incompatible',
  'github.com/BurntSushi/toml@v1.4.0',
  'github.com/Azure/go-autorest/autorest@v0.11.29',
  'github.com/Masterminds/semver/v3@v3.3.1',
  'gopkg.in/yaml.v3@v3.0.1',
  'gopkg.in/yaml.v2@v2.4.0',
  'gopkg.in/check.v1@v1.0.0-20201130134442-10cb98267c6c',
  'github.com/shurcooL/go@v0.0.0-20200502201357-93f07166e636',
  'google.golang.org/grpc@v1.69.2',
  'google.golang.org/protobuf@v1.36.1',
  'google.golang.org/genproto@v0.0.0-20230410155749-daa745c078e1',
  'go.uber.org/zap@v1.27.0',
  'go.uber.org/atomic@v1.11.0',
  'k8s.io/api@v0.32.0',
  'k8s.io/client-go@v0.32.0',
  'cloud.google.com/go@v0.117.0',
  'github.com/aws/aws-sdk-go@v1.44.0',
  'github.com/hashicorp/hcl/v2@v2.23.0',
  'github.com/prometheus/client_golang@v1.20.5',
  'modernc.org/sqlite@v1.34.4',
  'rsc.io/quote/v3@v3.1.0',
];

describe('verify on real modules', function () {
  this.timeout(600_000);
  let home = '';
  let proxy = '';
  let gos = new Map<string, string>();

  before(async function () {
    home = mkdtempSync(join(tmpdir(), 'live-verify-'));
    proxy = (await run('go', ['env', 'GOPROXY'], home)).trim().split(/[,|]/)[0] ?? '';
    const why = hasGo() ? await missing(proxy) : 'there is no go command on PATH';
    if (why !== null) {
      console.error(`NOT VERIFIED WITH REAL MODULES: ${why}`);
      this.skip();
    }
    gos = await goSums(home, proxy);
  });
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

  it('agrees with go about every hash, and raises no false alarm', async () => {
    const reports = await verify(portsIn(home), proxy);
    assert.equal(reports.modules.length, modules.length);
    assert.deepEqual(
      reports.findings.map(({ code, params }) => `${code} ${JSON.stringify(params)}`),
      [],
    );
    for (const module of reports.modules) {
      assert.equal(module.checksum.verdict, 'verified', module.id);
      assert.deepEqual(hashesOf(module), goHashesOf(gos, module.id), module.id);
    }
  });

  it('asks the database for nothing in a second run', async () => {
    const report = await verify(portsIn(home), proxy);
    assert.deepEqual(
      report.exchanges.filter(({ purpose }) => purpose === 'sumdb').map(({ url }) => url),
      [],
    );
    assert.ok(report.modules.every(({ checksum }) => checksum.verdict === 'verified'));
  });
});

/** This machine, but with caches of its own. */
function portsIn(home: string): Ports {
  const ports = createNodePorts({ offline: false });
  const { GOPROXY: _proxy, GOSUMDB: _sumdb, GOFLAGS: _flags, ...env } = ports.host.env;
  const host = {
    ...ports.host,
    cwd: home,
    env: { ...env, XDG_CACHE_HOME: home, HOME: home, GOPATH: join(home, 'empty') },
  };
  const ownCache = createNodeOwnCache(host);
  return { ...ports, host, ...(ownCache && { ownCache }) };
}

async function verify(ports: Ports, proxy: string) {
  const question: VerifyQuestion = {
    directory: ports.host.cwd,
    modules,
    overrides: { GOPROXY: proxy, GOSUMDB: 'sum.golang.org', GONOSUMDB: '', GOPRIVATE: '' },
    release: null,
    operation: 'download',
    depth: null,
    cache: 'real',
    passive: false,
    timeoutMs: 500_000,
    mirrors: [],
    clean: null,
    agreed: false,
  };
  const answer = await createEngine(ports, { toolVersion: '0.0.0' }).verify(
    question,
    () => {},
    new AbortController().signal,
  );
  assert.ok(answer.kind === 'report');
  return answer.report;
}

/** What the downloaded bytes have, and what the log has, if that is the same. */
function hashesOf({ checksum }: ModuleReport): string[] {
  const own = checksum.sources.find(({ source }) => source.startsWith('http'));
  const log = checksum.sources.find(({ source }) => source === 'sumdb');
  assert.deepEqual([own?.zip, own?.mod], [log?.zip, log?.mod]);
  return [String(own?.zip), String(own?.mod)];
}

function goHashesOf(sums: ReadonlyMap<string, string>, id: string): string[] {
  const [path = '', version = ''] = id.split('@');
  return [String(sums.get(`${path} ${version}`)), String(sums.get(`${path} ${version}/go.mod`))];
}

/** Lines of go.sum, written by a go that verified them with the same database on a clean machine. */
async function goSums(home: string, proxy: string): Promise<Map<string, string>> {
  writeFileSync(join(home, 'go.mod'), 'module example.com/live\n\ngo 1.23\n');
  const env = {
    GOPATH: join(home, 'gopath'),
    GOPROXY: proxy,
    GOSUMDB: 'sum.golang.org',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
  };
  const out = await run('go', ['mod', 'download', '-json', ...modules], home, env);
  writeFileSync(join(home, 'download.json'), out);
  const sums = new Map<string, string>();
  for (const text of out.split(/(?<=^\}\n)/m).filter((part) => part.trim() !== '')) {
    const { Path, Version, Sum, GoModSum } = JSON.parse(text) as Record<string, string>;
    sums.set(`${Path} ${Version}`, String(Sum));
    sums.set(`${Path} ${Version}/go.mod`, String(GoModSum));
  }
  assert.ok(readFileSync(join(home, 'download.json')).length > 0);
  return sums;
}

/** Why this network cannot be used, or null. */
async function missing(proxy: string): Promise<string | null> {
  if (!/^https?:/.test(proxy)) return `GOPROXY begins with ${proxy}, which is no server`;
  try {
    const { status } = await fetch(`${proxy}/sumdb/sum.golang.org/supported`, { signal: AbortSignal.timeout(20_000) });
    return status === 200 ? null : `${proxy} does not stand in for sum.golang.org (${status})`;
  } catch (error) {
    return `${proxy} cannot be reached: ${String(error)}`;
  }
}

function run(command: string, argv: string[], cwd: string, env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, argv, { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(stderr || error.message)),
    );
  });
}
