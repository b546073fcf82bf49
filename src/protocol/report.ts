/**
 * The report, schema `gomod-doctor.report/1`: what every command prints with `--json`, what the engine process
 * sends to the editor, and what the panel draws. Parts that do not apply are empty or null.
 *
 * Text fields (`title`, `detail`, `why`, `effect`, …) are '' when the engine hands the report out; `src/text` fills them
 * from `code` and `params` in one language. Programs use code and params.
 *
 * Times are milliseconds from the start of the run by a monotonic clock, sizes are bytes. A phase that did not happen
 * is null, never 0.
 */

/** A value that goes into a sentence, or that a program reads. Lists are shown joined. */
export type Param = string | number | boolean | null | readonly string[];
export type Params = Readonly<Record<string, Param>>;

export type Mode = 'active' | 'passive' | 'offline';
export type Operation = 'download' | 'list' | 'get' | 'build' | 'tidy';
export type ModuleOutcome = 'ok' | 'not-found' | 'failed' | 'skipped' | 'unknown';
export type Severity = 'error' | 'warning' | 'info';
export type Certainty = 'proved' | 'likely' | 'possible';
export type Place = 'local' | 'wsl' | 'ssh' | 'container' | 'ci';
export type SettingOrigin =
  | 'override'
  | 'flag'
  | 'env'
  | 'go-env-file'
  | 'goroot-env'
  | 'default'
  | 'go.toolsEnvVars'
  | 'http.proxy'
  | 'gopls';

export interface Report {
  schema: 'gomod-doctor.report/1';
  command: string;
  operation: Operation;
  mode: Mode;
  tool: { name: string; version: string };
  /** RFC 3339. */
  startedAt: string;
  durationMs: number;
  /** False where the run was cut short; `limits` says where. */
  complete: boolean;
  host: HostFacts;
  settings: Setting[];
  subject: { file: string | null; module: string | null };
  modules: ModuleReport[];
  connections: ConnectionReport[];
  exchanges: ExchangeReport[];
  processes: ProcessReport[];
  findings: Finding[];
  runs: RunReport[];
  differences: RunDifference[];
  checks: Check[];
  recognised: Recognised[];
  unrecognisedBytes: number;
  limits: Limit[];
  summary: Summary;
}

export interface HostFacts {
  os: string;
  arch: string;
  place: Place;
  node: string;
  /** Path of the go command, or null where there is none. */
  goCommand: string | null;
  /** What the go command says of itself, such as `go1.26.8`. */
  goVersion: string | null;
  gitVersion: string | null;
  /** The release that is simulated: `1.26` or `1.26.8`. */
  simulated: string;
}

export interface Setting {
  name: string;
  /** Redacted where it holds a secret. */
  value: string;
  redacted: boolean;
  valid: boolean;
  origin: SettingOrigin;
  /** `FILE:LINE` where the value was read, else null. */
  from: string | null;
  /** What it would be if nothing set it. */
  default: string;
  /** Values of lower precedence that this one hides, nearest first. */
  shadowed: { origin: SettingOrigin; value: string; from: string | null }[];
}

export interface ModuleReport {
  id: string;
  path: string;
  version: string;
  file: string | null;
  line: number | null;
  indirect: boolean;
  resolvedVersion: string | null;
  replacedBy: string | null;
  requiredBy: string[];
  private: { setting: string; pattern: string } | null;
  outcome: ModuleOutcome;
  /** A step or finding code that says why, such as `stopped-at-error`. */
  outcomeReason: string | null;
  /** Who served the deepest file: proxy URL, `direct`, `cache`, `vendor` or `directory`. */
  servedBy: string | null;
  files: Record<FileKind, FileReport | null>;
  /** What the simulated go command prints for this module, without the leading `go: `. Null when the fetch succeeds. */
  goError: string | null;
  goErrorBasis: 'exact' | 'approximate';
  hiddenErrors: string[];
  checksum: ChecksumReport;
  checkedAt: string;
  steps: Step[];
  findings: string[];
}

export type FileKind = 'list' | 'info' | 'mod' | 'zip';

export interface FileReport {
  servedBy: string | null;
  outcome: ModuleOutcome;
  exchange: string | null;
  ms: number | null;
}

export type ChecksumVerdict = 'verified' | 'recorded' | 'mismatch' | 'unverified' | 'not-checked' | 'exempt';

export interface ChecksumReport {
  verdict: ChecksumVerdict;
  zip: ChecksumPart | null;
  mod: ChecksumPart | null;
  sources: ChecksumSource[];
}

export interface ChecksumPart {
  verdict: ChecksumVerdict;
  by: 'go.sum' | 'sumdb' | null;
  /** The GONOSUMDB pattern that exempts the module. */
  pattern: string | null;
}

export interface ChecksumSource {
  /** `go.sum`, `cache`, `sumdb`, `direct` or the proxy's URL. */
  source: string;
  zip: string | null;
  mod: string | null;
  note: string | null;
}

export type StepKind = 'setting' | 'decision' | 'request' | 'vcs' | 'file' | 'verify';

/** One decision of the fetch. Steps of kind `request` and `vcs` carry `params.url`, in a plan too. */
export interface Step {
  id: string;
  kind: StepKind;
  code: string;
  params: Params;
  title: string;
  why: string;
  exchanges: string[];
  processes: string[];
  result: ModuleOutcome;
  next: 'stop' | 'next-entry' | 'continue';
  ms: number | null;
}

