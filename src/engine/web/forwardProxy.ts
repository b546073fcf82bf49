/**
 * Whether go would send a request through a forward proxy: HTTP_PROXY, HTTPS_PROXY and NO_PROXY by the rules of
 * golang.org/x/net/http/httpproxy. The names are read in upper case first, then in lower case; ALL_PROXY means nothing
 * to go. `localhost` and literal loopback addresses are never proxied, a name that resolves to one is.
 */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Environment } from '../goenv/environment.ts';
import { type ProxyTarget, parseProxyTarget } from './forwardTunnel.ts';
import { parseHttpUrl } from './httpUrl.ts';

export type ForwardProxy =
  | { kind: 'none' }
  /** The proxy as written, with `http://` where no scheme was given; not redacted. */
  | { kind: 'proxy'; url: string; setting: string }
  /** HTTP_PROXY under CGI: net/http refuses the request. */
  | { kind: 'refused'; message: string };

export function forwardProxyFor(environment: Environment, url: string): ForwardProxy {
  const target = parseHttpUrl(url);
  if (target === null) return { kind: 'none' };
  const setting = target.scheme === 'https' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = parseProxy(settingValue(environment, setting));
  if (proxy === null) return { kind: 'none' };
  if (target.scheme === 'http' && environment.value('REQUEST_METHOD') !== '') {
    const message = 'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy';
    return { kind: 'refused', message };
  }
  if (isExempt(settingValue(environment, 'NO_PROXY'), target.host, target.port)) return { kind: 'none' };
  return { kind: 'proxy', url: proxy, setting };
}

/** The proxy before a URL, cut into its parts; null where there is none that net/http could use. */
export function proxyTargetFor(environment: Environment, url: string): ProxyTarget | null {
  const proxy = forwardProxyFor(environment, url);
  return proxy.kind === 'proxy' ? parseProxyTarget(proxy.url, proxy.setting) : null;
}

function settingValue(environment: Environment, name: string): string {
  return environment.value(name) || environment.value(name.toLowerCase());
}

/** A value that is no URL is read as `host:port`; one that is neither is silently no proxy. */
function parseProxy(value: string): string | null {
  if (value === '') return null;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(value)) return URL.canParse(value) ? value : null;
  const assumed = `http://${value}`;
  return parseHttpUrl(assumed) === null ? null : assumed;
}

function isExempt(noProxy: string, writtenHost: string, port: number): boolean {
  if (writtenHost === 'localhost' || isLoopback(writtenHost)) return true;
  const host = asciiHost(writtenHost);
  return noProxy.split(',').some((entry) => matchesEntry(entry.trim().toLowerCase(), host, port));
}

function isLoopback(host: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return isIP(host) !== 0 && loopback.check(host, family(host));
}

function matchesEntry(entry: string, host: string, port: number): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  if (isNetwork(entry)) return isInNetwork(host, entry);
  const { name, wantedPort } = splitPort(entry);
  if (name === '' || (wantedPort !== '' && wantedPort !== String(port))) return false;
  if (isIP(name) !== 0) return isInNetwork(host, `${name}/${isIPv6(name) ? 128 : 32}`);
  return isIP(host) === 0 && matchesDomain(name, host);
}

/** `foo.com` matches itself and everything below, `.foo.com` and `*.foo.com` only what is below. */
function matchesDomain(name: string, host: string): boolean {
  const pattern = name.startsWith('*.') ? name.slice(1) : name;
  if (pattern.startsWith('.')) return host.endsWith(asciiHost(pattern));
  const ascii = asciiHost(pattern);
  return host === ascii || host.endsWith(`.${ascii}`);
}

function splitPort(entry: string): { name: string; wantedPort: string } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(entry);
  if (bracketed) return { name: bracketed[1] ?? '', wantedPort: bracketed[2] ?? '' };
  const parts = entry.split(':');
  if (parts.length !== 2) return { name: entry, wantedPort: '' };
  return { name: parts[0] ?? '', wantedPort: parts[1] ?? '' };
}

function isNetwork(entry: string): boolean {
  const [address = '', bits = '', ...rest] = entry.split('/');
  const version = isIP(address);
  return rest.length === 0 && version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32);
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', bits = '0'] = network.split('/');
  if (isIP(host) === 0 || isIP(host) !== isIP(address)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family(address));
  return list.check(host, family(host));
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Names outside ASCII are compared in their IDNA form; a name that has none stays as it is. */
function asciiHost(name: string): string {
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  const dot = name.startsWith('.') ? '.' : '';
  const ascii = domainToASCII(name.slice(dot.length));
  return ascii === '' ? name : dot + ascii;
}
