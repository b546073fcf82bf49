/** Paths, and the pages that say where a repository is (cmd/go/internal/vcs/vcs.go, discovery.go). */
import type { Cause } from '../cause.ts';
import { phrases } from '../phrase.ts';

export const discoveryCauses: readonly Cause[] = [
  {
    row: 'G3',
    code: 'invalid-github-import-path',
    certainty: 'proved',
    says: phrases(
      'invalid (?:github\\.com|bitbucket\\.org|gitlab\\.com|launchpad\\.net|hub\\.jazz\\.net|git\\.openstack\\.org|git\\.apache\\.org|chiselapp\\.com|[\\w-]{1,60}\\.[a-z]{2,10})/? import path',
      'invalid version control suffix in',
    ),
  },
  {
    row: 'G13',
    code: 'go-import-mismatch',
    certainty: 'proved',
    says: phrases(
      'did not match import path',
      'disagree about go-import',
      'multiple meta tags match',
      'mismatched repo: found',
      'repository rooted at \\S{1,300} cannot contain',
      'go-import meta tag.{0,60}(?:for another|mismatch)',
      'custom import path checking',
      'code in directory .{1,300} expects import',
    ),
  },
  {
    row: 'G1',
    code: 'no-go-import-meta',
    certainty: 'proved',
    says: phrases(
      'no go-import meta tags?',
      'no go-import meta tag found',
      'XML syntax error on line',
      'invalid repo root',
      'unknown vcs "',
      'invalid subdirectory "',
      "can't decode XML document",
    ),
  },
  {
    row: 'G5',
    code: 'no-secure-protocol',
    certainty: 'proved',
    says: phrases('no secure protocol found', '(?:^|: )insecure URL: http://', 'insecure protocol'),
  },
  {
    row: 'G1',
    code: 'discovery-http-error',
    certainty: 'proved',
    when: ({ discovery, status, sumdb }) => discovery && !sumdb && status >= 300,
  },
  {
    row: 'R1',
    code: 'malformed-module-path',
    certainty: 'proved',
    says: phrases(
      'malformed module path',
      'malformed import path',
      'import path does not begin with hostname',
      'missing dot in first path element',
      'leading (?:dot|slash|dash) in (?:path|first path)',
      'invalid import path "',
      'module path.{0,100}(?:must not|cannot) (?:start|begin|end)',
      'invalid module path',
      'path element .{1,60}(?:disallowed|is not allowed)',
      'cannot find module providing package [\\w-]{1,60}(?:/[\\w-]{1,60})*: unrecognized import path',
    ),
    when: ({ server, status }) => server === '' || status === 0,
  },
];
