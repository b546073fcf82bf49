/**
 * GOSUMDB: `off`, or a database as a known name or a verifier key, and after it the URL at which to ask. A key is
 * `NAME+HASH+KEY`: 8 hexadecimal digits that check it, and base64 of the byte 1 and 32 bytes of an Ed25519 key.
 * (cmd/go/internal/modfetch/sumdb.go, golang.org/x/mod/sumdb/note.)
 */
import { nodeCrypto } from '../nodeCrypto.ts';
import { quote } from '../strconv.ts';
import { parseGoUrl } from './goUrl.ts';
import { fields, isSpace } from './space.ts';

export type Gosumdb =
  | { kind: 'off' }
  | {
      kind: 'database';
      /** `sum.golang.org`: host, or host and path. */
      name: string;
      /** `NAME+HASH+KEY`. */
      key: string;
      /** Where to ask instead of the GOPROXY list and `https://NAME`; null where none is given. */
      url: string | null;
    }
  /** `message` is what go says. */
  | { kind: 'invalid'; message: string };

const knownKeys: Readonly<Record<string, string>> = {
  'sum.golang.org': 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
};

export function parseGosumdb(gosumdb: string): Gosumdb {
  if (gosumdb === 'off') return { kind: 'off' };
  const text = gosumdb === 'sum.golang.google.cn' ? 'sum.golang.org https://sum.golang.google.cn' : gosumdb;
  const [first, url = null, ...more] = fields(text);
  if (first === undefined) return { kind: 'invalid', message: 'missing GOSUMDB' };
  if (more.length > 0) return { kind: 'invalid', message: 'invalid GOSUMDB: too many fields' };
  const key = Object.hasOwn(knownKeys, first) ? (knownKeys[first] ?? first) : first;
  const wrong = key === first ? checkVerifierKey(key) : null;
  if (wrong !== null) return { kind: 'invalid', message: `invalid GOSUMDB: ${wrong}` };
  const name = key.slice(0, key.indexOf('+'));
  if (!isPlace(name)) return { kind: 'invalid', message: `invalid sumdb name (must be host[/path]): ${name}` };
  const parsed = url === null ? null : parseGoUrl(url);
  if (parsed?.kind === 'error') {
    return { kind: 'invalid', message: `invalid GOSUMDB URL: parse ${quote(parsed.url)}: ${parsed.reason}` };
  }
  return { kind: 'database', name, key, url };
}

function checkVerifierKey(key: string): string | null {
  const [, name = '', hash = '', encoded = ''] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(key) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const isEncoded = bytes.toString('base64') === encoded && bytes.length > 0;
  const isName = name !== '' && name.isWellFormed() && ![...name].some(isSpace);
  if (!isName || !isEncoded || !/^[0-9A-Fa-f]{8}$/.test(hash)) return 'malformed verifier id';
  const digest = nodeCrypto().createHash('sha256').update(`${name}\n`).update(bytes).digest('hex');
  if (digest.slice(0, 8) !== hash.toLowerCase()) return 'invalid verifier hash';
  if (bytes[0] !== 1) return 'unknown verifier algorithm';
  return bytes.length === 33 ? null : 'malformed verifier id';
}

/** Host, or host and path, and nothing else that a URL can have. */
function isPlace(name: string): boolean {
  const parsed = parseGoUrl(`https://${name}`);
  if (parsed.kind === 'error' || name.endsWith('/')) return false;
  const { user, host, rawPath, query, fragment } = parsed.url;
  return user === null && host !== '' && rawPath === '' && query === null && fragment === '';
}
