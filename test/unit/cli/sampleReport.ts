/** Reports for tests of the outputs, made of small pieces. */
import type {
  ConnectionReport,
  ExchangeReport,
  Finding,
  ModuleReport,
  Remedy,
  Report,
  Setting,
  Step,
} from '../../../src/protocol/report.ts';

export function sampleSetting(name: string, value: string, more: Partial<Setting> = {}): Setting {
  return {
    name,
    value,
    redacted: false,
    valid: true,
    origin: 'default',
    from: null,
    default: value,
    shadowed: [],
    ...more,
  };
}

export function sampleModule(id: string, path: string, more: Partial<ModuleReport> = {}): ModuleReport {
  return {
    id,
    path,
    version: 'v1.0.0',
    file: '/home/me/project/go.mod',
    line: Number(id) + 4,
    indirect: false,
    resolvedVersion: 'v1.0.0',
    replacedBy: null,
    requiredBy: [],
    private: null,
    outcome: 'ok',
    outcomeReason: null,
    servedBy: 'https://proxy.example',
    files: {
      list: null,
      info: null,
      mod: { servedBy: 'https://proxy.example', outcome: 'ok', exchange: null, ms: 10 * Number(id) },
      zip: null,
    },
    goError: null,
    goErrorBasis: 'exact',
    hiddenErrors: [],
    checksum: { verdict: 'not-checked', zip: null, mod: null, sources: [] },
    checkedAt: '2026-11-21T09:00:00.000Z',
    steps: [],
    findings: [],
    ...more,
  };
}

export function sampleStep(id: string, more: Partial<Step> = {}): Step {
  return {
    id,
    kind: 'decision',
    code: 'goproxy-list',
    params: {},
    title: '',
    why: '',
    exchanges: [],
    processes: [],
    result: 'ok',
    next: 'continue',
    ms: null,
    ...more,
  };
}

export function sampleExchange(id: string, more: Partial<ExchangeReport> = {}): ExchangeReport {
  return {
    id,
    connection: '1',
    step: '2',
    purpose: 'info',
    attempt: 1,
    method: 'GET',
    url: 'https://proxy.example/github.com/acme/billing/@v/v1.4.2.info',
    httpVersion: '1.1',
    remoteAddress: '192.0.2.1',
    startedMs: 1,
    queuedMs: 74,
    sendMs: null,
    waitMs: 114,
    bodyMs: 0.4,
    status: 403,
    contentType: 'text/plain',
    bodyBytes: 20,
    transferBytes: 20,
    requestHeaders: [],
    responseHeaders: [{ name: 'Server', value: 'x', redacted: false }],
    excerpt: 'blocked by policy "cool-down"',
    excerptTruncated: false,
    redirectedTo: null,
    failedPhase: null,
    error: null,
    ...more,
  };
}

export function sampleConnection(more: Partial<ConnectionReport> = {}): ConnectionReport {
  return {
    id: '1',
    host: 'proxy.example',
    port: 443,
    startedMs: 0,
    resolver: 'system',
    addresses: [{ address: '192.0.2.1', family: 4, startedMs: 12, ms: 18, error: null }],
    chosen: '192.0.2.1',
    dnsMs: 12,
    tcpMs: 18,
    forwardProxy: null,
    proxyMs: null,
    tlsMs: 44,
    tls: null,
    error: null,
    ...more,
  };
}

export function sampleRemedy(more: Partial<Remedy> = {}): Remedy {
  return {
    id: '1',
    code: 'x',
    params: {},
    kind: 'command',
    title: 'Ask the administrator',
    effect: '',
    caution: null,
    risk: 'none',
    change: { report: '' },
    undo: null,
    predicted: null,
    ...more,
  };
}

export function sampleFinding(id: string, affects: string[], more: Partial<Finding> = {}): Finding {
  return {
    id,
    code: 'http-403-forbidden',
    params: {},
    severity: 'error',
    certainty: 'proved',
    title: `Finding ${id}`,
    detail: '',
    wouldChange: null,
    helpUrl: '',
    causedBy: null,
    affects,
    subject: {},
    locations: [],
    evidence: [],
    remedies: [],
    ...more,
  };
}

export function sampleReport(more: Partial<Report> = {}): Report {
  const modules = more.modules ?? [];
  const findings = more.findings ?? [];
  const count = (...outcomes: string[]) => modules.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    schema: 'gomod-doctor.report/1',
    command: 'diagnose',
    operation: 'download',
    mode: 'active',
    tool: { name: 'gomod-doctor', version: '1.2.3' },
    startedAt: '2026-11-21T09:00:00.000Z',
    durationMs: 300,
    complete: true,
    host: {
      os: 'linux',
      arch: 'x64',
      place: 'local',
      node: '24.0.0',
      goCommand: '/usr/bin/go',
      goVersion: 'go1.26.8',
      gitVersion: null,
      simulated: '1.26.8',
    },
    settings: [sampleSetting('GOPROXY', 'https://proxy.example,direct', { origin: 'go-env-file' })],
    subject: { file: '/home/me/project/go.mod', module: null },
    modules,
    connections: [],
    exchanges: [],
    processes: [],
    findings,
    runs: [],
    differences: [],
    checks: [],
    recognised: [],
    unrecognisedBytes: 0,
    limits: [],
    summary: {
      modules: modules.length,
      ok: count('ok'),
      failed: count('failed', 'not-found'),
      unknown: count('unknown'),
      skipped: count('skipped'),
      errors: findings.filter(({ severity }) => severity === 'error').length,
      warnings: findings.filter(({ severity }) => severity === 'warning').length,
    },
    ...more,
  };
}

/** One module that a proxy forbids, with its story, beside some that are well. */
export function forbiddenReport(healthy = 13): Report {
  const billing = sampleModule('1', 'github.com/acme/billing', {
    version: 'v1.4.2',
    resolvedVersion: null,
    line: 9,
    outcome: 'failed',
    servedBy: null,
    goError:
      'github.com/acme/billing@v1.4.2: reading https://proxy.example/github.com/acme/billing/@v/v1.4.2.info: 403 Forbidden\n\tserver response: blocked',
    steps: [
      sampleStep('1', { kind: 'setting', title: 'GOPROXY has two entries: https://proxy.example, direct' }),
      sampleStep('2', {
        kind: 'request',
        title: 'v1.4.2.info from proxy.example',
        exchanges: ['1'],
        result: 'failed',
        ms: 188,
      }),
      sampleStep('3', {
        title: 'After a comma only 404 and 410 go on; direct is never asked',
        result: 'failed',
        next: 'stop',
      }),
    ],
    findings: ['1'],
  });
  const others = Array.from({ length: healthy }, (_, index) =>
    sampleModule(String(index + 2), `example.com/m${index}`),
  );
  const finding = sampleFinding('1', ['1'], {
    title: 'Your proxy forbids this version.',
    detail: 'The comma in GOPROXY keeps go from asking anyone else.',
    evidence: ['exchange:1'],
    remedies: [
      sampleRemedy({
        title: 'Use v1.4.1, the newest that this proxy lists',
        predicted: { basis: 'plan', outcome: 'ok', servedBy: 'https://proxy.example' },
      }),
      sampleRemedy({
        kind: 'go-env',
        title: 'Go round the proxy',
        caution: 'This goes round the policy for every module.',
        risk: 'weakens',
        change: { set: { GOPROXY: 'https://proxy.example|direct' } },
      }),
    ],
  });
  return sampleReport({
    modules: [billing, ...others],
    exchanges: [sampleExchange('1')],
    connections: [sampleConnection()],
    findings: [finding],
  });
}
