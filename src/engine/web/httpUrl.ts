/**
 * An http or https URL cut into its parts without changing them: what is sent is what was written, byte for byte. (The
 * URL class of the platform would resolve `..`, re-encode paths and read `127.1` as an address; Go does none of that.)
 */
import { isIP } from 'node:net';
import { splitUserinfo } from './redact.ts';

export interface HttpUrl {
  scheme: 'http' | 'https';
  /** Still percent-encoded; null where there is none. */
  userinfo: string | null;
  /** Lower case, IPv6 without brackets. */
  host: string;
  port: number;
  /** As written, lower case, with brackets and port. */
  hostPort: string;
  /** `scheme://host:port` with the port always present. */
  origin: string;
  /** Path and query as they go on the wire. */
  target: string;
}

/** Null where the text is no http or https URL with a host. A fragment is dropped. */
export function parseHttpUrl(url: string): HttpUrl | null {
  const parts = /^(https?):\/\/([^/?#]*)([^#]*)/is.exec(url);
  const scheme = parts?.[1]?.toLowerCase();
  if (parts === null || (scheme !== 'http' && scheme !== 'https')) return null;
  const userinfo = splitUserinfo(url)?.userinfo ?? null;
  const authority = parts[2] ?? '';
  const hostPort = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const address = /^(\[[0-9a-f:.]+(?:%25[\w.~-]+)?\]|[^\s[\]:"<>\\^`{|}]+)(?::(\d{0,5}))?$/.exec(hostPort);
  const host = address?.[1]?.replace(/^\[|\]$/g, '');
  if (host === undefined || (hostPort.startsWith('[') && isIP(host) !== 6)) return null;
  const port = address?.[2] ? Number(address[2]) : scheme === 'https' ? 443 : 80;
  if (port > 65535) return null;
  const rest = parts[3] ?? '';
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  const bracketed = isIP(host) === 6 ? `[${host}]` : host;
  return { scheme, userinfo, host, port, hostPort, origin: `${scheme}://${bracketed}:${port}`, target };
}
