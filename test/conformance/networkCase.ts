/** Faults of the network itself, for a network namespace that has nothing but loopback. */
export interface NetworkCase {
  name: string;
  goproxy: string;
  /** Content of /etc/resolv.conf. */
  resolvConf: string;
  /** How our DNS server on 127.0.0.1 answers: a response code, or addresses. */
  dns: 'noSuchHost' | 'serverFailure' | 'refused' | string[];
  /** Arguments of `ip route`, such as `add unreachable 192.0.2.0/24`. */
  routes: string[];
  expect: string;
}

const ourDns = 'nameserver 127.0.0.1\n';
const base = { goproxy: 'https://proxy.example.com', resolvConf: ourDns, dns: 'noSuchHost', routes: [] } as const;
const networkCase = (name: string, expect: string, change: Partial<NetworkCase>): NetworkCase => ({
  ...base,
  name,
  expect,
  routes: [],
  ...change,
});

export const networkCases: NetworkCase[] = [
  networkCase('a name that does not exist', 'dns-no-such-host', {}),
  networkCase('a name server that fails', 'dns-server-misbehaving', { dns: 'serverFailure' }),
  networkCase('a name server that refuses', 'dns-server-misbehaving', { dns: 'refused' }),
  networkCase('a name server that is not there', 'dns-server-unreachable', { resolvConf: 'nameserver 127.0.0.9\n' }),
  networkCase('a name server without a route', 'dns-server-unreachable', { resolvConf: 'nameserver 192.0.2.53\n' }),
  networkCase('an address without a route', 'network-unreachable', { dns: ['192.0.2.1'] }),
  networkCase('an address that a router refuses', 'network-unreachable', {
    dns: ['192.0.2.1'],
    routes: ['add unreachable 192.0.2.0/24'],
  }),
  networkCase('a port that nobody listens on', 'tcp-refused', { dns: ['127.0.0.1'] }),
  networkCase('two addresses that refuse', 'tcp-refused', { dns: ['127.0.0.1', '127.0.0.2'] }),
  networkCase('an IPv4 and an IPv6 address that refuse', 'tcp-refused', { dns: ['127.0.0.1', '::1'] }),
  networkCase('a literal address that refuses', 'tcp-refused', { goproxy: 'http://127.0.0.1:1' }),
  networkCase('a name that does not exist, then another proxy', 'dns-no-such-host', {
    goproxy: 'https://proxy.example.com,http://127.0.0.1:1',
  }),
  networkCase('a name that does not exist, then a pipe', 'tcp-refused', {
    goproxy: 'https://proxy.example.com|http://127.0.0.1:1',
  }),
];
