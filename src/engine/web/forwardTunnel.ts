/**
 * The way through a forward proxy once its port answers: CONNECT for https targets behind an HTTP proxy, SOCKS5 for
 * everything behind a SOCKS proxy; a plain http request needs no tunnel. As net/http does it (transport.go `dialConn`,
 * socks_bundle.go; RFC 9110 9.3.6, RFC 1928, RFC 1929). The proxy chooses every byte of its answers.
 */
import { isIP, type Socket } from 'node:net';
import { quote } from '../strconv.ts';
import type { Target } from './connector.ts';
import { percentDecode, redactUrl } from './redact.ts';
import { type ReadEnd, SocketBytes } from './socketBytes.ts';

export interface ProxyTarget {
  /** `http`, `https`, `socks5`, or anything else, which net/http treats like `http`. */
  scheme: string;
  host: string;
  port: number;
  /** Still percent-encoded; null where none is given. */
  userinfo: string | null;
  /** Redacted. */
  shown: string;
  /** The variable that names it. */
  setting: string;
}

/** Null where net/http would find no address in it. */
export function parseProxyTarget(url: string, setting: string): ProxyTarget | null {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?(\[[0-9a-f:.]+\]|[^/?#:@]*)(?::(\d{0,5}))?(?:[/?#]|$)/i.exec(
    url,
  );
  const host = parts?.[3]?.replace(/^\[|\]$/g, '') ?? '';
  if (parts === null || host === '') return null;
  const scheme = parts[1]?.toLowerCase() ?? '';
  const port = parts[4] ? Number(parts[4]) : (defaultPorts.get(scheme) ?? 0);
  return { scheme, host, port, userinfo: parts[2] ?? null, shown: redactUrl(url), setting };
}

const defaultPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['socks5', 1080],
  ['socks5h', 1080],
]);

export const isSocks = ({ scheme }: ProxyTarget): boolean => scheme === 'socks5' || scheme === 'socks5h';

