/**
 * Every word of the trace panel that is not in the report. `src/text` makes the object in one language, so a sentence
 * that is missing does not compile. `{0}`, `{1}` are places for values that only the page knows, such as an age.
 */
import type { Certainty, ChecksumVerdict, ModuleOutcome, RemedyKind, SettingOrigin, Severity } from './report.ts';

/** The phases of a request, in the order in which they happen. */
export type PhaseName = 'queued' | 'dns' | 'connect' | 'proxy' | 'tls' | 'send' | 'wait' | 'body';

export interface PanelStrings {
  /** Name of the page for screen readers. */
  title: string;
  header: HeaderStrings;
  age: AgeStrings;
  run: RunStrings;
  empty: { title: string; text: string; noModules: string };
  banner: BannerStrings;
  findings: FindingStrings;
  steps: StepStrings;
  requests: RequestStrings;
  tabs: { label: string; answer: string; headers: string; connection: string; timing: string; curl: string };
  answer: AnswerStrings;
  headers: { request: string; response: string; none: string; redacted: string };
  connection: ConnectionStrings;
  timing: { phase: string; start: string; length: string; total: string; reused: string };
  curl: { copy: string; redacted: string };
  remedies: RemedyStrings;
  checksums: ChecksumStrings;
  settings: SettingStrings;
}

export interface HeaderStrings {
  /** Name of the list of modules. */
  module: string;
  follow: string;
  followHint: string;
  runAgain: string;
  cancel: string;
  whatIf: string;
  copyReport: string;
  export: string;
  exportHar: string;
  exportMarkdown: string;
  exportJson: string;
  indirect: string;
  /** `{0}`: what replaces the module. */
  replacedBy: string;
  /** `{0}`: pattern. */
  private: string;
  passive: string;
  plan: string;
  place: { wsl: string; ssh: string; container: string; ci: string };
  /** `{0}`: release whose rules are used. */
  goMissing: string;
  /** `{0}`: installed, `{1}`: release whose rules are used. */
  goOther: string;
}

export interface AgeStrings {
  moments: string;
  minutes: string;
  hours: string;
  days: string;
  /** `{0}`: one of the above. */
  old: string;
  /** Settings or files changed since. `{0}`: one of the first four. */
  outdated: string;
}

export interface RunStrings {
  running: string;
  /** `{0}` of `{1}`. */
  progress: string;
  /** `{0}`: who is asked. */
  asking: string;
  cancelled: string;
  failed: string;
  incomplete: string;
  /** Added where a former result stays visible. */
  formerResult: string;
}

export interface BannerStrings {
  verdict: string;
  ok: string;
  /** `{0}`: server. */
  okFrom: string;
  failed: string;
  notFound: string;
  unknown: string;
  skipped: string;
  /** Where nobody was asked. */
  plan: string;
  /** `{0}`: host. */
  said: string;
  goPrints: string;
  goPrintsAbout: string;
  hiddenErrors: string;
  copyGoError: string;
}

export interface FindingStrings {
  heading: string;
  severity: Record<Severity, string>;
  certainty: Record<Certainty, string>;
  /** `{0}`: what would change the verdict. */
  wouldChange: string;
  evidence: string;
  /** `{0}`: URL without its host. */
  evidenceRequest: string;
  /** `{0}`: host and port. */
  evidenceConnection: string;
  /** `{0}`: number. */
  evidenceStep: string;
  evidenceProcess: string;
  help: string;
  /** `{0}`: file and line. */
  open: string;
}

export interface StepStrings {
  heading: string;
  none: string;
  result: Record<ModuleOutcome, string>;
}

export interface RequestStrings {
  heading: string;
  none: string;
  /** Where this is a plan. */
  nonePlanned: string;
  request: string;
  answer: string;
  time: string;
  timeline: string;
  noAnswer: string;
  /** `{0}`: phase. */
  failedIn: string;
  /** `{0}`: host of the connection. */
  reused: string;
  /** `{0}`: which attempt. */
  attempt: string;
  /** `{0}`: phase, `{1}`: start, `{2}`: length. */
  bar: string;
  /** `{0}`: exit code. */
  exit: string;
  legend: string;
  phase: Record<PhaseName, string>;
}

export interface AnswerStrings {
  none: string;
  empty: string;
  notKept: string;
  truncated: string;
  /** `{0}`: size, `{1}`: size on the wire. */
  transferred: string;
  /** `{0}`: URL. */
  redirectedTo: string;
  noOutput: string;
}

export interface ConnectionStrings {
  none: string;
  /** The connection was opened by an earlier request. */
  reused: string;
  server: string;
  resolver: string;
  addresses: string;
  used: string;
  forwardProxy: string;
  protocol: string;
  trust: string;
  rejected: string;
  notEncrypted: string;
  /** `{0}`: place in the chain, from 1. */
  certificate: string;
  subject: string;
  issuer: string;
  names: string;
  validity: string;
  /** `{0}`, `{1}`: dates. */
  fromTo: string;
  expired: string;
  notYet: string;
  fingerprint: string;
  error: string;
}

export interface RemedyStrings {
  heading: string;
  /** `{0}`: what was foretold. */
  planned: string;
  tried: string;
  outcome: Record<ModuleOutcome, string>;
  /** `{0}`: server. */
  from: string;
  caution: string;
  showEffect: string;
  copy: string;
  action: Record<RemedyKind, string>;
}

export interface ChecksumStrings {
  heading: string;
  source: string;
  zip: string;
  mod: string;
  same: string;
  differs: string;
  verdict: Record<ChecksumVerdict, string>;
  /** `{0}`: pattern. */
  exemptBy: string;
  cache: string;
  sumdb: string;
  direct: string;
}

export interface SettingStrings {
  heading: string;
  name: string;
  value: string;
  origin: string;
  empty: string;
  invalid: string;
  origins: Record<SettingOrigin, string>;
}
