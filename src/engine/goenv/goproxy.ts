/**
 * The list in GOPROXY: elements with `,` or `|` behind them. The mark that follows an element decides when go asks the
 * next one: `|` after any error, `,` only after "not found" (404, 410). `direct` and `off` end the list. A list with one
 * bad element before that is an error as a whole. Rules and texts of cmd/go/internal/modfetch/proxy.go.
 */
import { quote } from '../strconv.ts';
import { type GoUrl, parseGoUrl, redactedGoUrl } from './goUrl.ts';
import { redactUserinfo } from './redactValue.ts';
import { trimSpace } from './space.ts';

export interface ProxyEntry {
  /** `noproxy` is go's own entry in front: modules that GONOPROXY matches are fetched from their origin. */
  kind: 'noproxy' | 'proxy' | 'direct' | 'off';
  /** As go keeps it, with `https://` where it was missing and with userinfo; '' unless this is a proxy. */
  url: string;
  /** For people: redacted. */
  shown: string;
  /** True where `|` follows. */
  onAnyError: boolean;
  /** Place among the entries, from 0. */
  index: number;
  /** Not from the list: a module server that the module's own page named for a direct lookup. */
  isOrigin?: boolean;
}

export type ProxyList =
  | { kind: 'ok'; entries: ProxyEntry[] }
  | {
      kind: 'invalid';
      /** What go says, redacted. */
      message: string;
      /** The element that is wrong, redacted; '' where there is none. */
      element: string;
    };

/** An element as written, without the white space around it. */
export interface ProxyElement {
  text: string;
  /** The mark behind it; '' at the end. */
  separator: ',' | '|' | '';
  /** UTF-16 offset of `text` in the list. */
  offset: number;
}

export function parseGoproxy(goproxy: string, gonoproxy: string): ProxyList {
  const found: Omit<ProxyEntry, 'index'>[] = [];
  if (gonoproxy !== '' && goproxy !== 'direct') found.push(keyword('noproxy'));
  for (const { text, separator } of splitElements(goproxy)) {
    if (text === 'off' || text === 'direct') {
      found.push(keyword(text));
      break;
    }
    const url = completeUrl(text);
    const message = refuse(url, goproxy.includes('@'));
    if (message !== null) return { kind: 'invalid', message, element: redactUserinfo(text) };
    found.push({ kind: 'proxy', url, shown: redactUserinfo(url), onAnyError: separator === '|' });
  }
  if (!found.some((entry) => entry.kind !== 'noproxy')) {
    return { kind: 'invalid', message: 'GOPROXY list is not the empty string, but contains no entries', element: '' };
  }
  return { kind: 'ok', entries: found.map((entry, index) => ({ ...entry, index })) };
}

/** Every element that is not empty, those behind `direct` and `off` too. */
export function splitElements(goproxy: string): ProxyElement[] {
  const elements: ProxyElement[] = [];
  for (const match of goproxy.matchAll(/([^,|]*)([,|]?)/g)) {
    const [, written = '', mark = ''] = match;
    const text = trimSpace(written);
    const separator = mark === ',' || mark === '|' ? mark : '';
    if (text !== '') elements.push({ text, separator, offset: match.index + written.indexOf(text) });
  }
  return elements;
}

function keyword(kind: 'noproxy' | 'direct' | 'off'): Omit<ProxyEntry, 'index'> {
  return { kind, url: '', shown: kind, onAnyError: false };
}

/** A host or host and path without a scheme gets https; single words and absolute paths stay as they are. */
function completeUrl(element: string): string {
  const isPlace = /[.:/]/.test(element) && !element.includes(':/') && !element.startsWith('/');
  return isPlace ? `https://${element}` : element;
}

/** Go's message, or null for a good URL. Where userinfo is about, pieces that go quotes may be parts of a password. */
function refuse(text: string, hasUserinfo: boolean): string | null {
  const parsed = parseGoUrl(text);
  if (parsed.kind === 'ok') {
    const reason = refuseForm(parsed.url);
    return reason === null ? null : `${reason}: ${redactUserinfo(redactedGoUrl(parsed.url))}`;
  }
  if (!hasUserinfo) return `parse ${quote(parsed.url)}: ${parsed.reason}`;
  const { reason: whole, piece } = parsed;
  const isHarmless = piece === null || piece.length === 1;
  const reason = isHarmless ? whole : whole.replace(quote(piece), () => '"xxxxx"');
  // The password may hold the `#` at which the URL is cut, so it goes first.
  const redacted = redactUserinfo(text);
  const [withoutFragment = ''] = redacted.split('#', 1);
  return `parse ${quote(parsed.url === text ? redacted : withoutFragment)}: ${reason}`;
}

function refuseForm(url: GoUrl): string | null {
  switch (url.scheme) {
    case 'http':
    case 'https':
      return null;
    case 'file':
      return isPathOnly(url) ? null : 'invalid file:// proxy URL with non-path elements';
    case '':
      return 'invalid proxy URL missing scheme';
    default:
      return 'invalid proxy URL scheme (must be https, http, file)';
  }
}

function isPathOnly(url: GoUrl): boolean {
  const { opaque, user, host, query, fragment, omitHost } = url;
  return opaque === '' && user === null && host === '' && query === null && fragment === '' && !omitHost;
}
