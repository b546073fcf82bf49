/** The checksum verdict of a verified module, as every report has it: about what this project would use. */
import type { ChecksumPart, ChecksumReport } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import { sumdbUse } from '../sumdb/dialDatabase.ts';
import { type Claim, type ClaimKind, type Examined, hashOf, type Which } from './claim.ts';

/** Bytes that were hashed, or that go recorded when it hashed them; what the project would use comes first. */
const cached: readonly ClaimKind[] = ['cache', 'recorded'];
const downloaded: readonly ClaimKind[] = ['proxy', 'direct', 'mirror'];

export function checksumOf(environment: Environment, examined: Examined): ChecksumReport {
  const zip = partOf(environment, examined, 'zip');
  const mod = partOf(environment, examined, 'mod');
  const order = ['mismatch', 'not-checked', 'unverified', 'exempt', 'recorded', 'verified'] as const;
  const verdicts = [zip?.verdict, mod?.verdict];
  const verdict = order.find((one) => verdicts.includes(one)) ?? 'not-checked';
  const sources = examined.claims.map(({ source, zip: z, mod: m, note }) => ({ source, zip: z, mod: m, note }));
  return { verdict, zip, mod, sources };
}

function partOf(environment: Environment, examined: Examined, which: Which): ChecksumPart | null {
  const hash = (kind: ClaimKind) => find(examined.claims, kind, which);
  const sum = hash('go.sum');
  const log = hash('sumdb');
  const fetched = examined.claims
    .filter(({ kind }) => downloaded.includes(kind))
    .flatMap((claim) => hashOf(claim, which) ?? []);
  // One source that has the right bytes is enough for go to get them.
  const right = fetched.find((one) => one === (sum ?? log));
  const bytes = cached.map(hash).find((one) => one !== null) ?? right ?? fetched[0] ?? null;
  const part = (verdict: ChecksumPart['verdict'], by: ChecksumPart['by']) => ({ verdict, by, pattern: null });
  if (sum !== null && log !== null && sum !== log) return part('mismatch', 'sumdb');
  if (bytes !== null && sum !== null) return part(bytes === sum ? 'verified' : 'mismatch', 'go.sum');
  if (bytes !== null && log !== null) return part(bytes === log ? 'verified' : 'mismatch', 'sumdb');
  if (sum !== null || log !== null) return part('recorded', sum !== null ? 'go.sum' : 'sumdb');
  const use = sumdbUse(environment, examined.path);
  if (use.kind === 'exempt') return { verdict: 'exempt', by: null, pattern: use.match.pattern };
  if (bytes === null) return null;
  return part(use.kind === 'off' ? 'unverified' : 'not-checked', null);
}

function find(claims: readonly Claim[], kind: ClaimKind, which: Which): string | null {
  const claim = claims.find((one) => one.kind === kind && hashOf(one, which) !== null);
  return claim === undefined ? null : hashOf(claim, which);
}
