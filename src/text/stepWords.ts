/** The words of a step: what go does, and why it does that. Together the steps of a module read as a story. */
import * as l10n from '@vscode/l10n';
import type { StepCode } from '../engine/modfetch/stepCode.ts';
import type { Step } from '../protocol/report.ts';
import { type Shown, sentences, shown } from './shown.ts';

export interface StepWords {
  title: string;
  why: string;
}

type StepSpeaker = (p: Shown) => StepWords;

/** The answer, or in a plan which answers would make go ask the next entry. */
function status(p: Shown): string {
  if (p['status']) return l10n.t('Answer: {status}.', p);
  if (p['goesOnAfter'] === 'not-found') return l10n.t('Only after 404 or 410 go asks the next entry.');
  return p['goesOnAfter'] === 'any-error' ? l10n.t('After any failure go asks the next entry.') : '';
}

function sumdbRequestTitle(p: Shown): string {
  if (p['what'] === 'supported') return l10n.t('Ask whether a proxy stands in for {database}', p);
  if (p['what'] === 'tile') return l10n.t('Ask {database} for hashes of its log', p);
  return l10n.t('Ask {database} for the recorded hashes', p);
}

function sumdbRequestReason(p: Shown): string {
  if (p['what'] === 'supported') return l10n.t('go asks each proxy once, before it connects to the database itself.');
  if (p['what'] === 'tile')
    return l10n.t('With them go proves that the record is in the log, and that the log only grew.');
  return p['entry'] ? l10n.t('Through {entry}, which stands in for the database.', p) : l10n.t('Directly.');
}

const settingSpeakers = {
  'goproxy-list': (p) => ({
    title: l10n.t('GOPROXY has these entries: {entries}', p),
    why: l10n.t('go tries them from left to right, for each file anew.'),
  }),
  'goproxy-invalid': (p) => ({
    title: l10n.t('GOPROXY cannot be used: {message}', p),
    why: l10n.t('One bad entry makes the whole list an error.'),
  }),
  'private-path': (p) => ({
    title: l10n.t('Private: {setting} matches with {pattern}', p),
    why: l10n.t('No proxy is asked about a path that matches.'),
  }),
  'malformed-path': (p) => ({
    title: l10n.t('This cannot be a module path: {reason}', p),
    why: l10n.t('go checks the path before it asks anybody.'),
  }),
  'invalid-version': (p) => ({
    title: l10n.t('go does not accept this version: {reason}', p),
    why: l10n.t('go checks the version before it asks anybody.'),
  }),
  'replaced-by-module': (p) => ({
    title: l10n.t('Replaced by {path} {version}', p),
    why: l10n.t('A replace line of your main module counts (line {line}): all requests are for the replacement.', p),
  }),
  'replaced-by-directory': (p) => ({
    title: l10n.t('Replaced by the folder {directory}', p),
    why: l10n.t(
      'A replace line of your main module counts (line {line}): nobody is asked, and no checksum is compared.',
      p,
    ),
  }),
  'replacement-missing': (p) => ({
    title: l10n.t('The replacement folder is missing: {directory}', p),
    why: l10n.t('The folder must exist and hold a go.mod.'),
  }),
  'toolchain-refused': (p) => ({
    title: l10n.t('go ends before it asks anybody'),
    why: l10n.t('go says: {message}', p),
  }),
  'vendor-inconsistent': (p) => ({
    title: l10n.t('vendor/modules.txt and go.mod differ'),
    why: l10n.t('go says: {message}', p),
  }),
  'go-ended-before': () => ({
    title: l10n.t('Not asked: go has ended before'),
    why: l10n.t('What keeps go from starting is told at the line that causes it.'),
  }),
  pruned: () => ({
    title: l10n.t('Not needed: graph pruning leaves it out'),
    why: l10n.t(
      'go.mod files of Go 1.17 and newer list all that is needed, so go does not look at what stands behind them.',
    ),
  }),
  excluded: (p) => ({
    title: l10n.t('Excluded by go.mod (line {line})', p),
    why: l10n.t('go skips a version that an exclude line of your main module names.'),
  }),
  vendor: (p) => ({
    title: l10n.t('Taken from the vendor folder'),
    why: sentences(l10n.t('go builds from vendor and fetches nothing.'), p['reason'] ?? ''),
  }),
} satisfies Partial<Record<StepCode, StepSpeaker>>;

