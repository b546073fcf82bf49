/**
 * The content of one entry, as Go's archive/zip reads it: data begins behind a local header (whose name and sizes Go
 * ignores), is stored or deflated, must have exactly the size that the directory declares, and its CRC-32 must fit.
 *
 *     PK\3\4 … name length(2 at 26) extra length(2 at 28) name extra data [descriptor: [PK\7\8] crc32 …]
 *
 * The packed data may lie or go on for ever: output is cut at the declared size, input at the end of the file.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { notAValidZip } from './archiveBounds.ts';
import { windowBytes } from './fileWindow.ts';
import type { ModuleZip, ZipEntry } from './moduleZip.ts';

/** `detail` has go's words (without the offset that Go prints for broken deflate data). */
export interface CorruptEntry {
  kind: 'corrupt';
  detail: string;
}

const stored = 0;
const deflated = 8;
const localSignature = 0x04034b50;
const localBytes = 30;
const descriptorSignature = 0x08074b50;
const chunkBytes = 256 * 1024;
/** The least that zlib takes. */
const minChunkBytes = 64;

const corrupt = (detail: string): CorruptEntry => ({ kind: 'corrupt', detail });
const unexpectedEof = corrupt('unexpected EOF');
const checksumError = corrupt('zip: checksum error');

/** Whether `readSmall` can read it. */
export function isSmall(entry: ZipEntry): boolean {
  return entry.compressedBytes <= windowBytes && entry.uncompressedBytes <= windowBytes;
}

/** The whole content of a small entry; the bytes are good until the next read. */
export function readSmall(zip: ModuleZip, entry: ZipEntry): { kind: 'ok'; data: Buffer } | CorruptEntry {
  const start = locateData(zip, entry);
  if (typeof start !== 'number') return start;
  if (entry.name.endsWith('/')) return readDirectoryEntry(entry);
  const packed = zip.window.get(start, Math.min(entry.compressedBytes, Math.max(0, zip.sizeBytes - start)));
  if (packed === null) return unexpectedEof;
  const unpacked = entry.method === deflated ? inflateAtOnce(packed, entry.uncompressedBytes) : packed;
  if (!Buffer.isBuffer(unpacked)) return unpacked;
  const fault = checkEnd(zip, entry, start, unpacked.length, crc32(unpacked));
  if (fault !== null) return fault;
  if (!entry.hasDescriptor || entry.method === deflated) return { kind: 'ok', data: unpacked };
  // Looking for the descriptor may have moved the window under stored data.
  return { kind: 'ok', data: zip.window.get(start, entry.compressedBytes) ?? unpacked };
}

/** The content in pieces of bounded size, in order. Throws the signal's reason when aborted. */
export async function streamEntry(
  zip: ModuleZip,
  entry: ZipEntry,
  take: (chunk: Buffer) => void,
  signal: AbortSignal,
): Promise<{ kind: 'ok' } | CorruptEntry> {
  const start = locateData(zip, entry);
  if (typeof start !== 'number') return start;
  if (entry.name.endsWith('/')) return readDirectoryEntry(entry);
  let length = 0;
  let sum = 0;
  const measure = (chunk: Buffer) => {
    length += chunk.length;
    if (length > entry.uncompressedBytes) throw new TooLong();
    sum = crc32(chunk, sum);
    take(chunk);
  };
  const fault = await unpackChunks(zip, entry, start, measure, signal);
  return fault ?? checkEnd(zip, entry, start, length, sum) ?? { kind: 'ok' };
}

class TooLong extends Error {}

async function unpackChunks(
  zip: ModuleZip,
  entry: ZipEntry,
  start: number,
  take: (chunk: Buffer) => void,
  signal: AbortSignal,
): Promise<CorruptEntry | null> {
  try {
    const packed = Readable.from(packedChunks(zip, start, entry.compressedBytes), { objectMode: false });
    const sink = async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) take(chunk);
    };
    if (entry.method === stored) await pipeline(packed, sink, { signal });
    else await pipeline(packed, createInflateRaw({ chunkSize: chunkBytes }), sink, { signal });
    return null;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof TooLong ? corrupt(notAValidZip) : inflateFault(error);
  }
}

/** Each chunk has memory of its own: the consumer works while the next one is read. */
function* packedChunks(zip: ModuleZip, start: number, length: number): Generator<Buffer> {
  const end = Math.min(start + length, zip.sizeBytes);
  for (let at = start; at < end; ) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
    const read = zip.window.readInto(chunk, at);
    if (read === 0) return;
    yield chunk.subarray(0, read);
    at += read;
  }
}

/** The start of the data in the file. */
function locateData(zip: ModuleZip, entry: ZipEntry): number | CorruptEntry {
  const header = zip.window.get(entry.offset, localBytes);
  if (header === null) return corrupt('EOF');
  if (header.readUInt32LE(0) !== localSignature) return corrupt(notAValidZip);
  if (!entry.name.endsWith('/') && entry.method !== stored && entry.method !== deflated) {
    return corrupt('zip: unsupported compression algorithm');
  }
  return entry.offset + localBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Directories have no content, whatever lies behind their header. */
function readDirectoryEntry(entry: ZipEntry): { kind: 'ok'; data: Buffer } | CorruptEntry {
  return entry.uncompressedBytes === 0 ? { kind: 'ok', data: Buffer.alloc(0) } : corrupt(notAValidZip);
}

function inflateAtOnce(packed: Buffer, declaredBytes: number): Buffer | CorruptEntry {
  try {
    // One byte more than declared: the whole content fits into one buffer, and too much content shows.
    const chunkSize = Math.max(minChunkBytes, declaredBytes + 1);
    return inflateRawSync(packed, { chunkSize, maxOutputLength: Math.max(1, declaredBytes) });
  } catch (error) {
    return inflateFault(error);
  }
}

function inflateFault(error: unknown): CorruptEntry {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_BUFFER_TOO_LARGE') return corrupt(notAValidZip);
  if (code === 'Z_BUF_ERROR') return unexpectedEof;
  if (code === 'Z_DATA_ERROR') return corrupt('flate: corrupt input');
  throw error;
}

/** What Go looks at when the data has ended: the size, then the CRC-32 in the descriptor or the directory. */
function checkEnd(zip: ModuleZip, entry: ZipEntry, start: number, length: number, sum: number): CorruptEntry | null {
  if (length > entry.uncompressedBytes) return corrupt(notAValidZip);
  if (length < entry.uncompressedBytes) return unexpectedEof;
  if (!entry.hasDescriptor) return entry.crc32 !== 0 && sum !== entry.crc32 ? checksumError : null;
  const descriptor = readDescriptor(zip, start + entry.compressedBytes);
  if (descriptor === null) return unexpectedEof;
  return descriptor === entry.crc32 && sum === entry.crc32 ? null : checksumError;
}

/** The CRC-32 behind the data, before which a signature may stand; the two sizes behind it must exist, and are ignored. */
function readDescriptor(zip: ModuleZip, position: number): number | null {
  const first = zip.window.get(position, 12);
  if (first?.readUInt32LE(0) !== descriptorSignature) return first?.readUInt32LE(0) ?? null;
  return zip.window.get(position, 16)?.readUInt32LE(4) ?? null;
}
