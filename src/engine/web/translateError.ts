/**
 * The one place that reads raw errors: of undici, of TLS, of sockets, of zlib and of the file that a body goes into.
 * Their codes and words are facts about those libraries; from here on there is only `NetFailure`.
 *
 * Where undici is stricter than Go's client, the failure says `goAgrees: 'likely'`: header lines that end in a bare line
 * feed, a space before a colon, two equal lengths, an unasked `100 Continue`. What the other side sent is judged by
 * Go's rules where its bytes are at hand.
 */
import { judgeHead } from './goHead.ts';
import { maxHeadBytes } from './limits.ts';
import type { NetFailure, NetPhase, TlsReason } from './netFailure.ts';

/** What is known about an exchange when its error arrives. */
export interface ExchangeFacts {
  phase: Extract<NetPhase, 'send' | 'wait' | 'body'>;
  host: string;
  port: number;
  /** Bytes of the answer so far, or null where that is unknown. */
  receivedBytes: number | null;
  announcedBytes: number | null;
  /** The error of the connection itself, where it is known besides the one that undici gives. */
  socketError: Error | null;
  /** How the answer began, one character for each byte; '' over HTTP/2. */
  firstText: string;
  isHttp2: boolean;
  trustSource: string;
}

interface RawError {
  name: string;
  code: string;
  message: string;
  /** Bytes that a parser stumbled over. */
  data: string;
}

function readRaw(error: unknown): RawError {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error), data: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const data = 'data' in error ? error.data : '';
  const bytes = data instanceof Uint8Array ? Buffer.from(data.subarray(0, 200)).toString('latin1') : String(data ?? '');
  return { name: error.name, code, message: error.message, data: bytes.slice(0, 200) };
}

