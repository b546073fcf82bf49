/**
 * Module paths and versions in URLs and file names: each capital letter becomes `!` and the small letter
 * (`github.com/Azure` is `github.com/!azure`), because some file systems do not see the difference of letter case.
 * Rules of golang.org/x/mod/module.
 */
import { checkFileName, checkPath } from './path.ts';

/** Null for a path that is not a module path. */
export function escapePath(path: string): string | null {
  return checkPath(path) === null ? escapeCapitals(path) : null;
}

/** Null for what go calls a `disallowed version string`. Branch names without a slash are allowed. */
export function escapeVersion(version: string): string | null {
  const allowed = checkFileName(version) === null && /^[\x20-\x7e]*$/.test(version) && !version.includes('!');
  return allowed ? escapeCapitals(version) : null;
}

export function unescapePath(escaped: string): string | null {
  const path = unescapeCapitals(escaped);
  return path !== null && checkPath(path) === null ? path : null;
}

export function unescapeVersion(escaped: string): string | null {
  const version = unescapeCapitals(escaped);
  return version !== null && checkFileName(version) === null ? version : null;
}

function escapeCapitals(text: string): string {
  return text.replace(/[A-Z]/g, (capital) => `!${capital.toLowerCase()}`);
}

function unescapeCapitals(escaped: string): string | null {
  if (/[^\0-\x7f]|[A-Z]|!(?![a-z])/.test(escaped)) return null;
  return escaped.replace(/!([a-z])/g, (_, small: string) => small.toUpperCase());
}
