/** From a pasted text to a report: what failed, the root cause first. Nothing is asked of anybody. */
import type { Finding, HostFacts, Recognised, Report, Severity } from '../../protocol/report.ts';
import type { FindingCode } from '../diagnose/findingCode.ts';
import { helpUrl } from '../diagnose/helpUrl.ts';
import { buildReport } from '../report/buildReport.ts';
import { decodeText } from './decodeText.ts';
import { causeOf, type Grouped, groupSightings } from './rank.ts';
import { type Recognition, recognise } from './recognise.ts';
import { remediesFor } from './remedies.ts';

export interface ExplainOptions {
  toolVersion: string;
  startedAt: Date;
  durationMs: () => number;
  host: HostFacts;
  /** Size of the whole where the input is only its beginning, else 0. */
  totalBytes: number;
}

/** More findings than a reader takes in; the rest are counted in `limits`. */
const mostFindings = 50;
const mostRecognised = 500;

/**
 * Explains the output of a go command, or of a tool that relays it. `recognised` holds ranges of the text in UTF-16
 * units; a text without any error of a fetch has one finding, `not-a-fetch-error`, or none if it is not known at all.
 */
export function explainText(input: Uint8Array | string, options: ExplainOptions): Report {
  const source = decodeText(input, options.totalBytes);
  const recognition = recognise(source.text);
  const groups = groupSightings(recognition.sightings);
  const kept = groups.slice(0, mostFindings);
  const recognised = kept.flatMap((group, index) => rangesOf(group, String(index + 1))).slice(0, mostRecognised);
  const numbered = recognised.map((one, index) => ({ ...one, id: String(index + 1) }));
  const findings =
    kept.length > 0 ? kept.map((one, at) => toFinding(one, at, kept, numbered)) : harmlessFinding(recognition);
  const ranges = kept.length > 0 ? numbered : findings.length > 0 ? harmlessRanges(recognition) : [];
  const tooMany = groups.length > mostFindings || recognition.overflow;
  return {
    ...buildReport(partsOf(options, findings, !source.cut)),
    recognised: ranges,
    unrecognisedBytes: Math.max(0, Math.min(source.bytes, source.text.length - recognition.recognisedCharacters)),
    limits: [...(source.cut ? [limit('text')] : []), ...(tooMany ? [limit('findings')] : [])],
  };
}

function partsOf(options: ExplainOptions, findings: readonly Finding[], complete: boolean) {
  const { toolVersion, startedAt, host } = options;
  const durationMs = options.durationMs();
  const subject = { file: null, module: findings[0]?.subject.module ?? null };
  return {
    command: 'explain',
    operation: 'download',
    mode: 'offline',
    toolVersion,
    startedAt,
    durationMs,
    complete,
    host,
    settings: [],
    subject,
    runs: [],
    trace: null,
    findings,
    differences: [],
  } as const;
}

const limit = (phase: string) => ({ phase, oursMs: 0, gosMs: null, host: null });

function rangesOf({ first, ranges }: Grouped, finding: string): Recognised[] {
  return ranges.map(({ start, end }) => ({ id: '', start, end, row: first.row, finding }));
}

const warnings = new Set<FindingCode>(['gomod-needs-update', 'missing-gosum-entry']);

function toFinding(group: Grouped, at: number, all: readonly Grouped[], recognised: readonly Recognised[]): Finding {
  const { first, modules, times } = group;
  const { code, blame, host, url } = first;
  const id = String(at + 1);
  const cause = causeOf(group, all);
  const texts = recognised.filter((one) => one.finding === id).map((one) => `text:${one.id}`);
  const severity: Severity = warnings.has(code) && at > 0 ? 'warning' : 'error';
  return {
    id,
    code,
    params: {
      ...first.params,
      ...known({ module: blame.module, version: blame.version, package: blame.package, url, host }),
      modules: modules.length,
      times,
    },
    severity,
    certainty: first.certainty,
    title: '',
    detail: '',
    wouldChange: null,
    helpUrl: helpUrl(code),
    causedBy: cause === null ? null : String(all.indexOf(cause) + 1),
    affects: [],
    subject: known({ module: blame.module, version: blame.version, host }),
    locations: [],
    evidence: texts.slice(0, 5),
    remedies: remediesFor(first).map((remedy, index) => ({ ...remedy, id: `${id}.${index + 1}` })),
  };
}

/** Without what is not known. */
function known<K extends string>(values: Record<K, string>): Partial<Record<K, string>> {
  const entries = Object.entries<string>(values).filter(([, value]) => value !== '');
  return Object.fromEntries(entries) as Partial<Record<K, string>>;
}

function harmlessRanges({ harmless }: Recognition): Recognised[] {
  return harmless
    .slice(0, mostRecognised)
    .map(({ start, end }, index) => ({ id: String(index + 1), start, end, row: 'X1', finding: '1' }));
}

function harmlessFinding({ harmless, doubtful }: Recognition): Finding[] {
  if (harmless.length === 0 || doubtful) return [];
  const code: FindingCode = 'not-a-fetch-error';
  return [
    {
      id: '1',
      code,
      params: {},
      severity: 'info',
      certainty: 'likely',
      title: '',
      detail: '',
      wouldChange: null,
      helpUrl: helpUrl(code),
      causedBy: null,
      affects: [],
      subject: {},
      locations: [],
      evidence: ['text:1'],
      remedies: [],
    },
  ];
}
