/**
 * Every way in which a request can fail before or while its answer is read, as one union.
 * `web/` translates the raw errors of undici, TLS, DNS and TCP into it; nobody else reads an error code or message.
 * An HTTP status is an answer, not a failure of the transport.
 */
import type { CertificateReport } from '../../protocol/report.ts';

export type NetPhase = 'dns' | 'connect' | 'proxy' | 'tls' | 'send' | 'wait' | 'body';

/** How far undici's refusal says something about Go: both refuse, or Go's client is more (or differently) tolerant. */
export type GoAgrees = 'proved' | 'likely';

export type NetFailure =
  | {
      kind: 'dns';
      host: string;
      reason: 'noSuchHost' | 'serverFailure' | 'timeout' | 'serverUnreachable' | 'other';
      server: string | null;
      detail: string;
    }
  | { kind: 'connect'; host: string; port: number; attempts: readonly DialFailure[] }
  | {
      kind: 'tls';
      host: string;
      port: number;
      reason: TlsReason;
      /** Facts that go's sentence and ours need: names, times, issuer. */
      detail: TlsDetail;
      chain: readonly CertificateReport[];
      goAgrees: GoAgrees;
    }
  /** A limit of go (dial 30 s, TLS 10 s) or of ours; `gosMs` null where go waits for ever. */
  | { kind: 'timeout'; phase: NetPhase; host: string; oursMs: number; gosMs: number | null }
  /** The other side ended the connection. `eof`: orderly close; `reset`: RST; `noCloseNotify`: TLS ended without saying so. */
  | {
      kind: 'closed';
      phase: 'tls' | 'send' | 'wait' | 'body';
      how: 'eof' | 'reset' | 'noCloseNotify';
      host: string;
      receivedBytes: number | null;
      announcedBytes: number | null;
    }
  /** Bytes that are not HTTP, or not in the way undici accepts. `firstBytes` is a short excerpt. */
  | {
      kind: 'malformed';
      what: 'response' | 'headers' | 'chunk' | 'contentLength' | 'encoding' | 'tlsRecord';
      firstBytes: string;
      /** What Go's reader says of the head, where it was judged by Go's rules. */
      goWords?: string;
      goAgrees: GoAgrees;
      host: string;
    }
  | { kind: 'http2'; what: 'streamReset' | 'goaway' | 'protocol'; code: string; host: string }
  | {
      kind: 'redirect';
      reason: 'tooMany' | 'insecure' | 'badLocation' | 'noLocation' | 'unsupportedScheme';
      from: string;
      to: string;
    }
  /** Userinfo in an http:// URL: go refuses before it connects. */
  | { kind: 'credentialsOverHttp'; url: string }
  /** Larger than our limit; go's own limit or null where go has none. */
  | { kind: 'tooLarge'; oursBytes: number; gosBytes: number | null }
  /** The proxy that HTTP_PROXY or HTTPS_PROXY names stands in the way; the server itself was never reached. */
  | {
      kind: 'forwardProxy';
      reason: 'unreachable' | 'rejected' | 'auth' | 'protocol' | 'cgi';
      /** Redacted. */
      url: string;
      setting: string;
      host: string;
      port: number;
      /** Of its answer to CONNECT. */
      status: number | null;
      realm: string | null;
      /** Why it cannot be reached. */
      cause: NetFailure | null;
      goWords: string;
      exact: boolean;
    }
  /** GOAUTH cannot be used: go ends with these words before it sends anything over https. */
  | { kind: 'goauth'; message: string }
  /** A stage that this version does not examine: no verdict may be built on it. */
  | { kind: 'notExamined'; what: 'forwardProxy' | 'credentials' }
  /** Our own guard refused to ask: never a fault of theirs. */
  | { kind: 'guarded'; why: string }
  /** This engine may not use the network. */
  | { kind: 'offline' }
  | { kind: 'aborted' }
  /** Our own machine failed, such as a full disk while saving a zip. */
  | { kind: 'local'; reason: 'noSpace' | 'permission' | 'other'; message: string };

export interface DialFailure {
  address: string;
  family: 4 | 6;
  reason: 'refused' | 'timeout' | 'reset' | 'networkUnreachable' | 'hostUnreachable' | 'permission' | 'other';
  detail: string;
}

/** Why Go's crypto/x509 and crypto/tls would end the handshake, in the order in which Go checks. */
export type TlsReason =
  | 'expired'
  | 'notYetValid'
  | 'nameMismatch'
  | 'noIpSans'
  | 'noNames'
  | 'legacyCommonName'
  | 'unknownAuthority'
  | 'insecureAlgorithm'
  | 'notAuthorizedToSign'
  | 'incompatibleUsage'
  | 'nameConstraint'
  | 'unhandledCriticalExtension'
  | 'malformedCertificate'
  | 'plainHttp'
  | 'notTls'
  | 'versionNotSupported'
  | 'handshakeFailure'
  | 'certificateRequired'
  | 'otherAlert'
  | 'other';

export interface TlsDetail {
  /** The name or address that was wanted. */
  wanted: string;
  names: readonly string[];
  issuer: string | null;
  subject: string | null;
  /** RFC 3339. */
  notBefore: string | null;
  notAfter: string | null;
  now: string;
  trustSource: string;
  /** Name of the alert, as go prints it. */
  alert: string | null;
  /** What Go adds to its reason: the `possibly because of …` of an unknown authority, the name a constraint forbids. */
  hint: string | null;
}
