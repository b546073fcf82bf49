/**
 * Credentials for a request: those in its URL, sent as Basic (net/http). netrc and GOAUTH commands, which come before
 * them in go, are not examined yet; this is where they will be asked.
 */
import type { HttpUrl } from './httpUrl.ts';
import { percentDecode } from './redact.ts';

/** The value of the Authorization header, or null. */
export function basicCredentials({ userinfo }: HttpUrl): string | null {
  if (userinfo === null || userinfo === '') return null;
  const colon = userinfo.indexOf(':');
  const user = percentDecode(colon < 0 ? userinfo : userinfo.slice(0, colon));
  const password = percentDecode(colon < 0 ? '' : userinfo.slice(colon + 1));
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
