/** Puts what two runs of the same scenario said and asked into a form in which only real differences are left. */
import type { RunningLab } from '../lab/lab.ts';
import type { LogEntry } from '../lab/labServer.ts';
import type { Told } from './goDownload.ts';

/** What one side said, and what each server saw of it (sorted where several modules are fetched at once). */
export interface Side {
  told: Told;
  asked: Record<string, string[]>;
}

export function sideOf(lab: RunningLab, told: Told): Side {
  const inOrder = lab.modules.length === 1;
  const asked = Object.entries(lab.logs()).map(([name, log]): [string, string[]] => {
    const lines = requestLines(lab, log);
    return [name, inOrder ? sortTiles(lines) : lines.sort()];
  });
  const error = told.error === null ? null : normalise(lab, told.error);
  return { told: { ...told, error }, asked: Object.fromEntries(asked) };
}

/** The tiles of one proof are asked for at the same time, so each row of them arrives in any order. */
function sortTiles(lines: readonly string[]): string[] {
  const rows: string[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row !== undefined && isTile(line) && isTile(row[0] ?? '')) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort());
}

const isTile = (line: string): boolean => / (?:\/\S*)?\/tile\/8\//.test(line);

/**
 * Immediate repeats count once where they are not a decision about modules: go's second try after a 4xx over https
 * (cmd/go/internal/web: it may have found credentials), and net/http's second try on a reused connection that ended
 * without an answer.
 */
function requestLines(lab: RunningLab, log: readonly LogEntry[]): string[] {
  const lines: string[] = [];
  for (const [index, entry] of log.entries()) {
    const before = log[index - 1];
    const repeats = before?.path === entry.path && before.status === entry.status;
    const isFree = entry.status === null || (entry.status >= 400 && entry.status < 500);
    if (!(repeats && isFree)) lines.push(normalise(lab, `${entry.method} ${entry.path} at ${entry.host}`));
  }
  return lines;
}

/** Addresses, temporary folders and times are different in each run. */
function normalise(lab: RunningLab, text: string): string {
  let result = text;
  for (const [name, url] of Object.entries(lab.urls)) {
    const { port } = new URL(url);
    result = result.replaceAll(new RegExp(`(127\\.0\\.0\\.1|localhost):${port}\\b`, 'g'), `{{${name}}}`);
  }
  return result
    .replaceAll(lab.environment['HOME'] ?? '', '{{home}}')
    .replaceAll(/127\.0\.0\.1:\d+->/g, '*->')
    .replaceAll(/(key \S+)\+[0-9a-f]{8}\b/g, '$1+{{hash}}')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '{{time}}')
    .replace(/\n\n.*$/s, '');
}

/** The differences, one line for each side of each; empty where both are alike. */
export function differences(go: Side, ours: Side): string[] {
  const shape = ours.told.exact ? (text: string | null): string => String(text) : roughly;
  const rows: [what: string, go: string, ours: string][] = [
    ['outcome', go.told.outcome, outcomeOf(ours.told)],
    ['version', String(go.told.version), String(ours.told.version)],
    ['error', shape(go.told.error), shape(ours.told.error)],
    ...Object.keys(go.asked).map((name): [string, string, string] => [
      `asked of ${name}`,
      (go.asked[name] ?? []).join('\n'),
      (ours.asked[name] ?? []).join('\n'),
    ]),
  ];
  return rows.filter(([, a, b]) => a !== b).map(([what, a, b]) => `${what}\n${shown('go  ', a)}\n${shown('ours', b)}`);
}

const outcomeOf = ({ outcome }: Told): string => (outcome === 'ok' || outcome === 'nothing' ? outcome : 'not ok');

/** What an approximate error must still have right: everything up to the words of the system, of the resolver and of Go's HTTP parser. */
const roughly = (text: string | null): string =>
  String(text)
    .replace(/(?:read|write) (?:tcp|udp) \S+: (?=read:|write:)/, '')
    .replace(/after \d+ ms/, 'after … ms')
    .replace(/(transport connection broken: ).*/s, '$1…')
    .replace(/(dial tcp: lookup \S+ on \S+: ).*/s, '$1…');

const shown = (who: string, text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${who} ${line}`)
    .join('\n');
