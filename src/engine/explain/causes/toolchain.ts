/** Toolchains and what an older Go does not know (cmd/go/internal/toolchain, gover, modload). */
import type { Cause } from '../cause.ts';
import { phrase, phrases } from '../phrase.ts';

/** Packages that joined the standard library after Go 1.15, by its release notes. */
const laterStd = new Set(
  'arena cmp crypto/ecdh crypto/fips140 crypto/hkdf crypto/hpke crypto/mldsa crypto/mlkem crypto/pbkdf2 crypto/sha3 debug/buildinfo embed encoding/json/jsontext encoding/json/v2 go/build/constraint go/doc/comment go/version hash/maphash io/fs iter log/slog maps math/rand/v2 net/netip os/signal runtime/coverage runtime/metrics runtime/secret simd slices structs sync/errgroup testing/cryptotest testing/fstest testing/iotest testing/slogtest testing/synctest time/tzdata unicode/utf16 unique weak errors strings context sync/atomic'.split(
    ' ',
  ),
);

const missingStd =
  /package\s{1,40}([\w./-]{1,200})\s{1,40}is\s{1,40}not\s{1,40}in\s{1,40}(?:std|GOROOT)|cannot\s{1,40}find\s{1,40}package\s{1,40}"([\w./-]{1,200})"/;

function namedPackage(head: string): string {
  const found = missingStd.exec(head);
  return found?.[1] ?? found?.[2] ?? '';
}

export const toolchainCauses: readonly Cause[] = [
  {
    row: 'N1',
    code: 'toolchain-not-available',
    certainty: 'proved',
    says: phrases(
      'toolchain not available',
      'cannot find "go[\\d.a-z-]{1,40}" in PATH',
      'no releases found for go >=',
      'invalid toolchain: go[\\d.]{1,12} is a language version',
      'too many toolchain switches',
      'toolchain \\S{1,60} invoked to provide',
    ),
  },
  {
    row: 'N1',
    code: 'toolchain-not-available',
    says: phrase('golang\\.org/toolchain'),
    when: ({ status, sumdb }) => !sumdb && (status === 404 || status === 410),
  },
  {
    row: 'N3',
    code: 'go-version-format',
    certainty: 'proved',
    says: phrases(
      "invalid go version '[^'\\n]{0,60}': must match format",
      'go directive.{0,40}must match format',
      'unknown directive: (?:toolchain|godebug|tool|ignore|retract|use)\\b',
      'unknown block type: (?:godebug|tool|ignore|retract)\\b',
    ),
  },
  {
    row: 'N4',
    code: 'gomod-malformed',
    says: phrases('invalid toolchain(?: version)? "?[^"\\n]{0,60}"? in go\\.(?:mod|work)'),
  },
  {
    row: 'R12',
    code: 'gomod-needs-update',
    certainty: 'proved',
    says: phrases('listed in go\\.work(?: file)? requires go >= [^\\n]{1,40} but go\\.work lists'),
  },
  {
    row: 'R25',
    code: 'go-version-too-new',
    certainty: 'proved',
    says: phrases(
      'requires go ?>= ?[\\w.]{1,20} \\(running',
      'requires go(?:\\s|>=)[^\\n]{1,40}running go',
      'note: module requires Go',
      'requires newer Go version',
      'module requires Go 1\\.\\d{1,3}',
      'requires go ?1?\\.?[\\w.]{1,20} or (?:later|newer)',
      'maximum (?:go )?version supported by',
      'cannot compile Go 1',
      'requires go >= [\\w.]{1,20}(?![\\w.]|\\s{0,40}[(;]?\\s{0,40}switching)',
    ),
    when: ({ head }) => !/; switching to go\d/.test(head) || /GOTOOLCHAIN=local/.test(head),
  },
  {
    row: 'R16',
    code: 'std-package-missing',
    says: missingStd,
    when: ({ head }) => laterStd.has(namedPackage(head)),
  },
  {
    row: 'R16',
    code: 'malformed-module-path',
    certainty: 'possible',
    says: /package\s{1,40}[\w./-]{1,200}\s{1,40}is\s{1,40}not\s{1,40}in\s{1,40}(?:std|GOROOT)/,
    params: ({ head }) => ({ module: namedPackage(head), reason: 'missing dot in first path element' }),
  },
  {
    row: 'L19',
    code: 'version-syntax-unsupported',
    certainty: 'proved',
    says: phrases(
      'can only use path@version syntax with',
      'cannot use path@version syntax',
      'cannot use @ ?version',
      "can't request explicit version",
      "@[\\w.-]{1,60}\": invalid char '@'",
      'must not (?:have|use) (?:a )?@version',
      'should not have @version',
      'path@version syntax',
      'all arguments must (?:refer to packages in the same module|have the same version|be in)',
      "can't use version query",
      'is not a (?:package|module) path.{0,40}@',
    ),
  },
];
