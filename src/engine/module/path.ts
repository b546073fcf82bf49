/**
 * Which module, import and file paths Go accepts, and why it refuses the others (golang.org/x/mod/module). The rules keep
 * paths safe as directory names on every system and as parts of a URL. Paths come from go.mod files, zip files and
 * servers: an attacker chooses them.
 *
 * Each check returns go's reason, without the leading `malformed module path "P": `, or null for a good path.
 */
import { build, major } from '../semver.ts';
import { quote, quoteRune } from '../strconv.ts';

interface PathRule {
  allowed: RegExp;
  /** Elements may begin with a dot. */
  leadingDot: boolean;
  /** The path may begin with a dash. */
  leadingDash: boolean;
  /** Elements may end like the short names of Windows, such as `a~1`. */
  shortNames: boolean;
}

const moduleRule: PathRule = { allowed: /^[-._~0-9A-Za-z]$/, leadingDot: false, leadingDash: false, shortNames: false };
const importRule: PathRule = { ...moduleRule, allowed: /^[-._~0-9A-Za-z+]$/, leadingDot: true };
const fileRule: PathRule = {
  allowed: /^[!#$%&()+,\-.=@[\]^_{}~ 0-9A-Za-z]$|^[^\0-\x7f]$/u,
  leadingDot: true,
  leadingDash: true,
  shortNames: true,
};

const reservedOnWindows = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/** Module paths: the strictest rule, with a domain name as first element and a good major version suffix. */
export function checkPath(path: string): string | null {
  const reason = checkWith(path, moduleRule);
  if (reason !== null) return reason;
  const [first = ''] = path.split('/', 1);
  if (!first.includes('.')) return 'missing dot in first path element';
  const bad = /[^-.0-9a-z]/.exec(first);
  if (bad !== null) return `invalid char ${quoteRune(bad[0])} in first path element`;
  return splitPathVersion(path) === null ? 'invalid version' : null;
}

/** Package paths: as module paths, but `+`, leading dots and a first element without a dot are allowed. */
export function checkImportPath(path: string): string | null {
  return checkWith(path, importRule);
}

/** Slash-separated names of files inside a module. */
export function checkFilePath(path: string): string | null {
  return checkWith(path, fileRule);
}

/** One element of a file path; a version that goes into a URL must be one. */
export function checkFileName(name: string): string | null {
  return checkElement(name, fileRule);
}

function checkWith(path: string, rule: PathRule): string | null {
  if (!path.isWellFormed()) return 'invalid UTF-8';
  if (path === '') return 'empty string';
  if (path.startsWith('-') && !rule.leadingDash) return 'leading dash';
  if (path.includes('//')) return 'double slash';
  if (path.endsWith('/')) return 'trailing slash';
  for (const element of path.split('/')) {
    const reason = checkElement(element, rule);
    if (reason !== null) return reason;
  }
  return null;
}

function checkElement(element: string, rule: PathRule): string | null {
  if (element === '') return 'empty path element';
  if (/^\.+$/.test(element)) return `invalid path element ${quote(element)}`;
  if (element.startsWith('.') && !rule.leadingDot) return 'leading dot in path element';
  if (element.endsWith('.')) return 'trailing dot in path element';
  for (const char of element) {
    if (!isAllowed(char, rule)) return `invalid char ${quoteRune(char)}`;
  }
  const [stem = ''] = element.split('.', 1);
  if (reservedOnWindows.test(stem)) return `${quote(stem)} disallowed as path element component on Windows`;
  if (!rule.shortNames && endsInTildeAndDigits(stem)) return 'trailing tilde and digits in path element';
  return null;
}

/** Above ASCII, where a rule allows it at all, only letters are good. */
function isAllowed(char: string, rule: PathRule): boolean {
  return rule.allowed.test(char) && (char <= '\x7f' || /^\p{L}$/u.test(char));
}

function endsInTildeAndDigits(stem: string): boolean {
  return /^[0-9]+$/.test(stem.slice(stem.lastIndexOf('~') + 1)) && stem.includes('~');
}

/**
 * Takes the major version suffix off: `example.com/m/v2` is prefix `example.com/m` and pathMajor `/v2`, `gopkg.in/m.v1`
 * is `gopkg.in/m` and `.v1`; other paths have pathMajor ''. Null for a suffix that is not allowed, such as `/v1`.
 */
export function splitPathVersion(path: string): { prefix: string; pathMajor: string } | null {
  return path.startsWith('gopkg.in/') ? splitGopkgIn(path) : splitSlashVersion(path);
}

function splitSlashVersion(path: string): { prefix: string; pathMajor: string } | null {
  const slash = path.lastIndexOf('/');
  const last = path.slice(slash + 1);
  if (slash < 0 || !/^v[0-9.]+$/.test(last)) return { prefix: path, pathMajor: '' };
  if (last === 'v1' || !/^v[1-9][0-9]*$/.test(last)) return null;
  return { prefix: path.slice(0, slash), pathMajor: path.slice(slash) };
}

/** gopkg.in wants `.vN` for every N, and allows `-unstable` behind it: except for `.v0`, and, oddly, without any N. */
function splitGopkgIn(path: string): { prefix: string; pathMajor: string } | null {
  const dot = path.lastIndexOf('.');
  const pathMajor = path.slice(dot);
  if (!/^\.v(?:0|[1-9][0-9]*(?:-unstable)?|-unstable)$/.test(pathMajor)) return null;
  return { prefix: path.slice(0, dot), pathMajor };
}

/** Whether a version may stand behind a path with this suffix: null, or a reason such as `should be v0 or v1, not v2`. */
export function checkPathMajor(version: string, pathMajor: string): string | null {
  const suffix = pathMajor.startsWith('.v') && pathMajor.endsWith('-unstable') ? pathMajor.slice(0, -9) : pathMajor;
  // Pseudo-versions of gopkg.in paths were once made with v0.0.0 by mistake, and are still required by old modules.
  if (version.startsWith('v0.0.0-') && suffix === '.v1') return null;
  const actual = major(version);
  if (suffix === '') {
    const fits = actual === 'v0' || actual === 'v1' || build(version) === '+incompatible';
    return fits ? null : `should be v0 or v1, not ${actual}`;
  }
  const wanted = suffix.replace(/^[/.]/, '');
  return actual === wanted ? null : `should be ${wanted}, not ${actual}`;
}
