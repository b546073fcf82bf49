/**
 * go's own sentence for a request that failed. net/http says `Get "URL": CAUSE` before the head of the answer is there,
 * cmd/go says `read "URL": CAUSE` while it reads the body; the causes come from Go's net, crypto/tls, crypto/x509,
 * net/http and compress/gzip packages.
 */
import { isIP } from 'node:net';
import { parseGoUrl } from '../goenv/goUrl.ts';
import { quote } from '../strconv.ts';
import type { DialFailure, NetFailure, TlsDetail, TlsReason } from './netFailure.ts';
import type { HttpResult } from './transport.ts';

/** `exact` is false where go's text also holds ports, addresses, times or words of the system that we cannot know. */
export interface GoText {
  text: string;
  exact: boolean;
}

/** The text is '' where go would print nothing, because it waits for ever, and where the failure is one of ours. */
export function goTransportText(failed: HttpResult & { kind: 'failed' }, release: string): GoText {
  const failure = failed.failure;
  if (failure.kind === 'credentialsOverHttp') {
    return { text: `refusing to pass credentials to insecure URL: ${failure.url}`, exact: true };
  }
  if (failure.kind === 'goauth') return { text: failure.message, exact: true };
  const cause = causeOf(failure, failed.during, release);
  if (cause.text === '' || (failure.kind === 'tooLarge' && failed.during === 'read')) return cause;
  const verb = failed.during === 'get' ? 'Get' : 'read';
  return { text: `${verb} ${quote(failed.goUrl)}: ${cause.text}`, exact: cause.exact };
}

const exactly = (text: string): GoText => ({ text, exact: true });
const about = (text: string): GoText => ({ text, exact: false });

function causeOf(failure: NetFailure, during: 'get' | 'read', release: string): GoText {
  switch (failure.kind) {
    case 'dns':
      return dnsText(failure);
    case 'connect':
      return dialText(failure.attempts, failure.port);
    case 'tls':
      return tlsText(failure.reason, failure.detail);
    case 'timeout':
      return timeoutText(failure);
    case 'closed':
      return closedText(failure, during);
    case 'malformed':
      return malformedText(failure, during);
    case 'http2':
      return http2Text(failure);
    case 'redirect':
      return redirectText(failure);
    case 'tooLarge':
      return tooLargeText(failure, during);
    case 'forwardProxy':
      return forwardProxyText(failure, during, release);
    case 'local':
      return failure.reason === 'noSpace' ? about('write: no space left on device') : about(failure.message);
    default:
      return about('');
  }
}

function forwardProxyText(
  failure: NetFailure & { kind: 'forwardProxy' },
  during: 'get' | 'read',
  release: string,
): GoText {
  const { cause, goWords, exact } = failure;
  if (cause === null) return { text: goWords, exact };
  // Only for a server of its own net/http looks whether plain HTTP came back.
  const isPlain = cause.kind === 'tls' && cause.reason === 'plainHttp';
  const inner = isPlain
    ? exactly('tls: first record does not look like a TLS handshake')
    : causeOf(cause, during, release);
  return inner.text === '' ? inner : { text: `proxyconnect tcp: ${inner.text}`, exact: inner.exact };
}

function dnsText(failure: NetFailure & { kind: 'dns' }): GoText {
  const lookup = `dial tcp: lookup ${failure.host}${failure.server === null ? '' : ` on ${failure.server}`}: `;
  const known = failure.server !== null;
  switch (failure.reason) {
    case 'noSuchHost':
      return { text: `${lookup}no such host`, exact: known };
    case 'serverFailure':
      return { text: `${lookup}server misbehaving`, exact: known };
    case 'timeout':
      return about(`${lookup}i/o timeout`);
    case 'serverUnreachable':
      return about(`${lookup}read: connection refused`);
    case 'other':
      return about(`${lookup}${failure.detail}`);
  }
}

