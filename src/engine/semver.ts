/**
 * Semantic versions as Go reads them (golang.org/x/mod/semver): a leading `v` is required, `v1` and `v1.2` are short for
 * `v1.0.0` and `v1.2.0` but cannot carry a pre-release or build part, and numbers have any length. Versions come from
 * go.mod files and servers, so everything here is linear in the length of its input.
 */

interface Parts {
  major: string;
  minor: string;
  patch: string;
  /** With its `-`, or ''. */
  prerelease: string;
  /** With its `+`, or ''. */
  build: string;
}

const number = '(0|[1-9][0-9]*)';
const prereleaseWord = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const prereleasePart = `(-${prereleaseWord}(?:\\.${prereleaseWord})*)?`;
const buildPart = '(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const versionPattern = new RegExp(`^v${number}(?:\\.${number}(?:\\.${number}${prereleasePart}${buildPart})?)?$`);

function parse(v: string): Parts | null {
  const match = versionPattern.exec(v);
  if (match === null) return null;
  const [, major = '0', minor = '0', patch = '0', prerelease = '', build = ''] = match;
  return { major, minor, patch, prerelease, build };
}

export function isValid(v: string): boolean {
  return versionPattern.test(v);
}

/** All three numbers and the pre-release, without build metadata; '' for an invalid version. */
export function canonical(v: string): string {
  const parts = parse(v);
  return parts === null ? '' : `v${parts.major}.${parts.minor}.${parts.patch}${parts.prerelease}`;
}

/** `v2` of `v2.1.0`; '' for an invalid version. */
export function major(v: string): string {
  const parts = parse(v);
  return parts === null ? '' : `v${parts.major}`;
}

/** `v2.1` of `v2.1.0`; '' for an invalid version. */
export function majorMinor(v: string): string {
  const parts = parse(v);
  return parts === null ? '' : `v${parts.major}.${parts.minor}`;
}

/** `-rc.1` of `v2.1.0-rc.1+meta`; '' where there is none. */
export function prerelease(v: string): string {
  return parse(v)?.prerelease ?? '';
}

/** `+meta` of `v2.1.0-rc.1+meta`; '' where there is none. */
export function build(v: string): string {
  return parse(v)?.build ?? '';
}

/**
 * Negative where `a` is lower than `b`, 0 where they are equal in precedence (build metadata does not count). An invalid
 * version is lower than any valid one and equal to any other invalid one.
 */
export function compare(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  if (x === null || y === null) return Number(x !== null) - Number(y !== null);
  return (
    compareNumbers(x.major, y.major) ||
    compareNumbers(x.minor, y.minor) ||
    compareNumbers(x.patch, y.patch) ||
    comparePrereleases(x.prerelease, y.prerelease)
  );
}

/** A total order for sorting: precedence, then the text itself. */
export function compareForSort(a: string, b: string): number {
  return compare(a, b) || compareText(a, b);
}

/** Decimal numbers of any length without leading zeros. */
function compareNumbers(a: string, b: string): number {
  return Math.sign(a.length - b.length) || compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** SemVer 2.0.0, section 11: no pre-release is highest; words from left to right; the longer list wins. */
function comparePrereleases(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const x = a.slice(1).split('.');
  const y = b.slice(1).split('.');
  for (const [index, word] of x.entries()) {
    const other = y[index];
    if (other === undefined) return 1;
    const order = comparePrereleaseWords(word, other);
    if (order !== 0) return order;
  }
  return x.length < y.length ? -1 : 0;
}

function comparePrereleaseWords(a: string, b: string): number {
  const aIsNumber = isNumber(a);
  const bIsNumber = isNumber(b);
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  return aIsNumber ? compareNumbers(a, b) : compareText(a, b);
}

function isNumber(word: string): boolean {
  return /^[0-9]+$/.test(word);
}
