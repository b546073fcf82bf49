/**
 * The credentials in the URL of a request, sent as Basic (net/http) where GOAUTH gave none.
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
