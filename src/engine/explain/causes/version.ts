/** Versions, and paths that do not fit them (cmd/go/internal/modfetch/coderepo.go, modload/{query,import,build}.go). */
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { phrases } from '../phrase.ts';

const declares =
  /module\s{1,40}declares\s{1,40}its\s{1,40}path\s{1,40}as:\s{0,40}([^\s"]{1,300})\s{1,40}but\s{1,40}was\s{1,40}required\s{1,40}as:\s{0,40}([^\s"]{1,300})/;

function differsInCase({ text }: Facts): boolean {
  const [, declared = '', wanted = ''] = declares.exec(text) ?? [];
  return declared !== '' && declared !== wanted && declared.toLowerCase() === wanted.toLowerCase();
}

/** A sentence about a version: this go's own, or what the proxy says that its go said. */
function eitherSays(...sentences: readonly string[]): Pick<Cause, 'when'> {
  const pattern = phrases(...sentences);
  return {
    when: ({ text, head, status }) => pattern.test(status === 0 || status === 404 || status === 410 ? text : head),
  };
}

export const versionCauses: readonly Cause[] = [
  { row: 'R9', code: 'case-mismatch', certainty: 'proved', when: differsInCase },
  {
    row: 'R9',
    code: 'case-mismatch',
    certainty: 'proved',
    ...eitherSays('case-insensitive import collision', 'differs? only in (?:letter )?case'),
  },
  {
    row: 'R9',
    code: 'module-path-mismatch',
    certainty: 'proved',
    ...eitherSays(
      'module declares its path as',
      'but was required as',
      'unexpected module path "',
      'parsing go\\.mod: unexpected module path',
    ),
  },
  {
    row: 'R7',
    code: 'incompatible-suffix',
    certainty: 'proved',
    ...eitherSays('\\+incompatible suffix not allowed', 'has \\+incompatible suffix'),
  },
  {
    row: 'R3',
    code: 'major-version-suffix',
    certainty: 'proved',
    ...eitherSays(
      'should be v\\d{1,5}(?: or v\\d{1,5})?, not v\\d',
      'module path must match major version',
      'module path includes a major version suffix',
      'go\\.mod has (?:non-|post-v0|malformed)[^\\n]{0,200}module path',
      '\\.\\.\\./v\\d{1,5}/go\\.mod (?:at revision|does not exist|both have)',
      'missing \\S{1,300}/go\\.mod and \\.\\.\\./v\\d',
      'invalid major version suffix',
      'mismatched module path .{1,300} and version',
      'go\\.mod has .{0,60}module path .{0,200}at revision',
    ),
  },
  {
    row: 'R8',
    code: 'invalid-pseudo-version',
    certainty: 'proved',
    ...eitherSays(
      'does not match version-control timestamp',
      'revision is (?:shorter|longer) than canonical',
      'does not match short name of revision',
      'preceding tag \\([^)\\n]{1,100}\\) not found',
      'is already canonical, so should not be replaced with a pseudo-version',
      'is not a descendent of preceding tag',
      'major version without preceding tag must be',
      'lacks base version, but has build metadata',
      'would have negative patch number',
      'malformed pseudo-version',
      'malformed time "\\d',
      'invalid pseudo-version:(?!\\s{0,40}(?:git|hg|reading|Get|svn|bzr|exec|unknown)\\b)',
    ),
  },
  {
    row: 'G14',
    code: 'unknown-revision',
    certainty: 'proved',
    ...eitherSays(
      'unknown revision',
      "couldn't find remote ref",
      'ambiguous revision',
      'resolves to version .{1,100} is not a tag',
      'missing \\S{1,300}/go\\.mod at revision',
    ),
  },
  {
    row: 'P14',
    code: 'no-matching-version',
    certainty: 'proved',
    ...eitherSays(
      'no matching versions for query',
      'no versions? matching',
      '\\bno commits\\b',
      'no existing version is required',
    ),
  },
  { row: 'R20', code: 'no-matching-version', ...eitherSays(': excluded by go\\.mod') },
  {
    row: 'R15',
    code: 'package-not-in-module',
    certainty: 'proved',
    ...eitherSays(
      'found(?: \\([^)\\n]{1,100}\\))?, but does not contain package',
      'does not contain package',
      'found, but does not contain',
    ),
  },
  { row: 'R17', code: 'ambiguous-import', certainty: 'proved', ...eitherSays('ambiguous import') },
  {
    row: 'R2',
    code: 'invalid-version',
    certainty: 'proved',
    ...eitherSays(
      'disallowed version string',
      'not a semantic version',
      '(?:invalid|ambiguous) semantic version',
      'invalid module version',
      'must be of the form v1\\.2\\.3',
      'malformed (?:semantic )?version',
      'version "[^"\\n]{0,100}" invalid:(?!\\s{0,40}(?:git|reading|Get|unknown|should|module|hg)\\b)',
      'invalid version: must be',
    ),
  },
];

/** Behind `cannot find module providing package P: ` stands the cause; one that is cut off or not known is no missing line. */
const deeper =
  /cannot\s{1,40}find\s{1,40}module[^\n]{1,300}:\s{1,40}(?:module\s{1,40}\S{1,300}:|\S{1,300}@\S{1,200}:|unrecognized|reading|Get)/;

/** Last of all, because their sentences also stand in front of deeper causes. */
export const graphCauses: readonly Cause[] = [
  {
    row: 'R13',
    code: 'missing-requirement',
    certainty: 'proved',
    says: phrases(
      'no required module provides package',
      'is not provided by any (?:required )?module',
      'not a known dependency',
      'to add (?:it|missing requirements)(?:, run)?:',
      'cannot find module (?:providing|for) (?:package|path)',
      'could not import [^\\n]{1,300}\\(no required module',
      'no module (?:provides|contains) package',
      'cannot find package "[^"\\n]{1,200}\\.[^"\\n]{1,200}"',
      'is not in your go\\.mod file',
      'BrokenImport',
      'finding module for package [^\\n]{1,300}\\n[^\\n]{1,300}: cannot find',
    ),
    when: ({ head }) => !deeper.test(head),
  },
  {
    row: 'R11',
    code: 'gomod-malformed',
    certainty: 'proved',
    says: phrases(
      'errors? parsing go\\.mod',
      'parsing go\\.mod:',
      'parsing \\S{1,300}go\\.mod:',
      'go\\.mod:\\d{1,6}:(?:\\d{1,6}:)? (?:unknown|unexpected|syntax|usage|repeated|invalid|malformed|unterminated|require|replace|exclude|retract|module)',
      'go\\.mod is missing module path',
      'missing module (?:line|declaration)',
    ),
  },
];
