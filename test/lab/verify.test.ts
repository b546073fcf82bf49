/** `verify` on real servers: who is blamed, what is deleted, and what is known without a network. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import type { VerifyQuestion } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Report } from '../../src/protocol/report.ts';
import { type RunningLab, startLab } from './lab.ts';
import { parseScenario, type Scenario } from './scenario.ts';

const database = `-- server d --
database: direct
-- database --
filler: 300
records: example.com/m@v1.0.0
`;
const goMod = `-- go.mod --
module example.com/victim

go 1.24

require example.com/m v1.0.0
`;

function scenario(head: string, rest: string): Scenario {
  return parseScenario('verify', `title: t\nmodule: example.com/m@v1.0.0\n${head}\n\n${rest}`);
}

async function verify(lab: RunningLab, more: Partial<VerifyQuestion> = {}, offline = false): Promise<Report> {
  const engine = createEngine(lab.adaptPorts(createNodePorts({ offline })), { toolVersion: '0.0.0-lab' });
  const question: VerifyQuestion = {
    directory: lab.directory,
    modules: lab.modules,
    overrides: {},
    release: null,
    operation: 'download',
    depth: null,
    cache: 'real',
    passive: false,
    timeoutMs: 60_000,
    mirrors: [],
    clean: null,
    agreed: false,
    ...more,
  };
  const answer = await engine.verify(question, () => {}, new AbortController().signal);
  assert.ok(answer.kind === 'report', JSON.stringify(answer));
  return answer.report;
}

async function inLab(played: Scenario, use: (lab: RunningLab) => Promise<void>): Promise<void> {
  const lab = await startLab(played);
  try {
    await use(lab);
  } finally {
    await lab.close();
  }
}

const codes = (report: Report) => report.findings.map(({ code, severity }) => `${severity} ${code}`);
const verdicts = (report: Report) => report.modules.map(({ checksum }) => checksum.verdict);
const honest = '-- server a --\nserves: example.com/m@v1.0.0\n';
const settings = 'GOPROXY={{a}}\nGOSUMDB={{key}} {{d}}';

describe('verify', function () {
  this.timeout(20_000);

  it('finds that all agree, with the proof of the database', () =>
    inLab(scenario(settings, honest + database), async (lab) => {
      const report = await verify(lab);
      assert.deepEqual([codes(report), verdicts(report), report.summary.ok], [[], ['verified'], 1]);
      const sumdb = report.modules[0]?.checksum.sources.find(({ source }) => source === 'sumdb');
      assert.equal(sumdb?.note, 'proved 300 301 network');
    }));

  it('knows offline what it proved before, and says from where', () =>
    inLab(scenario(`cached: example.com/m@v1.0.0 complete\n${settings}`, honest + database), async (lab) => {
      await verify(lab);
      const asked = lab.logs()['d']?.length;
      const report = await verify(lab, {}, true);
      const sumdb = report.modules[0]?.checksum.sources.find(({ source }) => source === 'sumdb');
      assert.deepEqual(verdicts(report), ['verified']);
      assert.match(sumdb?.note ?? '', /^proved 300 301 own \d{4}-\d\d-\d\dT/);
      assert.equal(lab.logs()['d']?.length, asked);
    }));

  it('asks the database nothing twice: the second run makes no request for it', () =>
    inLab(scenario(settings, honest + database), async (lab) => {
      await verify(lab);
      const before = lab.logs()['d']?.length ?? 0;
      const report = await verify(lab);
      assert.deepEqual([verdicts(report), lab.logs()['d']?.length], [['verified'], before]);
    }));

  it('blames a proxy that changes bytes, while another is right', () => {
    const rewriting = '-- server a --\nserves: example.com/m@v1.0.0\non mod\n  body module example.com/m // changed\n';
    const two = scenario(
      'GOPROXY={{a}},{{b}}\nGOSUMDB={{key}} {{d}}',
      `${rewriting}${honest.replace('server a', 'server b')}${database}`,
    );
    return inLab(two, async (lab) => {
      const report = await verify(lab);
      assert.deepEqual([codes(report), verdicts(report)], [['warning source-differs'], ['verified']]);
      assert.equal(report.findings[0]?.params['entry'], lab.urls['a']);
    });
  });

  it('blames a mirror only when it was named, and never for a private path', () => {
    const mirror = '-- server b --\nserves: example.com/m@v1.0.0\non mod\n  body module example.com/other\n';
    return inLab(scenario(settings, honest + mirror + database), async (lab) => {
      assert.deepEqual(codes(await verify(lab)), []);
      assert.equal(lab.logs()['b']?.length, 0);
      const mirrors = [lab.urls['b'] ?? ''];
      assert.deepEqual(codes(await verify(lab, { mirrors })), ['warning source-differs']);
      const asked = lab.logs()['b']?.length;
      await verify(lab, { mirrors, overrides: { GOPRIVATE: 'example.com' } }, true);
      assert.equal(lab.logs()['b']?.length, asked);
    });
  });

  it('says that go.sum is wrong where the log and the bytes agree', () => {
    const sum = `-- go.sum --\nexample.com/m v1.0.0 h1:AAAA\nexample.com/m v1.0.0/go.mod {{h1 example.com/m@v1.0.0/go.mod}}\n`;
    return inLab(scenario(settings, honest + database + goMod + sum), async (lab) => {
      const report = await verify(lab);
      assert.equal(codes(report)[0], 'error gosum-wrong');
      assert.deepEqual(report.findings[0]?.locations[0]?.startLine, 1);
      assert.deepEqual(verdicts(report), ['mismatch']);
    });
  });

  it('finds two hashes for one version', () => {
    const sum = `-- go.sum --\nexample.com/m v1.0.0 {{h1 example.com/m@v1.0.0}}\nexample.com/m v1.0.0 h1:AAAA\n`;
    return inLab(scenario(settings, honest + database + goMod + sum), async (lab) => {
      const found = (await verify(lab)).findings.find(({ code }) => code === 'gosum-conflict');
      assert.deepEqual(
        found?.locations.map(({ startLine }) => startLine),
        [1, 2],
      );
    });
  });

  it('finds a damaged zip in the module cache, and takes away that version only when told to', () =>
    inLab(scenario(`cached: example.com/m@v1.0.0 garbage-zip\n${settings}`, honest + database), async (lab) => {
      const zip = join(lab.environment['HOME'] ?? '', 'go/pkg/mod/cache/download/example.com/m/@v/v1.0.0.zip');
      const clean = 'example.com/m@v1.0.0';
      const proposed = await verify(lab, { clean });
      assert.deepEqual([codes(proposed), proposed.checks[0]?.code], [['error cache-modified'], 'clean-proposed']);
      assert.ok(existsSync(zip));
      const cleaned = await verify(lab, { clean, agreed: true });
      assert.deepEqual([cleaned.checks[0]?.code, existsSync(zip)], ['clean-cleaned', false]);
      const again = await verify(lab, { clean, agreed: true });
      assert.deepEqual([again.checks[0]?.params['why'], codes(again)], ['not-corrupt', []]);
    }));

  it('is no success where the database cannot be reached, and no accusation', () =>
    inLab(scenario('GOPROXY={{a}}\nGOSUMDB={{key}} http://127.0.0.1:1', honest + database), async (lab) => {
      const report = await verify(lab);
      assert.deepEqual([codes(report), verdicts(report)], [['warning sumdb-unreachable'], ['not-checked']]);
      assert.equal(report.modules[0]?.outcome, 'unknown');
    }));

  it('calls it a finding where somebody switched the check off', () =>
    inLab(scenario('GOPROXY={{a}}\nGOSUMDB=off', honest), async (lab) => {
      assert.deepEqual(codes(await verify(lab)), ['warning checksums-off']);
      const report = await verify(lab, { overrides: { GOSUMDB: 'sum.golang.org', GONOSUMDB: '*' } });
      assert.deepEqual(codes(report), ['warning checksums-off']);
    }));
});
