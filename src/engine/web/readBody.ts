/**
 * Reads the body of an answer: decoded when it is gzip, into memory or into a file, never more than was asked for. Only
 * the beginning is kept as an excerpt. The other side decides how much it sends and how slowly, so both are bounded.
 */
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Clock, TempFile } from '../ports.ts';
import { excerptBytes, type Limits, minBodyProgressBytes } from './limits.ts';
import type { NetFailure } from './netFailure.ts';
import { isGunzipError, translateGunzipError, translateWriteError } from './translateError.ts';

export interface BodyQuestion {
  raw: Readable;
  isGzip: boolean;
  host: string;
  maxBytes: number;
  gosMaxBytes: number | null;
  /** Beyond `maxBytes` the rest is dropped instead of being a failure. */
  cutAtMax: boolean;
  sink: TempFile | null;
  limits: Limits;
  clock: Clock;
  /** Bytes of the body that have arrived so far, before decoding. */
  receivedBytes(): number;
  /** Turns an error of the connection into a failure. */
  translate(error: unknown): NetFailure;
}

export interface Body {
  bytes: Uint8Array;
  sizeBytes: number;
  head: Uint8Array;
  failure: NetFailure | null;
  /** Not read to its end: the connection cannot be used again. */
  isCut: boolean;
}

/** Longer than the excerpt, so that a secret across its end is still recognised and removed. */
const keptHeadBytes = excerptBytes + 1024;

class Stalled extends Error {}

export async function readBody(question: BodyQuestion): Promise<Body> {
  const body: Body = { bytes: new Uint8Array(), sizeBytes: 0, head: new Uint8Array(), failure: null, isCut: false };
  const kept: Uint8Array[] = [];
  const source = question.isGzip ? gunzip(question.raw) : question.raw;
  const stopWatching = watchProgress(question, source, body);
  try {
    for await (const chunk of source) {
      const isFull = await takeChunk(question, chunk, body, kept);
      if (isFull) break;
    }
  } catch (error) {
    body.failure = failureOf(question, error);
  } finally {
    stopWatching();
    source.destroy();
  }
  body.bytes = Buffer.concat(kept);
  return body;
}

class WriteFailed extends Error {}

/** True when enough was read. */
async function takeChunk(question: BodyQuestion, chunk: Buffer, body: Body, kept: Uint8Array[]): Promise<boolean> {
  const room = question.maxBytes - body.sizeBytes;
  const isFull = chunk.length > room;
  const part = isFull && question.cutAtMax ? chunk.subarray(0, room) : chunk;
  if (body.head.length < keptHeadBytes) body.head = Buffer.concat([body.head, part]).subarray(0, keptHeadBytes);
  body.sizeBytes += part.length;
  if (isFull) {
    body.isCut = true;
    if (!question.cutAtMax) {
      body.failure = { kind: 'tooLarge', oursBytes: question.maxBytes, gosBytes: question.gosMaxBytes };
      return true;
    }
  }
  if (question.sink === null) kept.push(part);
  else await write(question.sink, part);
  return isFull;
}

async function write(sink: TempFile, part: Uint8Array): Promise<void> {
  try {
    await sink.write(part);
  } catch (error) {
    throw new WriteFailed('the body could not be saved', { cause: error });
  }
}

function failureOf(question: BodyQuestion, error: unknown): NetFailure {
  if (error instanceof WriteFailed) return translateWriteError(error.cause);
  if (error instanceof Stalled) {
    return { kind: 'timeout', phase: 'body', host: question.host, oursMs: question.limits.bodyIdleMs, gosMs: null };
  }
  return isGunzipError(error) ? translateGunzipError(error, question.host) : question.translate(error);
}

function gunzip(raw: Readable): Readable {
  const decoder = createGunzip({ chunkSize: 64 * 1024 });
  // The error of either side arrives at whoever reads the decoder.
  pipeline(raw, decoder, () => {});
  return decoder;
}

/** Ends a body that hardly moves. */
function watchProgress(question: BodyQuestion, source: Readable, body: Body): () => void {
  const { clock, limits } = question;
  let seenBytes = 0;
  let cancel = clock.after(limits.bodyIdleMs, check);
  function check(): void {
    const nowBytes = Math.max(question.receivedBytes(), body.sizeBytes);
    if (nowBytes - seenBytes < minBodyProgressBytes) {
      source.destroy(new Stalled('the body stalled'));
      return;
    }
    seenBytes = nowBytes;
    cancel = clock.after(limits.bodyIdleMs, check);
  }
  return () => cancel();
}
