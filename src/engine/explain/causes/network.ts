/** Names, connections, TLS, HTTP: what net, crypto/tls, crypto/x509 and net/http say in go's own part. */
import type { Cause } from '../cause.ts';
import { phrase, phrases } from '../phrase.ts';

const looksUp = phrase('lookup \\S');
const resolves = (sentences: RegExp) => ({ says: sentences, when: ({ head }: { head: string }) => looksUp.test(head) });

export const nameCauses: readonly Cause[] = [
  {
    row: 'D5',
    code: 'dns-server-unreachable',
    certainty: 'proved',
    says: phrases(
      'lookup \\S{1,300}(?: on \\S{1,100})?: (?:dial udp|dial tcp|read udp|write udp)[^"]{0,200}(?:refused|unreachable|no route to host|not permitted|denied|forbidden|reset)',
      'lookup \\S{1,300}: Temporary failure in name resolution',
      'Temporary failure in name resolution',
    ),
  },
  {
    row: 'D4',
    code: 'dns-timeout',
    certainty: 'proved',
    ...resolves(
      phrase(
        'lookup \\S{1,300}(?: on \\S{1,100})?: [^"]{0,200}(?:i/o timeout|timed out|deadline exceeded|operation was canceled)',
      ),
    ),
  },
  {
    row: 'D3',
    code: 'dns-server-misbehaving',
    certainty: 'proved',
    ...resolves(
      phrases(
        'server misbehaving',
        'no answer from DNS server',
        'cannot unmarshal DNS',
        'lame referral',
        'temporary error during hostname resolution',
        'non-recoverable error',
        'DNS server failure',
        'invalid DNS response',
        'read udp[^\\n]{0,100}EOF',
        'Try again',
      ),
    ),
  },
  {
    row: 'D1',
    code: 'dns-no-such-host',
    certainty: 'proved',
    ...resolves(
      phrases(
        'no such host',
        'No such host is known',
        'Name or service not known',
        'nodename nor servname',
        'requested name is valid',
        'DNS name does not exist',
        'no address associated',
        'not known',
      ),
    ),
  },
  { row: 'D8', code: 'dns-server-misbehaving', says: phrases('getaddrinfow:', 'dnsquery:') },
];

export const tlsCauses: readonly Cause[] = [
  { row: 'S12', code: 'tls-handshake-timeout', certainty: 'proved', says: phrases('TLS handshake timeout') },
  {
    row: 'S7',
    code: 'tls-not-tls',
    certainty: 'proved',
    says: phrases(
      'first record does not look like a TLS',
      'server gave HTTP response to HTTPS',
      'wrong version number',
      'tls: oversized record',
      'tls: unsupported SSLv2',
    ),
  },
  {
    row: 'S2',
    code: 'tls-expired',
    certainty: 'proved',
    says: phrases(
      'certificate has expired',
      'expired or is not yet valid',
      'certificate is expired',
      'certificate is not yet valid',
    ),
  },
  {
    row: 'S3',
    code: 'tls-name-mismatch',
    certainty: 'proved',
    says: phrases(
      'x509: certificate is (?:not )?valid for',
      'cannot validate certificate for',
      'legacy Common Name',
      'not valid for any names',
      'certificate is valid for',
    ),
  },
  {
    row: 'S1',
    code: 'tls-unknown-authority',
    certainty: 'proved',
    says: phrases(
      'signed by unknown authority',
      'certificate is not trusted',
      'failed to load system roots',
      'no roots provided',
      'unable to get local issuer',
      'self[- ]signed certificate',
      'certificate not trusted',
      'root certificate.{0,40}not trusted',
      'certificate chain processed.{0,80}not trusted',
      'unknown certificate authority.{0,20}$',
    ),
    when: ({ head }) => !/remote\s{1,40}error/.test(head),
  },
  {
    row: 'S8',
    code: 'tls-handshake-rejected',
    certainty: 'proved',
    says: phrases(
      'remote error: tls:',
      'tls: (?:handshake failure|protocol version not supported|server selected unsupported|no supported versions|unsupported protocol|no cipher suite|client offered)',
      'tls: .{0,60}alert',
    ),
  },
  {
    row: 'S14',
    code: 'tls-certificate-invalid',
    certainty: 'proved',
    says: phrases('x509: ', 'tls: failed to (?:parse|verify) certificate', 'tls: '),
  },
];

export const answerCauses: readonly Cause[] = [
  {
    row: 'H15',
    code: 'credentials-over-http',
    certainty: 'proved',
    says: phrases('refusing to pass credentials to insecure URL'),
  },
  { row: 'H13', code: 'redirect-loop', certainty: 'proved', says: phrases('stopped after \\d{1,3} redirects') },
  { row: 'H14', code: 'redirect-insecure', certainty: 'proved', says: phrases('redirected from secure URL') },
  {
    row: 'H10',
    code: 'http2-stream-error',
    certainty: 'proved',
    says: phrases('stream error: stream ID', 'stream ID \\d{1,9};', 'http2: ', 'sent GOAWAY', 'HTTP/2 stream \\d'),
  },
  {
    row: 'H9',
    code: 'http-malformed-response',
    certainty: 'proved',
    says: phrases(
      'malformed HTTP (?:response|status|version)',
      'malformed MIME header',
      'server response headers exceeded',
      'malformed chunked',
      'bad Content-Length',
    ),
  },
  {
    row: 'H8',
    code: 'unexpected-eof-body',
    certainty: 'proved',
    says: phrases('unexpected EOF', 'http: unexpected EOF reading trailer', 'Content-Length.{0,40}with Body length'),
  },
  {
    row: 'H7',
    code: 'eof-during-response',
    certainty: 'proved',
    says: phrases(': EOF(?!\\w)', 'server closed idle connection', 'connection broken'),
  },
];

export const connectionCauses: readonly Cause[] = [
  {
    row: 'T1',
    code: 'tcp-refused',
    certainty: 'proved',
    says: phrases('connection refused', 'actively refused', 'ECONNREFUSED'),
  },
  {
    row: 'T3',
    code: 'network-unreachable',
    certainty: 'proved',
    says: phrases(
      'network is unreachable',
      'no route to host',
      'unreachable (?:network|host)',
      'host is (?:down|unreachable)',
      'network is down',
      "can't assign requested address",
      'cannot assign requested address',
      'dial tcp[^\\n]{0,100}(?:permission denied|operation not permitted)',
      'forbidden by its access permissions',
      'socket: (?:operation not permitted|permission denied)',
    ),
  },
  {
    row: 'T2',
    code: 'tcp-reset',
    certainty: 'proved',
    says: phrases(
      'connection reset by peer',
      'forcibly closed by the remote host',
      'broken pipe',
      'connection was aborted',
      'software caused connection abort',
      'wsarecv:',
      'wsasend:',
      'protocol wrong type',
    ),
  },
  {
    row: 'T5',
    code: 'tcp-timeout',
    certainty: 'proved',
    says: phrases(
      'i/o timeout',
      'connection timed out',
      'operation timed out',
      'did not properly respond',
      'deadline exceeded',
      'Client\\.Timeout',
      'request canceled',
      'timeout awaiting response headers',
    ),
  },
];