/** The failure of an exchange on an open connection. */
export function translateExchangeError(error: unknown, facts: ExchangeFacts): NetFailure {
  const told = readRaw(error);
  const below = readRaw(facts.socketError);
  const raw = told.code === 'UND_ERR_SOCKET' && below.code.startsWith('ERR_SSL') ? below : told;
  if (raw.code === 'UND_ERR_HEADERS_OVERFLOW')
    return { kind: 'tooLarge', oursBytes: maxHeadBytes, gosBytes: maxHeadBytes };
  if (raw.code.startsWith('ERR_SSL')) return alertFailure(raw, facts);
  if (raw.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return lengthMismatch(facts);
  if (raw.name === 'HTTPParserError') return parserFailure(raw, facts);
  if (raw.code === 'ERR_ASSERTION' || raw.message === 'bad response' || raw.message === 'bad upgrade') {
    return refusedHead('response', facts);
  }
  const http2 = http2Failure(raw, facts);
  if (http2 !== null) return http2;
  if (raw.code === 'UND_ERR_SOCKET') return closed(facts, howItEnded(facts));
  if (raw.code === 'ECONNRESET' || raw.code === 'EPIPE' || raw.code === 'ECONNABORTED') return closed(facts, 'reset');
  return { kind: 'local', reason: 'other', message: `${raw.code} ${raw.message}`.trim() };
}

function closed(facts: ExchangeFacts, how: 'eof' | 'reset'): NetFailure {
  const { phase, host, receivedBytes, announcedBytes } = facts;
  return { kind: 'closed', phase, how, host, receivedBytes, announcedBytes };
}

/** Before the head: lengths that contradict each other. After it: a body shorter than announced (HTTP/2). */
function lengthMismatch(facts: ExchangeFacts): NetFailure {
  return facts.phase === 'body' ? closed(facts, howItEnded(facts)) : refusedHead('contentLength', facts);
}

/** undici may only say that bytes are missing where the connection itself says that it was reset. */
function howItEnded({ socketError }: ExchangeFacts): 'eof' | 'reset' {
  return readRaw(socketError).code === 'ECONNRESET' ? 'reset' : 'eof';
}

/** A head that undici does not take, judged again as Go reads it. */
function refusedHead(what: 'response' | 'headers' | 'contentLength', facts: ExchangeFacts): NetFailure {
  const verdict = judgeHead(facts.firstText);
  const seen = { kind: 'malformed', what, firstBytes: facts.firstText, host: facts.host } as const;
  if (verdict.kind !== 'refuses') return { ...seen, goAgrees: 'likely' };
  return { ...seen, goAgrees: 'proved', goWords: verdict.words };
}

/** A line that Go cannot read as `HTTP/1.1 200 …` fails in both; a head that begins well is only undici's objection. */
function parserFailure(raw: RawError, facts: ExchangeFacts): NetFailure {
  const { host, firstText } = facts;
  if (facts.phase === 'body' && /Invalid EOF/i.test(raw.message)) return closed(facts, howItEnded(facts));
  if (facts.phase === 'body')
    return { kind: 'malformed', what: 'chunk', firstBytes: raw.data, goAgrees: 'proved', host };
  if (firstText === '' || isStatusLine(firstText)) return refusedHead('headers', facts);
  return { kind: 'malformed', what: 'response', firstBytes: firstText, goAgrees: 'proved', host };
}

function isStatusLine(text: string): boolean {
  return /^HTTP\/\d\.\d +\d{3}(?: |\r?\n|$)/.test(text);
}

const http2Codes = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

function http2Failure(raw: RawError, { host, isHttp2 }: ExchangeFacts): NetFailure | null {
  if (!isHttp2) return null;
  const named = /NGHTTP2_([A-Z0-9_]+)/.exec(raw.message)?.[1];
  const number = /error code (\d+)/.exec(raw.message)?.[1];
  const code = named ?? (number === undefined ? null : (http2Codes[Number(number)] ?? number));
  if (raw.code === 'UND_ERR_INFO') return { kind: 'http2', what: 'streamReset', code: 'CANCEL', host };
  if (raw.code === 'ERR_HTTP2_STREAM_ERROR')
    return { kind: 'http2', what: 'streamReset', code: code ?? 'INTERNAL_ERROR', host };
  if (raw.code === 'ERR_HTTP2_SESSION_ERROR')
    return { kind: 'http2', what: 'goaway', code: code ?? 'INTERNAL_ERROR', host };
  if (raw.code.startsWith('ERR_HTTP2'))
    return { kind: 'http2', what: 'protocol', code: code ?? 'PROTOCOL_ERROR', host };
  return null;
}

/** What was seen of a TLS handshake that did not come to an end. */
export interface HandshakeFacts {
  host: string;
  port: number;
  firstBytes: Uint8Array;
  /** The error of the TCP connection below, or null. */
  socketFailure: Error | null;
  hasEnded: boolean;
  now: string;
}

/** Judged from the bytes that came, as Go's crypto/tls does, then from what the TLS library says. */
export function translateHandshakeError(error: unknown, facts: HandshakeFacts): NetFailure {
  const raw = readRaw(error);
  const bytes = facts.firstBytes;
  const close = (how: 'eof' | 'reset'): NetFailure => ({
    kind: 'closed',
    phase: 'tls',
    how,
    host: facts.host,
    receivedBytes: bytes.length,
    announcedBytes: null,
  });
  if (bytes.length >= 5 && !looksLikeTls(bytes)) {
    const isHttp = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'HTTP/';
    return tlsFailure(facts, isHttp ? 'plainHttp' : 'notTls', null, null);
  }
  const alert = alertInRecord(bytes) ?? alertInMessage(raw);
  if (alert !== null) return tlsFailure(facts, alertReason(alert), alertName(alert), null);
  if (facts.socketFailure !== null) return close('reset');
  if (raw.code === '' || raw.code === 'ECONNRESET' || facts.hasEnded) return close('eof');
  if (/VERSION|PROTOCOL/.test(raw.code)) {
    return tlsFailure(facts, 'versionNotSupported', null, 'server selected unsupported protocol version');
  }
  return tlsFailure(
    facts,
    'other',
    null,
    raw.code
      .replace(/^ERR_SSL_/, '')
      .toLowerCase()
      .replaceAll('_', ' '),
  );
}

function tlsFailure(facts: HandshakeFacts, reason: TlsReason, alert: string | null, hint: string | null): NetFailure {
  const detail = {
    wanted: facts.host,
    names: [],
    issuer: null,
    subject: null,
    notBefore: null,
    notAfter: null,
    now: facts.now,
    trustSource: '',
    alert,
    hint,
  };
  const goAgrees = reason === 'other' ? 'likely' : 'proved';
  return { kind: 'tls', host: facts.host, port: facts.port, reason, detail, chain: [], goAgrees };
}

/** Go accepts an alert or a handshake record as the first, of a version below 16. */
function looksLikeTls(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x15 || bytes[0] === 0x16) && (bytes[1] ?? 0xff) < 0x10;
}

/** The number of an alert that came in the clear, as the first record. */
function alertInRecord(bytes: Uint8Array): number | null {
  const isAlert = bytes[0] === 0x15 && bytes[3] === 0 && bytes[4] === 2;
  return isAlert ? (bytes[6] ?? null) : null;
}

