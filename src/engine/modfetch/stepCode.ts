/** The codes of steps, one for each kind of decision that go (or this engine) takes. `src/text` has a title and a reason for each. */
export const stepCodes = [
  // settings
  'goproxy-list', // entries
  'goproxy-invalid', // message
  'private-path', // setting, pattern
  // decisions before anything is asked
  'malformed-path', // reason
  'invalid-version', // reason
  'replaced-by-module', // path, version, file, line
  'replaced-by-directory', // directory, file, line
  'replacement-missing', // directory
  'excluded', // file, line
  'pruned',
  'vendor', // reason
  // walking the list
  'request-list', // url, entry, status
  'request-info',
  'request-mod',
  'request-zip',
  'request-latest',
  'entry-skipped-private', // entry
  'entry-off',
  'direct-not-examined', // url
  'stop-at-error', // entry, status, next: the entries that are never asked
  'next-after-not-found', // entry, status, next
  'next-after-error', // entry, next
  'end-of-list', // entries
  'not-on-proxy-yet', // entry, status (passive)
  'passive-stops-here', // entry
  'version-chosen', // version, query, entry
  // cache
  'cache-hit', // file, path
  // checks
  'zip-structure', // problem
  'gosum-malformed', // file, line, message
  'zip-ok', // version
  'gosum-match', // which, hash
  'gosum-mismatch', // which, downloaded, recorded, file, line
  'gosum-missing', // which, file
  'sumdb-exempt', // setting, pattern
  'sumdb-off',
  'sumdb-not-examined', // name
] as const;

export type StepCode = (typeof stepCodes)[number];
