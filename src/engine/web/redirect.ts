/**
 * Where a redirect leads, by Go's rules (net/http Client.do, net/url ResolveReference): ten requests at most, never from
 * https to http, credentials of the URL only while the target is relative. The Location header is the server's word.
 */
import { splitUserinfo } from './redact.ts';

export type Resolved = { kind: 'ok'; url: string } | { kind: 'badLocation' };

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** net/http follows no other status; one of these without a Location is an ordinary answer. */
export function isRedirect(status: number): boolean {
  return redirectStatuses.has(status);
}

/** The absolute URL of a Location header. */
export function resolveLocation(base: string, location: string): Resolved {
  if (/[\x00-\x1f\x7f]/.test(location)) return { kind: 'badLocation' };
  const [reference = ''] = location.split('#', 1);
  if (/%(?![0-9a-f]{2})/i.test(reference.split('?', 1)[0] ?? '')) return { kind: 'badLocation' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(reference);
  if (scheme !== null) return { kind: 'ok', url: cleanReference(reference) };
  if (/^[^/?]*:/.test(reference)) return { kind: 'badLocation' };
  const parts = /^([a-z][a-z0-9+.-]*:)(\/\/[^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(base);
  const [, baseScheme = '', authority = '', path = '', query = ''] = parts ?? [];
  if (reference.startsWith('//')) return { kind: 'ok', url: baseScheme + cleanReference(reference) };
  const origin = baseScheme + authority;
  if (reference === '') return { kind: 'ok', url: origin + path + query };
  if (reference.startsWith('?')) return { kind: 'ok', url: origin + path + reference };
  const [target = '', ...search] = reference.split('?');
  const merged = target.startsWith('/') ? target : path.slice(0, path.lastIndexOf('/') + 1) + target;
  return { kind: 'ok', url: [origin + withoutDots(merged), ...search].join('?') };
}

/** Dot segments of an absolute reference are resolved too. */
function cleanReference(reference: string): string {
  const parts = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?]*)([^?]*)(\?.*)?$/is.exec(reference);
  if (parts === null) return reference;
  const [, scheme = '', authority = '', path = '', query = ''] = parts;
  return scheme + authority + (path === '' ? '' : withoutDots(path)) + query;
}

/** RFC 3986, 5.2.4. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
    } else if (segment !== '.') {
      kept.push(segment);
      continue;
    }
    if (isLast) kept.push('');
  }
  const joined = kept.join('/');
  return joined.startsWith('/') ? joined : `/${joined}`;
}

/** net/http names the last page, unless it was secure and the next is not. */
export function refererOf(from: string, to: string): string | null {
  if (/^https:/i.test(from) && /^http:/i.test(to)) return null;
  const parts = splitUserinfo(from);
  return parts === null ? from : parts.before + parts.after;
}