export interface ConnectionReport {
  id: string;
  host: string;
  port: number;
  startedMs: number;
  /** Which resolver answered, such as `system`, `literal` or `hosts`. */
  resolver: string;
  addresses: AddressAttempt[];
  /** The address that was used. */
  chosen: string | null;
  dnsMs: number | null;
  tcpMs: number | null;
  forwardProxy: { url: string; status: number | null; realm: string | null } | null;
  proxyMs: number | null;
  tlsMs: number | null;
  tls: TlsReport | null;
  error: string | null;
}

export interface AddressAttempt {
  address: string;
  family: 4 | 6;
  startedMs: number;
  ms: number | null;
  error: string | null;
}

export interface TlsReport {
  version: string;
  alpn: string | null;
  cipher: string | null;
  chain: CertificateReport[];
  /** Where the trusted roots came from, such as `SSL_CERT_FILE=/etc/…`. */
  trustSource: string;
  /** Why Go would not trust this connection: a reason code, or null. */
  rejectedBecause: string | null;
}

export interface CertificateReport {
  subject: string;
  issuer: string;
  names: string[];
  notBefore: string;
  notAfter: string;
  fingerprint256: string;
}

export type Purpose = 'list' | 'info' | 'mod' | 'zip' | 'latest' | 'sumdb' | 'discovery';

export interface Header {
  name: string;
  value: string;
  redacted: boolean;
}

export interface ExchangeReport {
  id: string;
  connection: string | null;
  step: string | null;
  purpose: Purpose;
  attempt: number;
  method: string;
  url: string;
  httpVersion: string | null;
  remoteAddress: string | null;
  startedMs: number;
  queuedMs: number | null;
  sendMs: number | null;
  waitMs: number | null;
  bodyMs: number | null;
  status: number | null;
  contentType: string | null;
  /** Bytes after content decoding. */
  bodyBytes: number | null;
  /** Bytes of the body as transferred. */
  transferBytes: number | null;
  requestHeaders: Header[];
  /** Where the credentials that were sent come from; absent where none were. Their value is nowhere in a report. */
  credentials?: { kind: 'netrc' | 'git' | 'program' | 'url'; prefix: string; from: string };
  responseHeaders: Header[];
  excerpt: string | null;
  excerptTruncated: boolean;
  redirectedTo: string | null;
  failedPhase: 'dns' | 'connect' | 'proxy' | 'tls' | 'send' | 'wait' | 'body' | null;
  /** A failure code such as `dns`, `connect`, `tls`; null when an answer came. */
  error: string | null;
}

export interface ProcessReport {
  id: string;
  step: string | null;
  argv: string[];
  startedMs: number;
  ms: number | null;
  exit: number | null;
  stderrExcerpt: string | null;
}

export interface Finding {
  id: string;
  code: string;
  params: Params;
  severity: Severity;
  certainty: Certainty;
  title: string;
  detail: string;
  /** What observation would change the verdict. */
  wouldChange: string | null;
  helpUrl: string;
  /** The finding whose consequence this one is. */
  causedBy: string | null;
  /** Module ids. */
  affects: string[];
  subject: { module?: string; version?: string; setting?: string; host?: string };
  locations: Location[];
  /** `exchange:3`, `connection:1`, `process:2`, `setting:GOPROXY`, `file:go.mod:7`, `step:4`, `check:dns`, `text:1`. */
  evidence: string[];
  remedies: Remedy[];
}

/** Lines and columns from 1, columns in UTF-16 code units. */
export interface Location {
  uri: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

export type RemedyKind = 'go-env' | 'setting' | 'edit' | 'command' | 'open' | 'tell-admin' | 'wait';

/** What a remedy changes; the shape belongs to its kind. */
export type RemedyChange =
  | { set: Record<string, string> }
  | { key: string; value: string; scope: string }
  | { uri: string; edits: (Omit<Location, 'uri'> & { newText: string })[] }
  | { argv: string[]; cwd: string | null }
  | { url: string }
  | { report: string }
  | { until: string };

export interface Remedy {
  id: string;
  /** Names the sentence in the catalogue, such as `goproxy-use-pipe`. */
  code: string;
  params: Params;
  kind: RemedyKind;
  title: string;
  effect: string;
  caution: string | null;
  risk: 'none' | 'weakens';
  change: RemedyChange;
  undo: RemedyChange | null;
  /** Filled by simulating the module again with the remedy applied, never by assertion. */
  predicted: Prediction | null;
}

export interface Prediction {
  basis: 'plan' | 'fetch';
  outcome: ModuleOutcome;
  servedBy: string | null;
}

export interface RunReport {
  id: string;
  label: string;
  kind: 'base' | 'entry' | 'mirror' | 'override' | 'recorded' | 'simulated';
  settings: Setting[];
  modules: ModuleReport[];
}

export interface RunDifference {
  run: string;
  step: string | null;
  expected: string;
  got: string;
}

export interface Check {
  id: string;
  status: 'pass' | 'warn' | 'fail' | 'skipped';
  code: string;
  params: Params;
  title: string;
  evidence: string[];
  findings: string[];
  ms: number | null;
}

export interface Recognised {
  id: string;
  start: number;
  end: number;
  /** The row of go's catalogue of error texts, such as `T1`. */
  row: string;
  finding: string;
}

export interface Limit {
  phase: string;
  oursMs: number;
  gosMs: number | null;
  host: string | null;
}

export interface Summary {
  modules: number;
  ok: number;
  failed: number;
  unknown: number;
  skipped: number;
  errors: number;
  warnings: number;
}
