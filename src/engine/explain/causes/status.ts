/** The status a module proxy answered with, refined by what it said beside it. */
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { moduleOfUrl } from '../moduleOfUrl.ts';
import { hasPrivateWords, looksPrivate } from './privateWords.ts';

const isMissing = ({ status }: Facts) => status === 404 || status === 410;

export const privateCauses: readonly Cause[] = [
  {
    row: 'H1',
    code: 'private-module-on-public-proxy',
    when: (facts) => isMissing(facts) && !facts.sumdb && !facts.discovery && hasPrivateWords(facts.server),
  },
];

export const statusCauses: readonly Cause[] = [
  {
    row: 'H1',
    code: 'private-module-on-public-proxy',
    when: (facts) => isMissing(facts) && looksPrivate(moduleOfUrl(facts.url)?.module ?? '', facts.host),
  },
  { row: 'H1', code: 'http-404-not-found', certainty: 'proved', when: ({ status }) => status === 404 },
  { row: 'H1', code: 'http-410-gone', certainty: 'proved', when: ({ status }) => status === 410 },
  { row: 'H2', code: 'http-401-unauthorized', certainty: 'proved', when: ({ status }) => status === 401 },
  {
    row: 'H2',
    code: 'http-403-forbidden',
    certainty: 'proved',
    when: ({ status }) => status === 403 || status === 451,
  },
  { row: 'H4', code: 'http-429-too-many-requests', certainty: 'proved', when: ({ status }) => status === 429 },
  { row: 'H5', code: 'http-5xx', certainty: 'proved', when: ({ status }) => status >= 500 },
  { row: 'H6', code: 'http-unexpected-status', certainty: 'proved', when: ({ status }) => status > 0 },
  {
    row: 'P12',
    code: 'file-proxy-missing',
    certainty: 'proved',
    when: ({ head }) =>
      /(?:reading|Get)\s{1,40}"?file:\/\/[^\n]{1,1000}(?:no such file|cannot find the (?:file|path)|permission denied)/.test(
        head,
      ),
  },
];
