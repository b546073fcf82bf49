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
  'toolchain-refused', // message
  'vendor-inconsistent', // message
  'go-ended-before',
  'vendor', // reason
  // walking the list
  'request-list', // url, entry, status
  'request-info',
  'request-mod',
  'request-zip',
  'request-latest',
  'entry-skipped-private', // entry
  'entry-off',
  'direct-not-examined', // url, vcs: found tool or '', missing
  'direct-not-asked', // url (passive)
  // direct: where the code is
  'import-path-refused', // reason
  'request-discovery', // url, path, status
  'discovery-tag', // prefix, vcs, repo, subdirectory
  'repo-known-host', // root, vcs, repo
  'govcs-refuses', // vcs, root, pattern, message
  // direct: what the repository has
  'vcs-probe', // url, command
  'vcs-list-refs', // url, command, refs
  'vcs-fetch', // url, command, ref
  'vcs-archive', // url, command
  'module-directory', // directory, tag, repo
  'pseudo-version-checked', // version, reason
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
  'request-sumdb', // url, entry, database, what: lookup, tile or supported, status
  'sumdb-match', // which, hash, database, record, size, from
  'sumdb-mismatch', // which, downloaded, recorded, database
  'sumdb-refused', // which, database, message
  'sumdb-not-examined', // name, reason
] as const;

export type StepCode = (typeof stepCodes)[number];
