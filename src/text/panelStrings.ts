/** The panel's own words. Places such as `{0}` stay open: the page fills them. */
import * as l10n from '@vscode/l10n';
import type {
  AgeStrings,
  AnswerStrings,
  BannerStrings,
  ChecksumStrings,
  ConnectionStrings,
  FindingStrings,
  HeaderStrings,
  PanelStrings,
  RemedyStrings,
  RequestStrings,
  RunStrings,
  SettingStrings,
  StepStrings,
} from '../protocol/panelStrings.ts';
import { inLanguage, type Language } from './language.ts';
import { certaintyWord, checksumWord, severityWord } from './words.ts';

export function panelStrings(language: Language): PanelStrings {
  return inLanguage(language, () => ({
    title: l10n.t('Fetch trace'),
    header: header(),
    age: age(),
    run: run(),
    empty: {
      title: l10n.t('Nothing has been diagnosed yet'),
      text: l10n.t('Put the cursor on a requirement in go.mod and run Go Modules: Diagnose Fetch.'),
      noModules: l10n.t('This report has no modules.'),
    },
    banner: banner(),
    findings: findings(),
    steps: steps(),
    requests: requests(),
    tabs: tabs(),
    answer: answer(),
    headers: {
      request: l10n.t('Sent'),
      response: l10n.t('Received'),
      none: l10n.t('none'),
      redacted: l10n.t('hidden, because it may be secret'),
    },
    connection: connection(),
    timing: {
      phase: l10n.t('Phase'),
      start: l10n.t('Start'),
      length: l10n.t('Length'),
      total: l10n.t('Total'),
      reused: l10n.t('The connection was open already, so there is no time for names, connecting or TLS.'),
    },
    curl: {
      copy: l10n.t('Copy as curl'),
      redacted: l10n.t('Something secret was left out: put your own value in place of xxxxx.'),
    },
    remedies: remedies(),
    checksums: checksums(),
    settings: settings(),
  }));
}

function tabs(): PanelStrings['tabs'] {
  return {
    label: l10n.t('Selected request'),
    answer: l10n.t('Answer'),
    headers: l10n.t('Headers'),
    connection: l10n.t('Connection & certificate'),
    timing: l10n.t('Timing'),
    curl: 'curl',
  };
}

function header(): HeaderStrings {
  return {
    module: l10n.t('Module'),
    follow: l10n.t('Follow cursor'),
    followHint: l10n.t('Show the module on the line of the cursor'),
    runAgain: l10n.t('Run again'),
    cancel: l10n.t('Cancel'),
    whatIf: l10n.t('What if…'),
    copyReport: l10n.t('Copy report'),
    export: l10n.t('Export'),
    exportHar: l10n.t('Requests as HAR 1.2'),
    exportMarkdown: l10n.t('Report as Markdown'),
    exportJson: l10n.t('Report as JSON'),
    indirect: l10n.t('indirect'),
    replacedBy: l10n.t('replaced by {0}'),
    private: l10n.t('private: {0}'),
    passive: l10n.t('a quiet look'),
    plan: l10n.t('a plan, nobody was asked'),
    place: {
      wsl: 'WSL',
      ssh: 'SSH',
      container: l10n.t('container'),
      ci: 'CI',
    },
    goMissing: l10n.t('go not found, rules of {0}'),
    goOther: l10n.t('{0} installed, rules of {1}'),
  };
}

function age(): AgeStrings {
  return {
    moments: l10n.t('a moment ago'),
    minutes: l10n.t('{0} min ago'),
    hours: l10n.t('{0} h ago'),
    days: l10n.t('{0} d ago'),
    old: l10n.t('Old result, {0}'),
    outdated: l10n.t('Old result, {0}: settings or files have changed since'),
  };
}

function run(): RunStrings {
  return {
    running: l10n.t('Diagnosing…'),
    progress: l10n.t('{0} of {1} modules'),
    asking: l10n.t('asking {0}'),
    cancelled: l10n.t('The diagnosis was cancelled.'),
    failed: l10n.t('The diagnosis failed'),
    incomplete: l10n.t('The run was cut short: what follows is not complete.'),
    formerResult: l10n.t('Below is the former result.'),
  };
}

function banner(): BannerStrings {
  return {
    verdict: l10n.t('Verdict'),
    ok: l10n.t('This module can be fetched'),
    okFrom: l10n.t('This module can be fetched, from {0}'),
    failed: l10n.t('This module cannot be fetched'),
    notFound: l10n.t('This module is not found'),
    unknown: l10n.t('Whether this module can be fetched is not known'),
    skipped: l10n.t('This module is not fetched'),
    plan: l10n.t('This is the way the fetch would take'),
    said: l10n.t('{0} said:'),
    goPrints: l10n.t('go prints:'),
    goPrintsAbout: l10n.t('go prints something like:'),
    hiddenErrors: l10n.t('Errors that go does not show'),
    copyGoError: l10n.t('Copy what go prints'),
  };
}

function findings(): FindingStrings {
  return {
    heading: l10n.t('Also noticed'),
    severity: { error: severityWord('error'), warning: severityWord('warning'), info: severityWord('info') },
    certainty: {
      proved: certaintyWord('proved'),
      likely: certaintyWord('likely'),
      possible: certaintyWord('possible'),
    },
    wouldChange: l10n.t('This would change the verdict: {0}'),
    evidence: l10n.t('Evidence'),
    evidenceRequest: l10n.t('request {0}'),
    evidenceConnection: l10n.t('connection to {0}'),
    evidenceStep: l10n.t('step {0}'),
    evidenceProcess: l10n.t('command {0}'),
    help: l10n.t('About this finding'),
    open: l10n.t('Open {0}'),
  };
}

