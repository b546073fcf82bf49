/** One GET over a connection of its own, read by Go's rules: see plainAnswer.ts. */
import type { Socket } from 'node:net';
import type { Clock } from '../ports.ts';
import { type Limits, maxErrorBodyBytes } from './limits.ts';
import type { NetFailure } from './netFailure.ts';
import type { AnswerHead } from './pendingAnswer.ts';
import { PlainBodyError, readPlainAnswer } from './plainAnswer.ts';
import { type Body, readBody } from './readBody.ts';
import type { WireRequest } from './wire.ts';

export interface PlainQuestion {
  request: WireRequest;
  socket: Socket;
  limits: Limits;
  clock: Clock;
  /** What an error of the connection, of a limit or of an abort means. */
  translate(error: unknown, phase: 'wait' | 'body'): NetFailure;
}

/** Null where Go would not read the head either. */
export async function plainExchange(
  question: PlainQuestion,
  signal: AbortSignal,
): Promise<{ head: AnswerHead; statusLine: string; body: Body } | { failure: NetFailure } | null> {
  const { request, socket, limits, clock } = question;
  const stop = (error: Error): void => void socket.destroy(error);
  const onAbort = (): void => stop(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  socket.on('error', () => {});
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const cancel = clock.after(limits.headMs, () => stop(new PlainHeadLimit()));
  try {
    socket.write(requestText(request));
    const answer = await readPlainAnswer(socket);
    cancel();
    if (answer === null) return null;
    const { head, statusLine } = answer;
    const { maxBodyBytes, gosMaxBodyBytes, sink, target } = request;
    const isOk = head.status === 200;
    const coding = head.headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1] ?? '';
    const body = await readBody({
      raw: answer.body,
      isGzip: coding.toLowerCase() === 'gzip',
      host: target.host,
      maxBytes: isOk ? maxBodyBytes : Math.min(maxBodyBytes, maxErrorBodyBytes),
      gosMaxBytes: gosMaxBodyBytes,
      cutAtMax: !isOk,
      sink: isOk ? sink : null,
      limits,
      clock,
      receivedBytes: answer.receivedBytes,
      translate: (error) => bodyFailure(error, target.host) ?? question.translate(error, 'body'),
    });
    return { head, statusLine, body };
  } catch (error) {
    return { failure: question.translate(error, 'wait') };
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
    socket.destroy();
  }
}

/** Our limit for the head of an answer. */
export class PlainHeadLimit extends Error {}

function requestText({ target, headers }: WireRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `GET ${target.target} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`;
}

function bodyFailure(error: unknown, host: string): NetFailure | null {
  if (!(error instanceof PlainBodyError)) return null;
  if (error.what === 'chunk') return { kind: 'malformed', what: 'chunk', firstBytes: '', goAgrees: 'proved', host };
  return { kind: 'closed', phase: 'body', how: 'eof', host, receivedBytes: null, announcedBytes: null };
}