const requestSpeakers = {
  'request-list': (p) => ({
    title: l10n.t('Ask {entry} for the version list', p),
    why: sentences(l10n.t('Versions are chosen from this list.'), status(p)),
  }),
  'request-info': (p) => ({
    title: l10n.t('Ask {entry} for .info', p),
    why: sentences(l10n.t('It names the version and its time.'), status(p)),
  }),
  'request-mod': (p) => ({
    title: l10n.t('Ask {entry} for .mod', p),
    why: sentences(l10n.t("It is the module's go.mod, which names its requirements."), status(p)),
  }),
  'request-zip': (p) => ({
    title: l10n.t('Ask {entry} for .zip', p),
    why: sentences(l10n.t('It holds the source code.'), status(p)),
  }),
  'request-latest': (p) => ({
    title: l10n.t('Ask {entry} for @latest', p),
    why: sentences(l10n.t('The version list had no usable version.'), status(p)),
  }),
  'request-sumdb': (p) => ({
    title: sumdbRequestTitle(p),
    why: sentences(sumdbRequestReason(p), status(p)),
  }),
  'entry-skipped-private': (p) => ({
    title: l10n.t('{entry} is not asked', p),
    why: l10n.t('The module is private: GOPRIVATE or GONOPROXY matches.'),
  }),
  'entry-off': () => ({
    title: l10n.t('The list ends with off'),
    why: l10n.t('off forbids every download that came this far.'),
  }),
  'direct-not-examined': (p) => ({
    title: p['vcs']
      ? l10n.t('go would now fetch the repository with {vcs}', p)
      : l10n.t('go would now ask the origin directly'),
    why: p['vcs']
      ? l10n.t('This version examines git only, so the outcome stays open.')
      : l10n.t('This version does not examine direct, so the outcome stays open.'),
  }),
  'direct-not-asked': () => ({
    title: l10n.t('go would now ask the origin directly'),
    why: l10n.t('A quiet look starts no git and asks no origin.'),
  }),
} satisfies Partial<Record<StepCode, StepSpeaker>>;

const walkSpeakers = {
  'stop-at-error': (p) => ({
    title: l10n.t('Stop at {entry}', p),
    why: sentences(
      p['next']
        ? l10n.t('After a comma only 404 and 410 go on; never asked: {next}.', p)
        : l10n.t('No entry is left that go may ask.'),
      status(p),
    ),
  }),
  'next-after-not-found': (p) => ({
    title: l10n.t('Go on to {next}', p),
    why: sentences(l10n.t('{entry} does not have it, and "not found" goes on to the next entry.', p), status(p)),
  }),
  'next-after-error': (p) => ({
    title: l10n.t('Go on to {next}', p),
    why: l10n.t('{entry} failed, and after a pipe (|) any error goes on.', p),
  }),
  'end-of-list': () => ({
    title: l10n.t('No entry is left'),
    why: l10n.t('Every entry of GOPROXY that go may ask was tried, and none gave it.'),
  }),
  'not-on-proxy-yet': (p) => ({
    title: l10n.t('{entry} has not cached it yet', p),
    why: sentences(
      l10n.t('This was a quiet look that makes the proxy fetch nothing. It does not mean that the module is missing.'),
      status(p),
    ),
  }),
  'passive-stops-here': () => ({
    title: l10n.t('The quiet look ends here'),
    why: l10n.t('It asks one proxy only. What go would get from the others stays open.'),
  }),
  'version-chosen': (p) => ({
    title: l10n.t('Version {version} is chosen', p),
    why: l10n.t('It is what "{query}" means here.', p),
  }),
  'cache-hit': (p) => ({
    title: l10n.t('{file} is in the module cache', p),
    why: l10n.t('Nobody is asked for what is cached: {path}', p),
  }),
} satisfies Partial<Record<StepCode, StepSpeaker>>;

