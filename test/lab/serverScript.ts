/**
 * What one server of a scenario is: its kind and certificate, the modules that it serves, and rules that make it fail.
 *
 *     kind: https
 *     certificate: expired
 *     serves: example.com/m@v1.0.0
 *     on zip
 *       status 503
 *       body come back later
 */
import type { LineReader } from './scenarioLines.ts';

/** `tunnel` is a forward proxy that leads every CONNECT to the server that `to` names. */
export type ServerKind = 'http' | 'https' | 'http2' | 'tcp' | 'tunnel';

export interface ServerScript {
  name: string;
  kind: ServerKind;
  /** Host in the server's URL: `127.0.0.1` or `localhost`; it always listens on 127.0.0.1. */
  host: string;
  certificate: CertificateVariant;
  /** Whether it refuses clients without a certificate of their own. */
  wantsClientCertificate: boolean;
  /** Highest TLS version it speaks. */
  tlsVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  /** Modules, `PATH@VERSION`. */
  serves: string[];
  /** How it offers the scenario's checksum database: at its root, as a proxy does, or not at all. */
  database: 'direct' | 'proxied' | null;
  /** Of a tunnel: the server behind it; '' else. */
  to: string;
  rules: Rule[];
}

export const certificateVariants = [
  'good',
  'unknown-authority',
  'self-signed',
  'expired',
  'not-yet-valid',
  'wrong-name',
  'no-ip-san',
  'cn-only',
  'client-only',
  'missing-intermediate',
  'name-constraint',
] as const;
export type CertificateVariant = (typeof certificateVariants)[number];

export interface Rule {
  /** `all`, `accept`, a kind of file, or a path (`/x`, `/x*`). */
  target: string;
  /** `PATH` or `PATH@VERSION`, or null for every module. */
  module: string | null;
  answer: Answer;
}

/** What happens after the request was read (target `accept`: when the client has begun to speak). */
export type Answer =
  | ResponseAnswer
  /** Bytes as they are, then the end of the connection. */
  | { kind: 'raw'; text: string }
  | { kind: 'close' }
  | { kind: 'reset' }
  /** Nothing, until the lab is closed. */
  | { kind: 'stall' }
  /** HTTP/2 only: the stream is reset with this error code. */
  | { kind: 'streamReset'; code: number };

export interface ResponseAnswer {
  kind: 'response';
  status: number;
  reason: string | null;
  headers: [name: string, value: string][];
  body: AnswerBody;
  gzip: boolean;
  delivery: Delivery;
}

export type AnswerBody =
  /** What a healthy server would answer. */
  | { kind: 'served' }
  | { kind: 'text'; text: string }
  /** A section `body NAME` of the scenario. */
  | { kind: 'section'; name: string }
  /** A zip of files with these names, each with some text in it. */
  | { kind: 'zip'; names: string[] };

export const deliveries = [
  'whole',
  'chunked',
  'truncated',
  'cut-chunk',
  'bad-chunk',
  'reset',
  'stall',
  'drip',
] as const;
/** How the body travels; `truncated` announces more bytes than it sends. */
export type Delivery = (typeof deliveries)[number];

export function parseServer(name: string, lines: LineReader): ServerScript {
  const server: ServerScript = {
    name,
    kind: 'http',
    host: '127.0.0.1',
    certificate: 'good',
    wantsClientCertificate: false,
    tlsVersion: 'TLSv1.3',
    serves: [],
    database: null,
    to: '',
    rules: [],
  };
  for (let line = lines.next(); line !== null; line = lines.next()) {
    if (line.startsWith('on ')) server.rules.push(parseRule(line, lines));
    else readServerLine(server, line, lines);
  }
  return server;
}

function readServerLine(server: ServerScript, line: string, lines: LineReader): void {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).trim();
  const key = line.slice(0, Math.max(0, colon));
  if (key === 'kind') server.kind = oneOf(['http', 'https', 'http2', 'tcp', 'tunnel'], value, lines);
  else if (key === 'to') server.to = value;
  else if (key === 'certificate') server.certificate = oneOf(certificateVariants, value, lines);
  else if (key === 'client certificate')
    server.wantsClientCertificate = oneOf(['required'], value, lines) === 'required';
  else if (key === 'tls') server.tlsVersion = oneOf(['TLSv1.1', 'TLSv1.2', 'TLSv1.3'], value, lines);
  else if (key === 'host') server.host = value;
  else if (key === 'database') server.database = oneOf(['direct', 'proxied'] as const, value, lines);
  else if (key === 'serves') server.serves.push(...value.split(/\s+/));
  else throw lines.problem('no such property of a server');
}

function parseRule(line: string, lines: LineReader): Rule {
  const [, target = '', module = null] = line.split(/\s+/);
  const response: ResponseAnswer = {
    kind: 'response',
    status: 200,
    reason: null,
    headers: [],
    body: { kind: 'served' },
    gzip: false,
    delivery: 'whole',
  };
  const rule: Rule = { target, module, answer: response };
  for (let field = lines.nextIndented(); field !== null; field = lines.nextIndented()) {
    const space = field.indexOf(' ');
    const word = space < 0 ? field : field.slice(0, space);
    const reader = ruleWords[word];
    if (!reader) throw lines.problem('no such behaviour');
    const answer = reader(response, space < 0 ? '' : field.slice(space + 1), lines);
    if (answer) rule.answer = answer;
  }
  return rule;
}

/** Each word of a rule fills in the response, or gives another answer instead. */
const ruleWords: Record<string, (response: ResponseAnswer, rest: string, lines: LineReader) => Answer | undefined> = {
  status: (response, rest) => {
    const space = rest.indexOf(' ');
    response.status = Number(space < 0 ? rest : rest.slice(0, space));
    response.reason = space < 0 ? null : rest.slice(space + 1);
    if (response.body.kind === 'served' && response.status !== 200) response.body = { kind: 'text', text: '' };
    return undefined;
  },
  header: (response, rest) => {
    const colon = rest.indexOf(':');
    response.headers.push([rest.slice(0, colon), rest.slice(colon + 1).trim()]);
    return undefined;
  },
  body: (response, rest) => {
    const before = response.body.kind === 'text' && response.body.text !== '' ? `${response.body.text}\n` : '';
    response.body = { kind: 'text', text: before + rest };
    return undefined;
  },
  'body-from': (response, rest) => {
    response.body = { kind: 'section', name: rest };
    return undefined;
  },
  zip: (response, rest) => {
    const names = response.body.kind === 'zip' ? response.body.names : [];
    response.body = { kind: 'zip', names: [...names, rest] };
    return undefined;
  },
  gzip: (response) => {
    response.gzip = true;
    return undefined;
  },
  delivery: (response, rest, lines) => {
    response.delivery = oneOf(deliveries, rest, lines);
    return undefined;
  },
  redirect: (response, rest) => {
    if (response.status === 200) response.status = 302;
    response.body = { kind: 'text', text: '' };
    response.headers.push(['location', rest]);
    return undefined;
  },
  raw: (_, rest) => ({ kind: 'raw', text: rest }),
  close: () => ({ kind: 'close' }),
  reset: () => ({ kind: 'reset' }),
  stall: () => ({ kind: 'stall' }),
  'stream-reset': (_, rest) => ({ kind: 'streamReset', code: Number(rest) }),
};

function oneOf<T extends string>(allowed: readonly T[], value: string, lines: LineReader): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw lines.problem(`not one of ${allowed.join(', ')}`);
  return found;
}
