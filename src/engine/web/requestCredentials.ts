/** Which credentials stay with a request on its way, and what a report says of them. */
import { isIP } from 'node:net';
import type { ExchangeReport } from '../../protocol/report.ts';
import type { Stored } from '../auth/credentialStore.ts';
import { parseHttpUrl } from './httpUrl.ts';
import type { Redactor } from './redact.ts';

const sensitive = new Set(['authorization', 'www-authenticate', 'cookie', 'cookie2', 'proxy-authorization']);

/** net/http leaves logins out where a redirect leads to another host than the first one or one below it. */
export function keptOnRedirect(stored: Stored | null, first: string, url: string): Stored | null {
  const [from, to] = [parseHttpUrl(first)?.host ?? '', parseHttpUrl(url)?.host ?? ''];
  if (stored === null || to === from || (to.endsWith(`.${from}`) && !/[:%]/.test(to) && isIP(to) === 0)) return stored;
  const headers = stored.headers.filter(([name]) => !sensitive.has(name.toLowerCase()));
  return headers.length === 0 ? null : { ...stored, headers };
}

/** Credentials that stand in the URL itself. */
export function urlSource(url: string, redactor: Redactor): Pick<ExchangeReport, 'credentials'> {
  const userinfo = parseHttpUrl(url)?.userinfo ?? '';
  return userinfo === '' ? {} : { credentials: { kind: 'url', prefix: redactor.url(url), from: 'URL' } };
}
