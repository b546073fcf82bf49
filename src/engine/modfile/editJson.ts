/**
 * What `go mod edit -json` and `go work edit -json` print, byte for byte: tabs, every list present and `null` where it is
 * empty, Go's JSON escapes, a line end. Before printing go drops repeated lines: of excludes, tools and ignores the first
 * stays, of replaces the last, of requires and retracts all; and entries without a name. For files without errors.
 */
import type { GoMod, Replace } from './goMod.ts';
import type { GoWork } from './goWork.ts';

type Json = string | boolean | null | Json[] | { [key: string]: Json };

export function goModJson(goMod: GoMod): string {
  const { module, go, toolchain } = goMod;
  return print({
    Module: { Path: module?.path ?? '', ...given('Deprecated', module?.deprecated) },
    ...given('Go', go?.version),
    ...given('Toolchain', toolchain?.name),
    ...godebugs(goMod),
    Require: list(
      named(goMod.requires).map(({ path, version, indirect }) => ({
        ...pathVersion(path, version),
        ...(indirect ? { Indirect: true } : {}),
      })),
    ),
    Exclude: list(
      firsts(named(goMod.excludes), ({ path, version }) => `${path} ${version}`).map(({ path, version }) =>
        pathVersion(path, version),
      ),
    ),
    Replace: list(replaces(goMod.replaces)),
    Retract: list(retracts(goMod)),
    Tool: list(firsts(goMod.tools, ({ path }) => path).map(({ path }) => ({ Path: path }))),
    Ignore: list(firsts(goMod.ignores, ({ path }) => path).map(({ path }) => ({ Path: path }))),
  });
}

/** The toolchain and godebug lines of go.work are not in go's output. */
export function goWorkJson(goWork: GoWork): string {
  return print({
    ...given('Go', goWork.go?.version),
    Use: list(named(goWork.uses).map(({ path }) => ({ DiskPath: path }))),
    Replace: list(replaces(goWork.replaces)),
  });
}

function godebugs(goMod: GoMod): { [key: string]: Json } {
  const kept = goMod.godebugs.filter(({ key }) => key !== '').map(({ key, value }) => ({ Key: key, Value: value }));
  return kept.length === 0 ? {} : { GoDebug: kept };
}

function retracts(goMod: GoMod): Json[] {
  return goMod.retracts
    .filter(({ low, high }) => low !== '' || high !== '')
    .map(({ low, high, rationale }) => ({
      ...given('Low', low),
      ...given('High', high),
      ...given('Rationale', rationale),
    }));
}

function replaces(all: readonly Replace[]): Json[] {
  const lasts = firsts(all.toReversed(), ({ oldPath, oldVersion }) => `${oldPath} ${oldVersion ?? ''}`).reverse();
  return lasts
    .filter(({ oldPath }) => oldPath !== '')
    .map(({ oldPath, oldVersion, newPath, newVersion }) => ({
      Old: pathVersion(oldPath, oldVersion),
      New: pathVersion(newPath, newVersion),
    }));
}

function pathVersion(path: string, version: string | null): { [key: string]: Json } {
  return { Path: path, ...given('Version', version) };
}

/** go's `omitempty`. */
function given(key: string, value: string | null | undefined): { [key: string]: Json } {
  return value === undefined || value === null || value === '' ? {} : { [key]: value };
}

function list(items: Json[]): Json {
  return items.length === 0 ? null : items;
}

function named<T extends { path: string }>(items: readonly T[]): T[] {
  return items.filter(({ path }) => path !== '');
}

/** Versions hold no space, so a space keeps the parts of a key apart. */
function firsts<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const before = seen.size;
    return seen.add(key(item)).size > before;
  });
}

function print(value: Json): string {
  return `${indented(value, '')}\n`;
}

/** `json.MarshalIndent` with tabs. */
function indented(value: Json, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  const deeper = `${indent}\t`;
  const items = Array.isArray(value)
    ? value.map((item) => indented(item, deeper))
    : Object.entries(value).map(([key, item]) => `${quoted(key)}: ${indented(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => deeper + item).join(',\n')}\n${indent}${close}`;
}

/** Go also escapes what HTML and JavaScript could misread, and writes a broken byte as `\ufffd`. */
function quoted(text: string): string {
  const inner = text
    .split(/\p{Surrogate}/u)
    .map((part) => JSON.stringify(part).slice(1, -1))
    .join('\\ufffd');
  return `"${inner.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
