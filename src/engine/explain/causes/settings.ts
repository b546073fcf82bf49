/** Settings that go refuses, and the mode it runs in (cmd/go/internal/modfetch/proxy.go, sumdb.go, modload/init.go). */
import type { Cause } from '../cause.ts';
import { phrase, phrases } from '../phrase.ts';

export const settingCauses: readonly Cause[] = [
  {
    row: 'P2',
    code: 'goproxy-invalid',
    certainty: 'proved',
    says: phrases(
      'GOPROXY list is not the empty string, but contains no entries',
      'invalid proxy URL',
      'invalid file:// proxy URL',
      'proxy URL.{0,40}missing scheme',
      'file URL missing drive letter',
      'file URL encodes volume in host field',
      'file URL specifies non-local host',
      'unsupported protocol scheme',
      'invalid GOPROXY',
      'GOPROXY environment variable.{0,60}invalid',
    ),
  },
  {
    row: 'P2',
    code: 'goproxy-invalid',
    says: phrase(
      'parse "[^"\\n]{0,300}": (?:invalid (?:URL escape|character|port|userinfo|control character)|first path segment in URL|missing protocol scheme|net/url)',
    ),
    when: ({ head, discovery }) => !discovery && !/GOSUMDB|invalid\s{1,40}repo\s{1,40}root|proxyconnect/.test(head),
  },
  {
    row: 'P2',
    code: 'goproxy-invalid',
    says: phrase('lookup [^\\s:]{1,200};[^\\s]{0,100}: no such host'),
  },
  {
    row: 'P1',
    code: 'proxy-off',
    certainty: 'proved',
    says: phrases('disabled by GOPROXY ?= ?off', 'disabled by GOPROXY'),
  },
  {
    row: 'H18',
    code: 'proxy-off',
    says: phrases('network disabled by cmdgonetlimit'),
  },
  {
    row: 'C9',
    code: 'gosumdb-invalid',
    certainty: 'proved',
    says: phrases(
      'missing GOSUMDB',
      'invalid GOSUMDB',
      'invalid sumdb name',
      'checksum database disabled by GOSUMDB ?= ?off',
      'malformed verifier id',
      'GOSUMDB.{0,60}(?:malformed|invalid)',
    ),
  },
  {
    row: 'N2',
    code: 'gotoolchain-invalid',
    certainty: 'proved',
    says: phrases('invalid GOTOOLCHAIN', 'GOTOOLCHAIN.{0,40}only version suffixes are', 'unrecognized GOTOOLCHAIN'),
  },
  {
    row: 'L6',
    code: 'gopath-invalid',
    certainty: 'proved',
    says: phrases(
      'GO(?:PATH|MODCACHE) entry (?:is relative|cannot start with)',
      'module cache not found: neither GOMODCACHE nor GOPATH is set',
      'missing \\$GOPATH',
      '\\$GOPATH not set',
      'GOPATH not set',
      'cannot download, \\$?GOPATH not set',
      '\\$GOPATH must not be set to \\$GOROOT',
      'GOPATH set to GOROOT',
      '\\$GOPATH/go\\.mod exists but should not',
    ),
  },
  {
    row: 'L12',
    code: 'modules-off',
    certainty: 'proved',
    says: phrases(
      'modules disabled (?:inside GOPATH/src )?by GO111MODULE',
      'disabled by GO111MODULE ?= ?off',
      'modules are disabled by GO111MODULE',
      'unknown environment setting GO111MODULE',
      'go get.{0,40}with GO111MODULE=off',
    ),
  },
  {
    row: 'L12',
    code: 'modules-off',
    says: phrase('cannot find package "[^"\\n]{1,300}" in (?:any of|GOROOT|:)'),
    when: ({ head }) =>
      /\$?GOPATH/.test(head) && /cannot\s{1,40}find\s{1,40}package\s{1,40}"[^"/\n]{1,100}\.[^"\n]{1,200}"/.test(head),
  },
  {
    row: 'L11',
    code: 'no-main-module',
    certainty: 'proved',
    says: phrases(
      'go\\.mod file not found in current directory',
      'cannot find main module',
      'no go\\.mod file found',
      'cannot determine module path for source directory',
      'no modules specified',
      '(?:working directory|directory \\S{1,300}) is not part of a module',
      'not in a module',
      'outside (?:a|any) module',
      'no module declaration in go\\.mod',
      'version is required when current directory is not in a module',
      'no modules were found in the current workspace',
      'cannot match .{1,80}: (?:working directory is not part of a module|go\\.mod file not found)',
    ),
    when: ({ head }) => !/workspace\s{1,40}mode|listed\s{1,40}in\s{1,40}go\.work/.test(head),
  },
  {
    row: 'G6',
    code: 'vcs-disallowed',
    certainty: 'proved',
    says: phrases(
      'GOVCS disallows using',
      '(?:entry|pattern|VCS list|VCS name|allowed) in GOVCS',
      "transport '[^'\\n]{1,40}' not allowed",
    ),
  },
];
