/** go.sum and the checksum database (cmd/go/internal/modfetch/fetch.go, sumdb.go; golang.org/x/mod/sumdb). */
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { phrase, phrases } from '../phrase.ts';
import { hasPrivateWords } from './privateWords.ts';

const mismatch = phrase('checksum mismatch');
const bySum = phrases('go(?:\\.work)?\\.sum: h1:', 'earlier download recorded in go\\.sum');
const byDatabase = phrases(
  'reported by the checksum server',
  '(?:verifying (?:module|go\\.mod): checksum mismatch)',
  '\\n\\s{0,40}[\\w.+/-]{1,200}: h1:',
);

const isGone = ({ status }: Facts) => status === 404 || status === 410;
const isLookup = ({ url }: Facts) => /\/lookup\//.test(url);

/** What the database says of a version that it cannot have, though the module is public. */
const publicWords = phrases(
  'unknown revision',
  'invalid version:(?!\\s{0,40}(?:git|hg)\\b)',
  'invalid pseudo-version:(?!\\s{0,40}(?:git|hg)\\b)',
  'no matching versions',
  'temporarily unavailable',
  'timed? ?out',
  'bad upstream',
  'module declares its path',
  'does not contain',
  'malformed module path',
);

export const checksumCauses: readonly Cause[] = [
  {
    row: 'C11',
    code: 'missing-gosum-entry',
    certainty: 'proved',
    says: phrases('missing go\\.sum entr(?:y|ies)', 'updates to go\\.sum needed', 'checksum missing from go\\.sum'),
  },
  {
    row: 'C12',
    code: 'gosum-malformed',
    certainty: 'proved',
    says: phrases('malformed go\\.sum', 'go\\.sum:\\d{1,7}: wrong number of fields'),
  },
  {
    row: 'C1',
    code: 'gosum-mismatch',
    certainty: 'proved',
    says: bySum,
    when: ({ head }) => mismatch.test(head) || phrase('SECURITY ERROR').test(head),
  },
  {
    row: 'C3',
    code: 'sumdb-mismatch',
    certainty: 'proved',
    says: byDatabase,
    when: ({ head }) => mismatch.test(head) || phrase('SECURITY ERROR').test(head),
  },
  { row: 'C1', code: 'gosum-mismatch', says: mismatch },
  {
    row: 'C5',
    code: 'sumdb-proxy-broken',
    certainty: 'proved',
    says: phrases(
      'checksum missing from sumdb response',
      'malformed record (?:data|id)',
      'cannot (?:validate|authenticate) record',
      '(?:reading|invalid|malformed|verifying) (?:signed )?(?:tree )?note',
      'checking tree#?\\d{0,12}:(?!\\s{0,40}(?:Get|reading)\\b)',
      'server misbehavior detected',
      'malformed note',
      'note has no verifiable signatures',
      'invalid (?:signature|tree)',
      'inconsistent (?:tile|tree|signed)',
      'downloaded inconsistent tile',
      'bad tree',
      'tile .{0,60}(?:invalid|wrong) (?:data|length|size)',
    ),
    when: ({ head }) =>
      phrases('verifying', 'sumdb', 'checksum', 'go\\.sum database').test(head) && !/dial\s{1,40}tcp/.test(head),
  },
  {
    row: 'C6',
    code: 'sumdb-404-private',
    when: (facts) => facts.sumdb && isGone(facts) && isLookup(facts) && hasPrivateWords(facts.server),
  },
  {
    row: 'C6',
    code: 'sumdb-404-public',
    when: (facts) =>
      facts.sumdb &&
      isGone(facts) &&
      isLookup(facts) &&
      (publicWords.test(facts.server) || phrase('replaced by').test(facts.head)),
  },
  {
    row: 'C6',
    code: 'sumdb-404-private',
    certainty: 'possible',
    when: (facts) => facts.sumdb && isGone(facts) && isLookup(facts),
  },
  { row: 'C8', code: 'sumdb-proxy-broken', when: (facts) => facts.sumdb && isGone(facts) },
  { row: 'C7', code: 'sumdb-unreachable', certainty: 'proved', when: (facts) => facts.sumdb && isFailure(facts) },
];

function isFailure(facts: Facts): boolean {
  return (
    facts.status >= 400 ||
    phrases(
      'dial tcp',
      'EOF',
      'time(?:d )?out',
      'x509:',
      'tls:',
      'connection re',
      'no such host',
      'GOAWAY',
      'stream error',
      'http2:',
      'deadline exceeded',
      'http: server gave',
      'read tcp',
      'i/o',
    ).test(facts.head)
  );
}
