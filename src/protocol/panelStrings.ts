/**
 * Every word of the trace panel that is not in the report. `src/text` makes the object in one language, so a sentence
 * that is missing does not compile. `{0}`, `{1}` are places for values that only the page knows, such as an age.
 */
import type { Certainty, ChecksumVerdict, ModuleOutcome, SettingOrigin, Severity, StepKind } from './report.ts';

/** The phases of a request, as the waterfall shows them. */
export type PhaseName = 'queued' | 'dns' | 'connect' | 'proxy' | 'tls' | 'send' | 'wait' | 'body';

export interface PanelStrings {
  /** Accessible name of the page. */
  title: string;
  header: {
    modules: string;
    /** `{0}` modules, `{1}` of them cannot be fetched. */
    moduleCount: string;
    follow: string;
    runAgain: string;
    cancel: string;
    whatIf: string;
    copyReport: string;
    export: string;
    exportHar: string;
    exportMarkdown: string;
    exportJson: string;
    openInFile: string;
    indirect: string;
    /** `{0}`: what replaces the module. */
    replacedBy: string;
    /** `{0}`: setting and pattern. */
    private: string;
    /** `{0}`: duration with its unit. */
    took: string;
    /** Modes in a few words: `active`, `passive`, `offline`. */
    mode: { active: string; passive: string; offline: string };
    place: { local: string; wsl: string; ssh: string; container: string; ci: string };
    /** `{0}`: release whose rules are used, where go is missing. */
    goMissing: string;
    /** `{0}` installed, rules of `{1}`. */
    goOther: string;
  };
  age: {
    /** Under ten seconds. */
    moments: string;
    seconds: string;
    minutes: string;
    hours: string;
    days: string;
    /** `{0}`: one of the above. */
    old: string;
    /** Settings or files changed since. `{0}`: one of the above. */
    outdated: string;
  };
  run: {
    running: string;
    /** `{0}` of `{1}`. */
    progress: string;
    /** `{0}`: who is asked. */
    asking: string;
    cancelled: string;
    failed: string;
    /** The run was cut short. */
    incomplete: string;
    /** Added where a former result stays visible. */
    formerResult: string;
  };
  empty: { title: string; text: string; noModules: string };
  banner: {
    verdict: string;
    ok: string;
    /** `{0}`: server. */
    okFrom: string;
    plan: string;
    unknown: string;
    skipped: string;
    failed: string;
    /** `{0}`: host. */
    said: string;
    goHides: string;
    goPrints: string;
    goPrintsAbout: string;
    hiddenErrors: string;
    copyGoError: string;
    certainty: Record<Certainty, string>;
    severity: Record<Severity, string>;
    wouldChange: string;
    help: string;
    evidence: string;
    showEvidence: string;
    openLocation: string;
    consequenceOf: string;
    /** `{0}` further modules have the same cause. */
    alsoAffects: string;
  };
  findings: { heading: string };
  steps: {
    heading: string;
    none: string;
    kind: Record<StepKind, string>;
    result: Record<ModuleOutcome, string>;
    next: { stop: string; 'next-entry': string; continue: string };
    /** `{0}` requests belong to this step. */
    requests: string;
  };
  requests: {
    heading: string;
    none: string;
    request: string;
    answer: string;
    time: string;
    timeline: string;
    noAnswer: string;
    /** `{0}`: the phase. */
    failedIn: string;
    /** `{0}`: id of the connection. */
    reused: string;
    /** `{0}`: attempt. */
    attempt: string;
    /** `{0}`: phase, `{1}`: start, `{2}`: length. */
    bar: string;
    notMeasured: string;
    phase: Record<PhaseName, string>;
    process: string;
    /** `{0}`: exit code. */
    exit: string;
    legend: string;
    purpose: Record<'list' | 'info' | 'mod' | 'zip' | 'latest' | 'sumdb' | 'discovery', string>;
  };
  tabs: {
    label: string;
    answer: string;
    headers: string;
    connection: string;
    timing: string;
    curl: string;
  };
  answer: {
    none: string;
    empty: string;
    truncated: string;
    /** `{0}`: bytes after decoding, `{1}`: bytes transferred. */
    size: string;
    redirectedTo: string;
    output: string;
  };
  headers: { request: string; response: string; name: string; value: string; none: string; redacted: string };
  connection: {
    none: string;
    reusedFrom: string;
    server: string;
    resolver: string;
    addresses: string;
    address: string;
    used: string;
    forwardProxy: string;
    protocol: string;
    tls: string;
    cipher: string;
    trust: string;
    rejected: string;
    notEncrypted: string;
    certificate: string;
    subject: string;
    issuer: string;
    names: string;
    validity: string;
    /** `{0}` to `{1}`. */
    fromTo: string;
    expired: string;
    notYet: string;
    fingerprint: string;
    error: string;
  };
  timing: { phase: string; start: string; length: string; total: string; absent: string };
  curl: { copy: string; redacted: string };
  remedies: {
    heading: string;
    none: string;
    /** `{0}`: outcome. */
    planned: string;
    tried: string;
    outcome: Record<ModuleOutcome, string>;
    /** `{0}`: server. */
    from: string;
    caution: string;
    showEffect: string;
    copy: string;
    action: Record<'go-env' | 'setting' | 'edit' | 'command' | 'open' | 'tell-admin', string>;
  };
  checksums: {
    heading: string;
    source: string;
    zip: string;
    mod: string;
    verdict: string;
    says: string;
    differs: string;
    verdicts: Record<ChecksumVerdict, string>;
    /** `{0}`: pattern. */
    exemptBy: string;
    sources: { 'go.sum': string; cache: string; sumdb: string; direct: string };
    notKnown: string;
  };
  settings: {
    heading: string;
    name: string;
    value: string;
    from: string;
    empty: string;
    invalid: string;
    origin: Record<SettingOrigin, string>;
  };
  /** Between a name and its value. `{0}`, `{1}`. */
  labelled: string;
  ms: string;
  s: string;
  bytes: string;
  kilobytes: string;
  megabytes: string;
}
