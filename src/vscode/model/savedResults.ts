/** What one window leaves to the next: facts and findings that somebody answered, without remedies, for a week. */
import { ageMs, keptForMs } from './age.ts';
import type { ModuleFact } from './moduleFact.ts';
import type { KnownFinding } from './resultStore.ts';

export interface SavedFile {
  uri: string;
  facts: ModuleFact[];
  findings: KnownFinding[];
}

export interface SavedResults {
  version: 2;
  files: SavedFile[];
}

const mostFindings = 50;

/** Remedies were planned under the settings of that time: they come back with the next look. Plans are made anew. */
export function toSave(
  uri: string,
  facts: Iterable<ModuleFact>,
  known: readonly KnownFinding[],
  nowMs: number,
): SavedFile {
  const isKept = ({ mode, checkedAt }: ModuleFact | KnownFinding) =>
    mode !== 'offline' && ageMs(checkedAt, nowMs) < keptForMs;
  const findings = known
    .filter(isKept)
    .slice(0, mostFindings)
    .map((one) => ({ ...one, finding: { ...one.finding, remedies: [] } }));
  return { uri, facts: [...facts].filter(isKept), findings };
}

/** What an earlier window saved; anything of another shape is passed over, anything old has expired. */
export function fromSaved(saved: unknown, nowMs: number): SavedFile[] {
  if (!hasShape(saved, { version: 'number', files: 'object' })) return [];
  if (saved['version'] !== 2 || !Array.isArray(saved['files'])) return [];
  const isKept = ({ checkedAt }: ModuleFact | KnownFinding) => ageMs(checkedAt, nowMs) < keptForMs;
  return saved['files'].filter(isFile).map(({ uri, facts, findings }) => ({
    uri,
    facts: facts.filter(isKept),
    findings: findings.filter(isKept).map((one) => ({ ...one, isFromEarlier: true })),
  }));
}

function isFile(value: unknown): value is SavedFile {
  if (!hasShape(value, { uri: 'string' })) return false;
  const { facts, findings } = value;
  return Array.isArray(facts) && facts.every(isFact) && Array.isArray(findings) && findings.every(isKnown);
}

function isFact(value: unknown): boolean {
  return hasShape(value, { path: 'string', version: 'string', checkedAt: 'string', checksum: 'object' });
}

const findingShape = {
  id: 'string',
  code: 'string',
  severity: 'string',
  certainty: 'string',
  title: 'string',
  detail: 'string',
  helpUrl: 'string',
  params: 'object',
  subject: 'object',
};

function isKnown(value: unknown): boolean {
  if (!hasShape(value, { checkedAt: 'string', mode: 'string', finding: 'object' })) return false;
  const { finding } = value;
  if (!hasShape(finding, findingShape)) return false;
  const { affects, evidence, locations } = finding;
  return isStrings(affects) && isStrings(evidence) && Array.isArray(locations) && locations.every(isPlace);
}

function isPlace(value: unknown): boolean {
  return hasShape(value, {
    uri: 'string',
    startLine: 'number',
    startColumn: 'number',
    endLine: 'number',
    endColumn: 'number',
  });
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function hasShape(value: unknown, shape: Readonly<Record<string, string>>): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([name, type]) => typeof members.get(name) === type && members.get(name) !== null);
}
