/** Numbers, ages and sentences with places. */
import type { AgeStrings } from '../protocol/panelStrings.ts';

/** Puts values into `{0}`, `{1}`; what is put in is not read as a template. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}

/** `4.7 ms`, `188 ms`, `12.3 s`. */
export function duration(ms: number): string {
  if (ms >= 9950) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 9.95 ? ms.toFixed(1).replace(/\.0$/, '') : Math.round(ms)} ms`;
}

/** `118 B`, `4.2 kB`, `31 MB`. */
export function size(bytes: number): string {
  const [value, unit] = bytes < 1000 ? [bytes, 'B'] : bytes < 1e6 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  return `${value < 10 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** How long ago, in the unit that fits. A clock that was set back gives a moment. */
export function age(ms: number, strings: AgeStrings): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return strings.moments;
  if (minutes < 60) return fill(strings.minutes, minutes);
  if (minutes < 48 * 60) return fill(strings.hours, Math.floor(minutes / 60));
  return fill(strings.days, Math.floor(minutes / (24 * 60)));
}

/** Host and port of a URL, or the text itself, such as `direct`. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host || url;
}

/** The end of a URL that says what was asked: `…/@v/v1.4.2.info`. */
export function shortUrl(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  const path = `${parsed.pathname}${parsed.search}`;
  const at = path.lastIndexOf('/@');
  return at > 0 ? `…${path.slice(at)}` : path;
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}
