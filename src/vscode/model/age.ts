/** How old a result is, in words that never pretend to be newer than it is. */
import * as l10n from '@vscode/l10n';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const freshForMs = hourMs;
/** Older results are forgotten. */
export const keptForMs = 7 * dayMs;

/** Milliseconds since an RFC 3339 time; endless where it cannot be read, 0 where the clock was set back. */
export function ageMs(checkedAt: string, nowMs: number): number {
  const checked = Date.parse(checkedAt);
  return Number.isNaN(checked) ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - checked);
}

export function ageWords(checkedAt: string, nowMs: number): string {
  const age = ageMs(checkedAt, nowMs);
  if (age < 5000) return l10n.t('a few seconds ago');
  if (age < minuteMs) return l10n.t('{0} s ago', Math.floor(age / 1000));
  if (age < hourMs) return l10n.t('{0} min ago', Math.floor(age / minuteMs));
  if (age < 2 * dayMs) return l10n.t('{0} h ago', Math.floor(age / hourMs));
  if (!Number.isFinite(age)) return l10n.t('at an unknown time');
  return l10n.t('{0} days ago', Math.floor(age / dayMs));
}
