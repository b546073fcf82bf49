/** The codes of remedies. Each names a title, an effect and sometimes a caution in `src/text`. */
export const remedyCodes = [
  // go env
  'goproxy-use-pipe', // next
  'goproxy-drop-entry', // entry
  'goproxy-use-default',
  'goproxy-fix-entry', // from, to
  'goproxy-use-http', // entry
  'goproxy-use-https', // entry
  'goprivate-add', // pattern
  'goprivate-set', // pattern
  'setting-set', // name, value
  'govcs-allow', // root, vcs
  // commands
  'setting-unset', // name
  'trust-company-ca', // issuer
  'check-clock',
  'check-dns', // host
  'check-connection', // url
  'use-ssh', // host
  'list-remote', // url
  'try-ssh', // host
  'list-versions', // module
  'download-module', // module, version
  'ask-other-entry', // entry, module, version
  'go-mod-tidy',
  'go-mod-verify',
  'verify-module', // module
  'clean-module', // module
  'find-commit', // hash
  'go-mod-vendor',
  'get-module', // module
  'clean-modcache',
  // edits
  'use-listed-version', // module, version
  'use-major-suffix', // from, to
  'drop-replace', // module
  // reading
  'open-file', // file, line
  'read-proxy-credentials', // host
  'install-git',
  'give-git-login', // host, product
  // others must act, or time must pass
  'tell-proxy-admin', // host
  'tell-network-admin', // host
  'tell-module-author', // module
  'wait-and-retry', // until
] as const;

export type RemedyCode = (typeof remedyCodes)[number];