const dialWords: Readonly<Record<DialFailure['reason'], string>> = {
  refused: 'connect: connection refused',
  timeout: 'i/o timeout',
  reset: 'connect: connection reset by peer',
  networkUnreachable: 'connect: network is unreachable',
  hostUnreachable: 'connect: no route to host',
  permission: 'connect: permission denied',
  other: 'connect: ',
};

/** Go keeps the error of the first address of the family that it prefers. */
function dialText(attempts: readonly DialFailure[], port: number): GoText {
  const first = attempts[0];
  if (first === undefined) return about('dial tcp: missing address');
  const address = isIP(first.address) === 6 ? `[${first.address}]:${port}` : `${first.address}:${port}`;
  const words = first.reason === 'other' ? `connect: ${first.detail}` : dialWords[first.reason];
  return { text: `dial tcp ${address}: ${words}`, exact: first.reason !== 'other' && first.reason !== 'reset' };
}

function tlsText(reason: TlsReason, detail: TlsDetail): GoText {
  switch (reason) {
    case 'plainHttp':
      return exactly('http: server gave HTTP response to HTTPS client');
    case 'notTls':
      return exactly('tls: first record does not look like a TLS handshake');
    case 'malformedCertificate':
      return about(`tls: failed to parse certificate from server: x509: ${detail.hint ?? 'malformed certificate'}`);
    case 'versionNotSupported':
    case 'handshakeFailure':
    case 'certificateRequired':
    case 'otherAlert':
      return { text: `remote error: tls: ${detail.alert ?? 'handshake failure'}`, exact: detail.alert !== null };
    case 'other':
      return about(`tls: ${detail.hint ?? 'handshake failed'}`);
    default: {
      const words = certificateWords(reason, detail);
      return { text: `tls: failed to verify certificate: x509: ${words.text}`, exact: words.exact };
    }
  }
}

function certificateWords(reason: TlsReason, detail: TlsDetail): GoText {
  switch (reason) {
    case 'expired':
      return about(
        `certificate has expired or is not yet valid: current time ${detail.now} is after ${detail.notAfter ?? ''}`,
      );
    case 'notYetValid':
      return about(
        `certificate has expired or is not yet valid: current time ${detail.now} is before ${detail.notBefore ?? ''}`,
      );
    case 'nameMismatch':
      return exactly(validFor(detail));
    case 'noIpSans':
      return exactly(`cannot validate certificate for ${detail.wanted} because it doesn't contain any IP SANs`);
    case 'noNames':
      return exactly(`certificate is not valid for any names, but wanted to match ${detail.wanted}`);
    case 'legacyCommonName':
      return exactly('certificate relies on legacy Common Name field, use SANs instead');
    case 'incompatibleUsage':
      return exactly('certificate specifies an incompatible key usage');
    case 'nameConstraint':
      return about(`a root or intermediate certificate is not authorized to sign for this name: ${detail.hint ?? ''}`);
    case 'unhandledCriticalExtension':
      return exactly('unhandled critical extension');
    default:
      return unknownAuthorityWords(detail.hint);
  }
}

/** A hint in Go's words stands in brackets, a fault of an authority stands for itself. */
function unknownAuthorityWords(hint: string | null): GoText {
  if (hint === null) return exactly('certificate signed by unknown authority');
  return exactly(hint.startsWith('possibly') ? `certificate signed by unknown authority (${hint})` : hint);
}

function validFor(detail: TlsDetail): string {
  const count = detail.names.length;
  const kind = isIP(detail.wanted) === 0 ? 'names' : 'IP SANs';
  if (count >= 100) return `certificate is valid for ${count} ${kind}, but none matched ${detail.wanted}`;
  return `certificate is valid for ${detail.names.join(', ')}, not ${detail.wanted}`;
}

