/**
 * The codes of findings, in the order of how close they are to a root cause. They are stable: programs, documentation
 * and the editor's diagnostics name them, so a released one is never renamed. Each has a rule, words and two pages.
 */
export const findingCodes = [
  // files and settings that are wrong before anything is asked
  'gomod-malformed',
  'gosum-malformed',
  'goproxy-invalid',
  'proxy-off',
  'credentials-over-http',
  'malformed-module-path',
  'invalid-version',
  'replace-dir-missing',
  // the way to the server
  'dns-no-such-host',
  'dns-server-misbehaving',
  'dns-timeout',
  'dns-server-unreachable',
  'network-unreachable',
  'tcp-refused',
  'tcp-timeout',
  'tcp-reset',
  'tls-not-tls',
  'tls-expired',
  'tls-name-mismatch',
  'tls-unknown-authority',
  'tls-certificate-invalid',
  'tls-handshake-timeout',
  'tls-handshake-rejected',
  'eof-during-response',
  'unexpected-eof-body',
  'http2-stream-error',
  'http-malformed-response',
  'redirect-insecure',
  'redirect-loop',
  'redirect-invalid',
  // what the server answered
  'http-401-unauthorized',
  'http-403-forbidden',
  'http-429-too-many-requests',
  'http-5xx',
  'http-unexpected-status',
  'proxy-html-not-json',
  'proxy-invalid-info',
  'zip-invalid',
  'zip-bad-path',
  'zip-too-large',
  'gosum-mismatch',
  // why a module or version is not there
  'private-module-on-public-proxy',
  'major-version-suffix',
  'unknown-revision',
  'no-matching-version',
  'file-proxy-missing',
  'http-410-gone',
  'http-404-not-found',
  // go fails, and no rule above knows why
  'unexplained-failure',
  // consequences and conditions
  'proxy-list-stops-at-error',
  'missing-gosum-entry',
  'setting-ignored-line',
  'setting-repeated-line',
  'setting-quoted-value',
  'setting-trailing-cr',
  'setting-shadowed',
  'setting-relative-path',
  'setting-problem',
] as const;

export type FindingCode = (typeof findingCodes)[number];