/** OpenSSL gives the number; BoringSSL only a name, which begins like OpenSSL's. */
function alertInMessage(raw: RawError): number | null {
  const number = /alert number (\d{1,3})\b/i.exec(raw.message)?.[1];
  if (number !== undefined) return Number(number);
  const name = /ALERT_(\w+)$/.exec(raw.code)?.[1]?.toLowerCase().replaceAll('_', ' ');
  if (name === undefined) return null;
  const found = [...alertNames].find(([, text]) => text === name || librarySpelling.get(text) === name);
  return found?.[0] ?? null;
}

/** crypto/tls/alert.go. */
const alertNames: ReadonlyMap<number, string> = new Map([
  [10, 'unexpected message'],
  [20, 'bad record MAC'],
  [21, 'decryption failed'],
  [22, 'record overflow'],
  [30, 'decompression failure'],
  [40, 'handshake failure'],
  [42, 'bad certificate'],
  [43, 'unsupported certificate'],
  [44, 'revoked certificate'],
  [45, 'expired certificate'],
  [46, 'unknown certificate'],
  [47, 'illegal parameter'],
  [48, 'unknown certificate authority'],
  [49, 'access denied'],
  [50, 'error decoding message'],
  [51, 'error decrypting message'],
  [60, 'export restriction'],
  [70, 'protocol version not supported'],
  [71, 'insufficient security level'],
  [80, 'internal error'],
  [86, 'inappropriate fallback'],
  [90, 'user canceled'],
  [100, 'no renegotiation'],
  [109, 'missing extension'],
  [110, 'unsupported extension'],
  [111, 'certificate unobtainable'],
  [112, 'unrecognized name'],
  [113, 'bad certificate status response'],
  [114, 'bad certificate hash value'],
  [115, 'unknown PSK identity'],
  [116, 'certificate required'],
  [120, 'no application protocol'],
  [121, 'encrypted client hello required'],
]);

/** Where the TLS libraries call an alert otherwise than Go. */
const librarySpelling: ReadonlyMap<string, string> = new Map([
  ['bad record MAC', 'bad record mac'],
  ['revoked certificate', 'certificate revoked'],
  ['expired certificate', 'certificate expired'],
  ['unknown certificate', 'certificate unknown'],
  ['unknown certificate authority', 'unknown ca'],
  ['error decoding message', 'decode error'],
  ['error decrypting message', 'decrypt error'],
  ['protocol version not supported', 'protocol version'],
  ['insufficient security level', 'insufficient security'],
]);

function alertName(alert: number): string {
  return alertNames.get(alert) ?? `alert(${alert})`;
}

function alertReason(alert: number): TlsReason {
  if (alert === 70) return 'versionNotSupported';
  if (alert === 40) return 'handshakeFailure';
  return alert === 116 ? 'certificateRequired' : 'otherAlert';
}

/** With TLS 1.3 a server refuses the client's certificate only after the handshake: the alert meets the request. */
function alertFailure(raw: RawError, { host, port, trustSource }: ExchangeFacts): NetFailure {
  const alert = alertInMessage(raw);
  const facts = { host, port, firstBytes: new Uint8Array(), socketFailure: null, hasEnded: false, now: '' };
  const failure =
    alert === null
      ? tlsFailure(facts, 'other', null, raw.message.slice(0, 200))
      : tlsFailure(facts, alertReason(alert), alertName(alert), null);
  return failure.kind === 'tls' ? { ...failure, detail: { ...failure.detail, trustSource } } : failure;
}

/** A body that claims to be gzip and is not, or that ends too early. */
export function translateGunzipError(error: unknown, host: string): NetFailure {
  const raw = readRaw(error);
  if (raw.code === 'Z_BUF_ERROR') {
    return { kind: 'closed', phase: 'body', how: 'eof', host, receivedBytes: null, announcedBytes: null };
  }
  return { kind: 'malformed', what: 'encoding', firstBytes: '', goAgrees: 'proved', host };
}

/** Whether an error came out of the decompressor. */
export function isGunzipError(error: unknown): boolean {
  return readRaw(error).code.startsWith('Z_');
}

/** The temporary file that a body goes into could not be written. */
export function translateWriteError(error: unknown): NetFailure {
  const raw = readRaw(error);
  const noSpace = raw.code === 'ENOSPC' || raw.code === 'EDQUOT';
  const permission = raw.code === 'EACCES' || raw.code === 'EPERM' || raw.code === 'EROFS';
  return {
    kind: 'local',
    reason: noSpace ? 'noSpace' : permission ? 'permission' : 'other',
    message: raw.message.slice(0, 300),
  };
}
