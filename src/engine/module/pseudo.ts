/**
 * Pseudo-versions name a commit that has no tag: `v1.2.4-0.20191109021931-daa7c04131f5` is the commit daa7c04131f5 of
 * 2019-11-09 02:19:31 UTC that comes after the tag v1.2.3. Three forms, by the tag that comes before:
 *
 *     none            vX.0.0-TIME-REV
 *     vX.Y.Z          vX.Y.(Z+1)-0.TIME-REV
 *     vX.Y.Z-pre      vX.Y.Z-pre.0.TIME-REV
 *
 * A build part of the tag (`+incompatible`) is kept at the end. Rules of golang.org/x/mod/module.
 */
import { build, canonical, isValid, prerelease } from '../semver.ts';
import { quote } from '../strconv.ts';

export interface PseudoVersionError {
  kind: 'error';
  /** Go's words, as they stand behind `invalid pseudo-version: `. */
  reason: string;
}

interface PseudoParts {
  /** `v1.2.4-0`, `v1.2.3-pre.0` or `v1.0.0`. */
  base: string;
  /** 14 digits. */
  time: string;
  rev: string;
  build: string;
}

export function isPseudoVersion(v: string): boolean {
  return parse(v) !== null;
}

/** Time of the commit. */
export function pseudoVersionTime(v: string): Date | PseudoVersionError {
  const parts = parse(v);
  if (parts === null) return syntaxError();
  const [, year, month, day, hour, minute, second] = /^(.{4})(..)(..)(..)(..)(..)$/.exec(parts.time) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  // Date reads the 30th of February as a day in March; only what comes back the same was a time.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) {
    return { kind: 'error', reason: `malformed time ${quote(parts.time)}` };
  }
  return time;
}

/** The commit, for git its first 12 hexadecimal digits. */
export function pseudoVersionRev(v: string): string | PseudoVersionError {
  return parse(v)?.rev ?? syntaxError();
}

/** The tag before the commit, or '' where there is none. */
export function pseudoVersionBase(v: string): string | PseudoVersionError {
  const parts = parse(v);
  if (parts === null) return syntaxError();
  const pre = prerelease(parts.base);
  if (pre === '') {
    if (parts.build === '') return '';
    return { kind: 'error', reason: `lacks base version, but has build metadata ${quote(parts.build)}` };
  }
  if (pre !== '-0') return parts.base.slice(0, -'.0'.length) + parts.build;
  const next = parts.base.slice(0, -'-0'.length);
  const patchStart = next.lastIndexOf('.') + 1;
  const patch = decrement(next.slice(patchStart));
  if (patch === null) return { kind: 'error', reason: `version before ${next} would have negative patch number` };
  return next.slice(0, patchStart) + patch + parts.build;
}

/** The pseudo-version of a commit behind the tag `older` ('' where there is none; then `major`, such as `v2`, counts). */
export function makePseudoVersion(major: string, older: string, time: Date, rev: string): string {
  const stamp = time.toISOString().slice(0, 19).replace(/[-:T]/g, '');
  const segment = `${stamp}-${rev}`;
  const base = canonical(older);
  if (base === '') return `${major === '' ? 'v0' : major}.0.0-${segment}`;
  if (prerelease(base) !== '') return `${base}.0.${segment}${build(older)}`;
  const patchStart = base.lastIndexOf('.') + 1;
  return `${base.slice(0, patchStart)}${increment(base.slice(patchStart))}-0.${segment}${build(older)}`;
}

function parse(v: string): PseudoParts | null {
  if (!isValid(v)) return null;
  const metadata = build(v);
  const version = v.slice(0, v.length - metadata.length);
  const revStart = version.lastIndexOf('-') + 1;
  const rev = version.slice(revStart);
  const timeEnd = revStart - 1;
  const time = version.slice(Math.max(timeEnd - 14, 0), timeEnd);
  if (!/^[0-9A-Za-z]+$/.test(rev) || !/^[0-9]{14}$/.test(time)) return null;
  const before = version.slice(0, timeEnd - 14);
  const behindTag = before.endsWith('-0.') || (before.endsWith('.0.') && before.includes('-'));
  if (!behindTag && !/^v[0-9]+\.0\.0-$/.test(before)) return null;
  return { base: before.slice(0, -1), time, rev, build: metadata };
}

function syntaxError(): PseudoVersionError {
  return { kind: 'error', reason: 'syntax error' };
}

/** Adds one to a decimal number of any length. */
function increment(decimal: string): string {
  const [nines = ''] = /9*$/.exec(decimal) ?? [];
  const zeros = '0'.repeat(nines.length);
  const rest = decimal.slice(0, decimal.length - nines.length);
  return rest === '' ? `1${zeros}` : rest.slice(0, -1) + String(Number(rest.slice(-1)) + 1) + zeros;
}

/** Takes one from a decimal number of any length; null for 0. */
function decrement(decimal: string): string | null {
  const kept = decimal.replace(/0+$/, '');
  if (kept === '') return null;
  const nines = '9'.repeat(decimal.length - kept.length);
  const lowered = kept.slice(0, -1) + String(Number(kept.slice(-1)) - 1) + nines;
  return lowered.length > 1 ? lowered.replace(/^0/, '') : lowered;
}