function timeoutText(failure: NetFailure & { kind: 'timeout' }): GoText {
  if (failure.gosMs === null) return about('');
  switch (failure.phase) {
    case 'tls':
      return { text: 'net/http: TLS handshake timeout', exact: failure.oursMs === failure.gosMs };
    case 'dns':
      return about(`dial tcp: lookup ${failure.host}: i/o timeout`);
    case 'connect':
      return about('dial tcp: i/o timeout');
    default:
      return about('context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
  }
}

function closedText(failure: NetFailure & { kind: 'closed' }, during: 'get' | 'read'): GoText {
  if (failure.how === 'reset') return about('read: connection reset by peer');
  if (during === 'read') return exactly('unexpected EOF');
  const nothingCame = failure.receivedBytes === null || failure.receivedBytes === 0;
  return nothingCame ? exactly('EOF') : about(`${broken}unexpected EOF`);
}

const broken = 'net/http: HTTP/1.x transport connection broken: ';

function malformedText(failure: NetFailure & { kind: 'malformed' }, during: 'get' | 'read'): GoText {
  if (failure.goWords !== undefined) return exactly(broken + failure.goWords);
  const line = failure.firstBytes.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
  switch (failure.what) {
    case 'response':
      return {
        text: broken + statusLineWords(line),
        exact: failure.goAgrees === 'proved' && /^[\x00-\x7f]*$/.test(line),
      };
    case 'headers':
      return about(`${broken}malformed MIME header line`);
    case 'contentLength':
      return about(`${broken}http: message cannot contain multiple Content-Length headers`);
    case 'chunk':
      return about('invalid byte in chunk length');
    case 'encoding':
      return about(during === 'read' ? 'gzip: invalid header' : `${broken}unsupported transfer encoding`);
    case 'tlsRecord':
      return exactly('tls: first record does not look like a TLS handshake');
  }
}

/** net/http.ReadResponse on the first line of an answer. */
function statusLineWords(line: string): string {
  const space = line.indexOf(' ');
  if (space < 0) return `malformed HTTP response ${quote(line)}`;
  const code =
    line
      .slice(space + 1)
      .replace(/^ +/, '')
      .split(' ', 1)[0] ?? '';
  if (!/^\d{3}$/.test(code)) return `malformed HTTP status code ${quote(code)}`;
  return `malformed HTTP version ${quote(line.slice(0, space))}`;
}

function http2Text(failure: NetFailure & { kind: 'http2' }): GoText {
  switch (failure.what) {
    case 'streamReset':
      return about(`stream error: stream ID 1; ${failure.code}; received from peer`);
    case 'goaway':
      return about(
        `http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=${failure.code}, debug=""`,
      );
    case 'protocol':
      return about(`connection error: ${failure.code}`);
  }
}

function redirectText(failure: NetFailure & { kind: 'redirect' }): GoText {
  switch (failure.reason) {
    case 'tooMany':
      return exactly('stopped after 10 redirects');
    case 'insecure':
      return exactly(`redirected from secure URL ${failure.from} to insecure URL ${failure.to}`);
    case 'unsupportedScheme':
      return exactly(`unsupported protocol scheme ${quote(failure.to.split(':', 1)[0]?.toLowerCase() ?? '')}`);
    case 'badLocation':
    case 'noLocation':
      return locationText(failure.to);
  }
}

/** net/http.Client on a Location that net/url cannot parse; a relative one is parsed as it stands. */
function locationText(location: string): GoText {
  const failed = `failed to parse Location header ${quote(location)}`;
  const parsed = parseGoUrl(location);
  if (parsed.kind === 'ok') return about(failed);
  return exactly(`${failed}: parse ${quote(parsed.url)}: ${parsed.reason}`);
}

/** go's own limits: the head of an answer (10 MiB) and a module zip (500 MiB). */
function tooLargeText(failure: NetFailure & { kind: 'tooLarge' }, during: 'get' | 'read'): GoText {
  if (failure.gosBytes === null || failure.oursBytes < failure.gosBytes) return about('');
  if (during === 'read') return exactly('downloaded zip file too large');
  return exactly(`${broken}net/http: server response headers exceeded ${failure.gosBytes} bytes; aborted`);
}