function steps(): StepStrings {
  return {
    heading: l10n.t('What go decides'),
    none: l10n.t('go decides nothing for this module.'),
    result: {
      ok: l10n.t('good'),
      'not-found': l10n.t('not found'),
      failed: l10n.t('failed'),
      skipped: l10n.t('skipped'),
      unknown: l10n.t('not known'),
    },
  };
}

function requests(): RequestStrings {
  return {
    heading: l10n.t('Requests'),
    none: l10n.t('Nobody was asked.'),
    nonePlanned: l10n.t('This is a plan: nobody was asked.'),
    request: l10n.t('Request'),
    answer: l10n.t('Answer'),
    time: l10n.t('Time'),
    timeline: l10n.t('Timeline'),
    noAnswer: l10n.t('no answer'),
    failedIn: l10n.t('failed: {0}'),
    reused: l10n.t('open connection to {0} used again'),
    attempt: l10n.t('attempt {0}'),
    bar: l10n.t('{0}: from {1}, {2}'),
    exit: l10n.t('exit code {0}'),
    legend: l10n.t('Phases'),
    phase: {
      queued: l10n.t('queued'),
      dns: 'DNS',
      connect: l10n.t('connect'),
      proxy: l10n.t('http proxy'),
      tls: 'TLS',
      send: l10n.t('send'),
      wait: l10n.t('wait'),
      body: l10n.t('body'),
    },
  };
}

function answer(): AnswerStrings {
  return {
    none: l10n.t('No answer came.'),
    empty: l10n.t('The answer has no body.'),
    notKept: l10n.t('The body is not kept in the report.'),
    truncated: l10n.t('only the beginning is kept'),
    transferred: l10n.t('{0}, {1} on the wire'),
    redirectedTo: l10n.t('redirected to {0}'),
    noOutput: l10n.t('The command wrote no message.'),
  };
}

function connection(): ConnectionStrings {
  return {
    none: l10n.t('There was no connection.'),
    reused: l10n.t('An earlier request had opened this connection.'),
    server: l10n.t('Server'),
    resolver: l10n.t('Names resolved by'),
    addresses: l10n.t('Addresses'),
    used: l10n.t('used'),
    forwardProxy: l10n.t('HTTP proxy'),
    protocol: l10n.t('Protocol'),
    trust: l10n.t('Trusted authorities from'),
    rejected: l10n.t('go would reject it'),
    notEncrypted: l10n.t('not encrypted'),
    certificate: l10n.t('Certificate {0}'),
    subject: l10n.t('For'),
    issuer: l10n.t('Issued by'),
    names: l10n.t('Names'),
    validity: l10n.t('Valid'),
    fromTo: l10n.t('{0} to {1}'),
    expired: l10n.t('expired'),
    notYet: l10n.t('not valid yet'),
    fingerprint: 'SHA-256',
    error: l10n.t('Error'),
  };
}

function remedies(): RemedyStrings {
  return {
    heading: l10n.t('What you can do'),
    planned: l10n.t('planned: {0}'),
    tried: l10n.t('tried: {0}'),
    outcome: {
      ok: l10n.t('works'),
      'not-found': l10n.t('fails'),
      failed: l10n.t('fails'),
      skipped: l10n.t('not fetched'),
      unknown: l10n.t('not known'),
    },
    from: l10n.t('from {0}'),
    caution: l10n.t('Mind'),
    showEffect: l10n.t('Show effect'),
    copy: l10n.t('Copy'),
    action: {
      'go-env': l10n.t('Apply…'),
      setting: l10n.t('Change setting…'),
      edit: l10n.t('Edit file'),
      command: l10n.t('Open in terminal…'),
      open: l10n.t('Open'),
      'tell-admin': l10n.t('Copy letter'),
      wait: l10n.t('Run again'),
    },
  };
}

function checksums(): ChecksumStrings {
  return {
    heading: l10n.t('Checksums: who says what'),
    source: l10n.t('Source'),
    zip: l10n.t('zip'),
    mod: 'go.mod',
    same: l10n.t('agrees'),
    differs: l10n.t('differs'),
    verdict: {
      verified: checksumWord('verified'),
      recorded: checksumWord('recorded'),
      mismatch: checksumWord('mismatch'),
      unverified: checksumWord('unverified'),
      'not-checked': checksumWord('not-checked'),
      exempt: checksumWord('exempt'),
    },
    exemptBy: l10n.t('exempt by the pattern {0}'),
    cache: l10n.t('module cache'),
    sumdb: l10n.t('checksum database'),
    direct: l10n.t('direct'),
  };
}

function settings(): SettingStrings {
  return {
    heading: l10n.t('Settings'),
    name: l10n.t('Name'),
    value: l10n.t('Value'),
    origin: l10n.t('From'),
    empty: l10n.t('(empty)'),
    invalid: l10n.t('go does not accept this value'),
    origins: {
      override: l10n.t('this run'),
      flag: 'GOFLAGS',
      env: l10n.t('environment'),
      'go-env-file': 'go env -w',
      'goroot-env': 'GOROOT/go.env',
      default: l10n.t('default'),
      'go.toolsEnvVars': 'go.toolsEnvVars',
      'http.proxy': 'http.proxy',
      gopls: 'gopls',
    },
  };
}
