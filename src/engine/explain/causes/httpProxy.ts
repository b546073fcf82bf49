/** The HTTP proxy of the environment, between go or git and every server (net/http, curl). */
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { phrase, phrases } from '../phrase.ts';

const through = phrases('proxyconnect (?:tcp|udp)?', 'socks connect tcp');

/** git reports a connection to another host than the repository's: that is the proxy it was told to use. */
function gitDialsElsewhere({ head, host }: Facts): boolean {
  const dialled = /Failed\s{1,40}to\s{1,40}connect\s{1,40}to\s{1,40}(\S{1,200})\s{1,40}port/i.exec(head)?.[1];
  return (
    dialled !== undefined &&
    host !== '' &&
    /^(?:127\.|localhost|10\.|192\.168\.|172\.\d|\S{0,60}proxy)/i.test(dialled) &&
    !host.startsWith(dialled)
  );
}

/** After `Get "U": ` a status without a number is the proxy's answer to CONNECT. */
const bareStatus = (words: string) =>
  phrase(`(?:Get|read|Head) "?[^\\s"]{1,2000}"?: (?:${words}) (?:$|\\n|["}\\\\\\[])`);

export const httpProxyCauses: readonly Cause[] = [
  {
    row: 'H3',
    code: 'http-407-proxy-auth',
    certainty: 'proved',
    says: phrases(
      'HTTP code 407 from proxy',
      'CONNECT tunnel failed, response 407',
      ': 407 Proxy Authentication Required',
      '(?:Get|Head|read) "?[^\\s"]{1,2000}"?: (?:Proxy Authentication Required|authenticationrequired)',
    ),
  },
  {
    row: 'H16',
    code: 'http-proxy-rejected',
    certainty: 'proved',
    says: phrases(
      'HTTP code [3-5]\\d\\d from proxy',
      'CONNECT tunnel failed, response [3-5]\\d\\d',
      'socks connect tcp .{0,200}(?:general SOCKS server failure|not allowed by ruleset|not allowed|host unreachable|no acceptable authentication)',
    ),
  },
  {
    row: 'H16',
    code: 'http-proxy-rejected',
    says: bareStatus(
      'Forbidden|Service Unavailable|Method Not Allowed|Bad Gateway|Gateway Time-?out|Not Found|Bad Request|Unauthorized|Internal Server Error|Not Implemented|Access Denied|URLBlocked|Tunnel or SSL Forbidden|Unknown Host|Host Not Found|Too Many Requests|Request Timeout|Blocked[\\w\\s]{0,30}|Filtered|[A-Z][a-z]{2,20} (?:Denied|Blocked|Prohibited)',
    ),
  },
  {
    row: 'T11',
    code: 'http-proxy-protocol-error',
    certainty: 'proved',
    says: phrases(
      'proxyconnect (?:tcp|udp)?: (?:tls: first record|EOF|unexpected EOF|malformed|tls: oversized|read tcp|http: server gave|net/http|remote error|local error|write tcp|tls: (?!failed))',
      'Proxy CONNECT aborted',
      'unknown error.{0,20}SOCKS',
      'socks connect tcp .{0,200}(?:unexpected protocol version|EOF)',
    ),
  },
  {
    row: 'T11',
    code: 'tls-unknown-authority',
    says: phrase('proxyconnect (?:tcp)?: .{0,80}x509: certificate signed by unknown'),
  },
  {
    row: 'T11',
    code: 'http-proxy-unreachable',
    certainty: 'proved',
    says: phrases(
      'Could not resolve proxy',
      'invalid proxy address',
      'proxy: unknown scheme',
      'error connecting to proxy',
      'proxy: SOCKS5',
    ),
  },
  { row: 'T11', code: 'http-proxy-unreachable', certainty: 'proved', says: through },
  { row: 'T11', code: 'http-proxy-unreachable', when: gitDialsElsewhere },
];
