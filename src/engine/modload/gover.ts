/**
 * Versions of Go itself: `1.21` (a language version), `1.21rc1`, `1.21.0`, in rising order. They are no semantic versions.
 * Source: internal/gover and cmd/go/internal/gover (`Compare`, `IsLang`, `FromToolchain`, `ModCompare`).
 */
import { compare as compareSemver } from '../semver.ts';

interface GoVersion {
  major: string;
  minor: string;
  patch: string;
  kind: string;
  pre: string;
}

const malformed: GoVersion = { major: '', minor: '', patch: '', kind: '', pre: '' };
/** What a go.mod or go.work without a go line counts as. */
export const defaultGoModVersion = '1.16';
export const defaultGoWorkVersion = '1.18';

/** From here on a go.mod lists everything that its packages need, so that the graph behind it is pruned. */
export const pruningVersion = '1.17';
/** From here on a go line is a requirement that older releases refuse. */
export const strictVersion = '1.21';

const number = '(0|[1-9][0-9]*)';
const pattern = new RegExp(`^${number}(?:\\.${number}(?:\\.${number}|([a-z]+)${number}?)?)?$`);

function parse(version: string): GoVersion {
  const match = pattern.exec(version);
  if (match === null) return malformed;
  const [, major = '', minor, patch, kind = '', pre = ''] = match;
  if (minor === undefined) return { major, minor: '0', patch: '0', kind: '', pre: '' };
  // Before Go 1.21 there was no 1.N.0: the language version and the first release are one.
  const isOld = compareDecimal(minor, '21') < 0;
  return { major, minor, patch: patch ?? (kind === '' && isOld ? '0' : ''), kind, pre };
}

export function isGoVersion(version: string): boolean {
  return parse(version) !== malformed;
}

/** Whether it names the language (`1.27`) and not a release of it. */
export function isLanguageVersion(version: string): boolean {
  const { major, patch, kind, pre } = parse(version);
  return major !== '' && patch === '' && kind === '' && pre === '';
}

/** Negative where `a` is older. Malformed versions are older than any other. */
export function compareGo(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  return (
    compareDecimal(x.major, y.major) ||
    compareDecimal(x.minor, y.minor) ||
    compareDecimal(x.patch, y.patch) ||
    compareText(x.kind, y.kind) ||
    compareDecimal(x.pre, y.pre)
  );
}

/** `1.22.3` of `go1.22.3-custom`; '' where it is no name of a toolchain. */
export function fromToolchain(name: string): string {
  if (!name.startsWith('go') || /[\\/]/.test(name)) return '';
  const [version = ''] = name.slice(2).split(/[ \t-]/, 1);
  return isGoVersion(version) ? version : '';
}

/** `go` and `toolchain` stand in the module graph like modules, but nothing is fetched for them. */
export function isToolchainPath(path: string): boolean {
  return path === 'go' || path === 'toolchain';
}

/** Compares two versions of one module. '' is the main module itself, higher than any version. */
export function compareVersions(path: string, a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  if (path === 'go') return compareGo(a, b);
  if (path === 'toolchain') return compareGo(toolchainVersion(a), toolchainVersion(b));
  return compareSemver(a, b);
}

function toolchainVersion(name: string): string {
  return isGoVersion(name) ? name : fromToolchain(name);
}

function compareDecimal(a: string, b: string): number {
  return Math.sign(a.length - b.length) || compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