/** The value of Proxy-Authorization, or null. */
export function proxyAuthorization({ userinfo }: ProxyTarget): string | null {
  if (userinfo === null) return null;
  const [user, password] = credentials(userinfo);
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function credentials(userinfo: string): [user: string, password: string] {
  const colon = userinfo.indexOf(':');
  if (colon < 0) return [percentDecode(userinfo), ''];
  return [percentDecode(userinfo.slice(0, colon)), percentDecode(userinfo.slice(colon + 1))];
}

export type TunnelEnd =
  | { kind: 'open'; status: number | null; realm: string | null }
  /** `words`: Go's, as they stand behind `Get "URL": `. */
  | {
      kind: 'refused';
      reason: 'rejected' | 'auth' | 'protocol';
      status: number | null;
      realm: string | null;
      words: string;
      exact: boolean;
    };

const maxHeadBytes = 64 * 1024;

/** Opens the tunnel on a connected socket. Throws the signal's reason. */
export async function openTunnel(
  socket: Socket,
  proxy: ProxyTarget,
  target: Target,
  userAgent: string,
  signal: AbortSignal,
): Promise<TunnelEnd> {
  const bytes = new SocketBytes(socket);
  const end = isSocks(proxy)
    ? await socksConnect(socket, bytes, proxy, target, signal)
    : await httpConnect(socket, bytes, proxy, target, userAgent, signal);
  bytes.release();
  return end;
}

const addressOf = ({ host, port }: { host: string; port: number }): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

async function httpConnect(
  socket: Socket,
  bytes: SocketBytes,
  proxy: ProxyTarget,
  target: Target,
  userAgent: string,
  signal: AbortSignal,
): Promise<TunnelEnd> {
  const address = addressOf(target);
  const authorization = proxyAuthorization(proxy);
  const lines = [`CONNECT ${address} HTTP/1.1`, `Host: ${address}`, `User-Agent: ${userAgent}`];
  if (authorization !== null) lines.push(`Proxy-Authorization: ${authorization}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  const head = await bytes.takeHead(maxHeadBytes, signal);
  if (!Buffer.isBuffer(head)) return brokenAnswer(head, bytes.peek());
  return readAnswer(head.toString('latin1'));
}

function readAnswer(head: string): TunnelEnd {
  const [first = '', ...headers] = head.split(/\r?\n/);
  const [, code = '', text] = /^HTTP\/\d\.\d (\d{3})(?: (.*))?$/.exec(first) ?? [];
  if (code === '') {
    const words = `malformed HTTP response ${quote(first.slice(0, 200))}`;
    return { kind: 'refused', reason: 'protocol', status: null, realm: null, words, exact: false };
  }
  const status = Number(code);
  const realm = realmOf(headers);
  if (status === 200) return { kind: 'open', status, realm };
  const words = text === undefined ? 'unknown status code' : printable(text);
  return { kind: 'refused', reason: status === 407 ? 'auth' : 'rejected', status, realm, words, exact: true };
}

function realmOf(headers: readonly string[]): string | null {
  const header = headers.find((line) => /^proxy-authenticate:/i.test(line));
  if (header === undefined) return null;
  const value = printable(header.slice('proxy-authenticate:'.length).trim());
  return /realm="([^"]{0,200})"/i.exec(value)?.[1] ?? value.slice(0, 100);
}

const printable = (text: string): string => text.replace(/[\x00-\x1f\x7f-\x9f]/g, ' ').slice(0, 300);

/** The connection ended, or went on without an end, before a whole answer was there. */
function brokenAnswer(end: ReadEnd, seen: Buffer): TunnelEnd {
  const garbage = seen.length > 0 && !/^H(?:T(?:T(?:P|$)|$)|$)/.test(seen.toString('latin1').slice(0, 4));
  const words =
    end.kind === 'reset'
      ? 'read: connection reset by peer'
      : garbage
        ? `malformed HTTP response ${quote(seen.toString('latin1').split(/\r?\n/, 1)[0]?.slice(0, 200) ?? '')}`
        : 'unexpected EOF';
  return { kind: 'refused', reason: 'protocol', status: null, realm: null, words, exact: words === 'unexpected EOF' };
}

const socksReplies = [
  'succeeded',
  'general SOCKS server failure',
  'connection not allowed by ruleset',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'command not supported',
  'address type not supported',
];

/** Thrown inside one handshake only. */
class SocksFault extends Error {
  readonly reason: 'rejected' | 'auth' | 'protocol';

  constructor(reason: 'rejected' | 'auth' | 'protocol', message: string) {
    super(message);
    this.reason = reason;
  }
}

async function socksConnect(
  socket: Socket,
  bytes: SocketBytes,
  proxy: ProxyTarget,
  target: Target,
  signal: AbortSignal,
): Promise<TunnelEnd> {
  const take = async (count: number): Promise<Buffer> => {
    const piece = await bytes.take(count, signal);
    if (Buffer.isBuffer(piece)) return piece;
    const isReset = piece.kind === 'reset';
    const received = piece.kind === 'eof' ? piece.received : 0;
    throw new SocksFault(
      'protocol',
      isReset ? 'read: connection reset by peer' : received > 0 ? 'unexpected EOF' : 'EOF',
    );
  };
  try {
    await greet(socket, proxy, take);
    socket.write(Buffer.concat([Buffer.of(5, 1, 0), socksAddress(target.host), portBytes(target.port)]));
    const reply = await take(4);
    if (reply[0] !== 5) throw new SocksFault('protocol', `unexpected protocol version ${reply[0]}`);
    const code = reply[1] ?? 0;
    if (code !== 0) throw new SocksFault('rejected', `unknown error ${socksReplies[code] ?? `unknown code: ${code}`}`);
    if (reply[2] !== 0) throw new SocksFault('protocol', 'non-zero reserved field');
    await take(await boundAddressBytes(reply[3] ?? 0, take));
    return { kind: 'open', status: null, realm: null };
  } catch (error) {
    if (!(error instanceof SocksFault)) throw error;
    const words = `socks connect tcp ${addressOf(proxy)}->${addressOf(target)}: ${error.message}`;
    return { kind: 'refused', reason: error.reason, status: null, realm: null, words, exact: isIP(proxy.host) !== 0 };
  }
}

async function greet(socket: Socket, proxy: ProxyTarget, take: (count: number) => Promise<Buffer>): Promise<void> {
  const login = proxy.userinfo === null ? null : credentials(proxy.userinfo);
  socket.write(login === null ? Buffer.of(5, 1, 0) : Buffer.of(5, 2, 0, 2));
  const [version, method] = await take(2);
  if (version !== 5) throw new SocksFault('protocol', `unexpected protocol version ${version}`);
  if (method === 0xff) throw new SocksFault('auth', 'no acceptable authentication methods');
  if (method === 0 || login === null) return;
  if (method !== 2) throw new SocksFault('protocol', `unsupported authentication method ${method}`);
  const [user, password] = login.map((text) => Buffer.from(text));
  if (user === undefined || password === undefined || user.length === 0 || user.length > 255 || password.length > 255) {
    throw new SocksFault('auth', 'invalid username/password');
  }
  socket.write(Buffer.concat([Buffer.of(1, user.length), user, Buffer.of(password.length), password]));
  const [authVersion, status] = await take(2);
  if (authVersion !== 1) throw new SocksFault('protocol', 'invalid username/password version');
  if (status !== 0) throw new SocksFault('auth', 'username/password authentication failed');
}

function socksAddress(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (isIP(host) === 6) return Buffer.concat([Buffer.of(4), ipv6Bytes(host)]);
  const name = Buffer.from(host);
  if (name.length > 255) throw new SocksFault('protocol', 'FQDN too long');
  return Buffer.concat([Buffer.of(3, name.length), name]);
}

function ipv6Bytes(host: string): Buffer {
  const address = new URL(`http://[${host.split('%', 1)[0] ?? ''}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<number>(address.includes('::') ? missing : 0).fill(0), ...groups(tail)];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

const portBytes = (port: number): Buffer => Buffer.of(port >> 8, port & 0xff);

/** How many bytes of the address that the proxy bound are left, with its port. */
async function boundAddressBytes(type: number, take: (count: number) => Promise<Buffer>): Promise<number> {
  if (type === 1) return 6;
  if (type === 4) return 18;
  if (type === 3) return ((await take(1))[0] ?? 0) + 2;
  throw new SocksFault('protocol', `unknown address type ${type}`);
}