const checkSpeakers = {
  'zip-ok': () => ({
    title: l10n.t('The zip is well formed'),
    why: l10n.t("go looks at the zip's names before it uses the zip."),
  }),
  'gosum-malformed': (p) => ({
    title: l10n.t('go.sum cannot be read: {message}', p),
    why: l10n.t('go compares nothing with a go.sum that it cannot parse.'),
  }),
  'zip-structure': (p) => ({
    title: p['problem'] ? l10n.t('The zip breaks a rule: {problem}', p) : l10n.t('The zip is well formed'),
    why: l10n.t("go looks at the zip's names before it uses the zip."),
  }),
  'gosum-match': (p) => ({
    title: l10n.t('go.sum has the same hash ({which})', p),
    why: l10n.t('The bytes are the ones that were recorded: {hash}', p),
  }),
  'gosum-mismatch': (p) => ({
    title: l10n.t('go.sum has another hash ({which})', p),
    why: l10n.t(
      'Downloaded {downloaded}, recorded {recorded} (line {line}). go stops here, and asks no other entry.',
      p,
    ),
  }),
  'gosum-missing': (p) => ({
    title: l10n.t('go.sum has no line for it ({which})', p),
    why: l10n.t('go then asks the checksum database, unless the module is exempt.'),
  }),
  'sumdb-exempt': (p) => ({
    title: l10n.t('Exempt from the checksum database'),
    why: l10n.t('{setting} matches with {pattern}.', p),
  }),
  'sumdb-off': () => ({
    title: l10n.t('The checksum database is switched off'),
    why: l10n.t('GOSUMDB is off, so only go.sum protects this module.'),
  }),
  'sumdb-match': (p) => ({
    title: l10n.t('The checksum database has the same hash ({which})', p),
    why: l10n.t('{hash} is record {record} of {database}, proved to be in its tree of {size} records.', p),
  }),
  'sumdb-mismatch': (p) => ({
    title: l10n.t('The checksum database has another hash ({which})', p),
    why: l10n.t('Downloaded {downloaded}; {database} has {recorded}, proved to be in its log.', p),
  }),
  'sumdb-refused': (p) => ({
    title: l10n.t('The checksum database did not confirm it ({which})', p),
    why: l10n.t('go says: {message}', p),
  }),
  'sumdb-not-examined': (p) => ({
    title: l10n.t('go would now ask the checksum database {name}', p),
    why: l10n.t('It was not asked in this run, so this check stays open.'),
  }),
} satisfies Partial<Record<StepCode, StepSpeaker>>;

const directSpeakers = {
  'import-path-refused': (p) => ({
    title: l10n.t('go refuses the path: {reason}', p),
    why: l10n.t('go knows this host and what its paths look like, so it asks nobody.'),
  }),
  'request-discovery': (p) => ({
    title: l10n.t('Ask {path} where its code is', p),
    why: sentences(l10n.t('The page must carry a go-import tag in its head.'), status(p)),
  }),
  'discovery-tag': (p) => ({
    title: l10n.t('The page says: {prefix} is at {repo} ({vcs})', p),
    why: l10n.t('go reads the first go-import tag whose prefix leads to the path.'),
  }),
  'repo-known-host': (p) => ({
    title: l10n.t('go knows the host: the repository is {repo}', p),
    why: l10n.t('For this host go asks no page; the path alone names the repository.'),
  }),
  'govcs-refuses': (p) => ({
    title: l10n.t('GOVCS forbids {vcs} for {root}', p),
    why: l10n.t('go starts no program that GOVCS does not allow.'),
  }),
  'vcs-probe': (p) => ({
    title: l10n.t('Try {url}', p),
    why: l10n.t('The path names a program and no scheme, so go tries its schemes in order.'),
  }),
  'vcs-list-refs': (p) => ({
    title: l10n.t('git lists the tags and branches of {url}', p),
    why: l10n.t('Versions are tags: {command}', p),
  }),
  'vcs-fetch': (p) => ({
    title: l10n.t('git fetches {ref}', p),
    why: l10n.t('Only what is needed is fetched: {command}', p),
  }),
  'vcs-archive': () => ({
    title: l10n.t('git packs the files of the commit'),
    why: l10n.t('go makes the zip of a module itself from this archive, by the rules of module zips.'),
  }),
  'module-directory': (p) => ({
    title: p['directory']
      ? l10n.t('The module is in the folder {directory} of the repository', p)
      : l10n.t('The module is at the root of the repository'),
    why: l10n.t('Its version tags look like {tag}.', p),
  }),
  'pseudo-version-checked': (p) => ({
    title: l10n.t('The pseudo-version {version} does not fit its commit', p),
    why: l10n.t('go compares hash, time and the tag before the commit: {reason}', p),
  }),
} satisfies Partial<Record<StepCode, StepSpeaker>>;

const speakers: Readonly<Record<StepCode, StepSpeaker>> = {
  ...settingSpeakers,
  ...requestSpeakers,
  ...walkSpeakers,
  ...directSpeakers,
  ...checkSpeakers,
};

/** The words of this step in the language of the moment. */
export function stepWords(step: Step): StepWords {
  return isKnown(step.code) ? speakers[step.code](shown(step.params)) : { title: step.code, why: '' };
}

function isKnown(code: string): code is StepCode {
  return Object.hasOwn(speakers, code);
}
