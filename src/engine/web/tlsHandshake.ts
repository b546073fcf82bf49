/**
 * TLS on an open TCP connection, and Go's verdict on the other side's certificates. Node's own verification is switched
 * off and replaced: a connection that Go would not trust is examined, reported and closed; no request is ever sent on it.
 */
import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { CertificateReport, TlsReport } from '../../protocol/report.ts';
import type { Ports } from '../ports.ts';
import type { NetFailure, TlsDetail } from './netFailure.ts';
import { TappedSocket } from './tappedSocket.ts';
import { translateHandshakeError } from './translateError.ts';
import { type Certificate, parseCertificate } from './x509/certificate.ts';
import type { TrustRoots, TrustStore } from './x509/trustRoots.ts';
import { type ChainRejection, type ChainVerdict, rfc3339, verifyChain } from './x509/verifyChain.ts';

export interface TlsQuestion {
  ports: Ports;
  store: TrustStore;
  secureContext: SecureContext;
  host: string;
  port: number;
  /** The verdict is told and not followed. */
  trustsAnybody: boolean;
}

export type TlsOutcome =
  | { kind: 'ok'; socket: TLSSocket; report: TlsReport; heard: HeardError }
  | { kind: 'failed'; failure: NetFailure; report: TlsReport | null };

/** The first error of a connection after its handshake: TLS 1.3 refuses a client's certificate only then. */
export interface HeardError {
  error: Error | null;
}

/** The cipher suites that Go offers (crypto/tls/defaults.go). */
const goCiphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
].join(':');

/** One for all connections of a run. Weak keys are let through where the library allows: Go's rules judge them. */
export function createGoSecureContext(): SecureContext {
  const base: ConnectionOptions = { ca: [], minVersion: 'TLSv1.2' };
  try {
    return createSecureContext({ ...base, ciphers: `${goCiphers}:@SECLEVEL=0` });
  } catch {
    return createSecureContext({ ...base, ciphers: goCiphers });
  }
}

/** Ends with an abort by throwing the signal's reason; the socket is closed unless the outcome is `ok`. */
export async function handshake(
  question: TlsQuestion,
  raw: Socket,
  onSecure: () => void,
  signal: AbortSignal,
): Promise<TlsOutcome> {
  const tap = new TappedSocket(raw);
  const socket = connect({
    socket: tap,
    servername: isIP(question.host) === 0 ? question.host : '',
    secureContext: question.secureContext,
    rejectUnauthorized: false,
    ALPNProtocols: ['h2', 'http/1.1'],
    checkServerIdentity: () => undefined,
  });
  const heard: HeardError = { error: null };
  socket.on('error', (cause: Error) => {
    heard.error ??= cause;
  });
  const error = await untilSecure(socket, tap, onSecure, signal);
  if (error !== null) {
    socket.destroy();
    const { host, port } = question;
    const { firstBytes, failure: socketFailure, hasEnded } = tap;
    const now = rfc3339(question.ports.clock.wallTime());
    const failure = translateHandshakeError(error.cause, { host, port, firstBytes, socketFailure, hasEnded, now });
    return { kind: 'failed', failure, report: null };
  }
  const outcome = await examine(question, socket, heard);
  if (outcome.kind === 'failed') socket.destroy();
  return outcome;
}

function untilSecure(
  socket: TLSSocket,
  tap: TappedSocket,
  onSecure: () => void,
  signal: AbortSignal,
): Promise<{ cause: unknown } | null> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void =>
      finish(() => {
        socket.destroy();
        tap.destroy();
        reject(signal.reason);
      });
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.prependListener('secureConnect', () => {
      onSecure();
      finish(() => resolve(null));
    });
    // Stays attached, so that an error after the handshake never goes unheard.
    socket.on('error', (cause) => finish(() => resolve({ cause })));
    socket.on('close', () => finish(() => resolve({ cause: null })));
  });
}

async function examine(question: TlsQuestion, socket: TLSSocket, heard: HeardError): Promise<TlsOutcome> {
  const chain = peerChain(socket);
  const bundle = await question.store.bundle();
  let judged = judge(question, chain, bundle);
  if (judged.verdict.kind === 'rejected') judged = judge(question, chain, await question.store.everything());
  const { verdict, roots } = judged;
  const report: TlsReport = {
    version: socket.getProtocol() ?? '',
    alpn: socket.alpnProtocol || null,
    cipher: socket.getCipher().standardName ?? socket.getCipher().name,
    chain: chain.map(certificateReport),
    trustSource: roots?.source ?? 'unknown',
    rejectedBecause: verdict.kind === 'rejected' ? verdict.reason : null,
  };
  if (verdict.kind === 'trusted' || question.trustsAnybody) return { kind: 'ok', socket, report, heard };
  return { kind: 'failed', failure: distrust(question, verdict, report, roots?.isGos === true), report };
}

/** Where the roots are not known, everything but the chain is judged. */
function judge(
  { host, ports }: TlsQuestion,
  chain: readonly Certificate[],
  roots: TrustRoots | null,
): { verdict: ChainVerdict; roots: TrustRoots | null } {
  const verdict = verifyChain({
    chain,
    roots: roots?.certificates ?? chain.slice(-1),
    host,
    now: ports.clock.wallTime(),
  });
  return { verdict, roots };
}

/** As the other side sent it, leaf first. `getPeerCertificate` may be asked only once and links issuers in a circle. */
function peerChain(socket: TLSSocket): Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let peer = socket.getPeerCertificate(true);
  while (peer?.raw !== undefined && !seen.has(peer.fingerprint256) && seen.size < 50) {
    seen.add(peer.fingerprint256);
    const certificate = parseCertificate(peer.raw);
    if (certificate === null) break;
    chain.push(certificate);
    peer = peer.issuerCertificate;
  }
  return chain;
}

function certificateReport(certificate: Certificate): CertificateReport {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    names: [...certificate.dnsNames, ...certificate.ips].slice(0, 100),
    notBefore: rfc3339(certificate.notBefore),
    notAfter: rfc3339(certificate.notAfter),
    fingerprint256: certificate.node.fingerprint256,
  };
}

function distrust(question: TlsQuestion, rejection: ChainRejection, report: TlsReport, isGos: boolean): NetFailure {
  const { host, port } = question;
  const { reason, certificate } = rejection;
  const wantsAddress = isIP(host) !== 0;
  const detail: TlsDetail = {
    wanted: host,
    names: (wantsAddress ? certificate?.ips : certificate?.dnsNames) ?? [],
    issuer: certificate?.issuer ?? null,
    subject: certificate?.subject ?? null,
    notBefore: certificate === null ? null : rfc3339(certificate.notBefore),
    notAfter: certificate === null ? null : rfc3339(certificate.notAfter),
    now: rfc3339(question.ports.clock.wallTime()),
    trustSource: report.trustSource,
    alert: null,
    hint: rejection.hint,
  };
  return { kind: 'tls', host, port, reason, detail, chain: report.chain, goAgrees: isGos ? 'proved' : 'likely' };
}
