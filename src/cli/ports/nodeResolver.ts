/**
 * Name resolution of this machine. Addresses come from the system (getaddrinfo: the hosts file, then DNS); when it fails
 * without saying why, the configured DNS servers are asked directly, so that "no such name", "the server fails" and
 * "nobody answers" can be told apart, and so that the server that go names in its message is known.
 */
import { getServers, type LookupAddress, promises } from 'node:dns';
import { readFileSync } from 'node:fs';
import { isIP, isIPv6 } from 'node:net';
import type { ResolvedAddress, ResolveResult, Resolver } from '../../engine/ports.ts';

export function createNodeResolver(): Resolver {
  return {
    resolve: async (host, signal) => {
      signal.throwIfAborted();
      const version = isIP(host);
      if (version !== 0) return found([{ address: host, family: version === 6 ? 6 : 4 }], 'literal');
      if (!isDomainName(host)) return unknownHost(host);
      return await untilAborted(lookUp(host, signal), signal);
    },
  };
}

type Failure = ResolveResult & { kind: 'failed' };

function found(addresses: readonly ResolvedAddress[], resolver: string): ResolveResult {
  return { kind: 'ok', addresses, resolver };
}

/** Go asks nobody for a name that DNS cannot hold. */
function unknownHost(host: string): Failure {
  return {
    kind: 'failed',
    reason: 'noSuchHost',
    server: null,
    detail: `${host} is no domain name`,
    resolver: 'literal',
  };
}

async function lookUp(host: string, signal: AbortSignal): Promise<ResolveResult> {
  try {
    const addresses = await promises.lookup(host, { all: true, verbatim: true });
    return found(addresses.map(toAddress), isInHostsFile(host) ? 'hosts' : 'system');
  } catch (error) {
    if (host === 'localhost') return found(loopback, 'literal');
    const code = codeOf(error);
    return code === 'ENOTFOUND' ? failure('noSuchHost', code) : await askServers(host, code, signal);
  }
}

const loopback: readonly ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

const toAddress = ({ address, family }: LookupAddress): ResolvedAddress => ({ address, family: family === 6 ? 6 : 4 });

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function failure(reason: Failure['reason'], detail: string): Failure {
  return { kind: 'failed', reason, server: firstServer(), detail, resolver: 'system' };
}

/** Go's own resolver names the server it asked; on macOS and Windows go uses the system's and names none. */
function firstServer(): string | null {
  if (process.platform === 'darwin' || process.platform === 'win32') return null;
  const server = getServers()[0];
  if (server === undefined) return null;
  if (isIPv6(server)) return `[${server}]:53`;
  return isIP(server) === 0 ? server : `${server}:53`;
}

/** Go's limits for one DNS server: five seconds, twice. */
const queryTimeoutMs = 5000;
const queryTries = 2;

const reasons: Readonly<Record<string, Failure['reason']>> = {
  ENOTFOUND: 'noSuchHost',
  ENODATA: 'noSuchHost',
  ESERVFAIL: 'serverFailure',
  EREFUSED: 'serverFailure',
  EFORMERR: 'serverFailure',
  EBADRESP: 'serverFailure',
  ENOTIMP: 'serverFailure',
  ETIMEOUT: 'timeout',
  ECONNREFUSED: 'serverUnreachable',
};

/** What the DNS servers themselves say, after the system could not tell (`EAI_AGAIN`). */
async function askServers(host: string, systemCode: string, signal: AbortSignal): Promise<ResolveResult> {
  const resolver = new promises.Resolver({ timeout: queryTimeoutMs, tries: queryTries });
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const addresses = await resolver.resolve4(host);
    return found(
      addresses.map((address) => ({ address, family: 4 })),
      'dns',
    );
  } catch (error) {
    const code = codeOf(error);
    return failure(reasons[code] ?? 'other', `${systemCode}, ${code}`);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** getaddrinfo cannot be interrupted: its answer is then nobody's. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function isInHostsFile(host: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    const lines = readFileSync('/etc/hosts', 'utf8').split('\n');
    return lines.some((line) => (line.split('#', 1)[0] ?? '').split(/\s+/).slice(1).includes(host));
  } catch {
    return false;
  }
}

/** Go's net.isDomainName: labels of up to 63 letters, digits, `-` and `_`, not all of them numbers. */
function isDomainName(name: string): boolean {
  if (name === '.') return true;
  const plain = name.endsWith('.') ? name.slice(0, -1) : name;
  if (plain.length === 0 || plain.length > 253 || !/[a-z_-]/i.test(plain)) return false;
  return plain.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}
