/** Builds zip files for tests, also ones that lie: every field can be overridden. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { RandomAccessFile } from '../../../src/engine/ports.ts';

export interface TestEntry {
  name: string | Buffer;
  content?: string | Buffer;
  /** Default: deflated. */
  method?: number;
  /** What the directory says, where it lies. */
  crc?: number;
  compressedSize?: number;
  uncompressedSize?: number;
  offset?: number;
  flags?: number;
  /** Packed bytes, where they are not the content's. */
  packed?: Buffer;
  /** Written behind the data, with flag 8. */
  descriptor?: Buffer;
  extra?: Buffer;
  localSignature?: number;
}

export interface ZipShape {
  before?: Buffer;
  after?: Buffer;
  comment?: Buffer;
  records?: number;
  directorySize?: number;
  directoryOffset?: number;
  /** Offsets count the bytes before the archive. */
  absoluteOffsets?: boolean;
}

export function buildZip(entries: readonly TestEntry[], shape: ZipShape = {}): Buffer {
  return Buffer.concat([...zipParts(entries, shape)]);
}

/** The file in pieces, so that a large one need not be in memory. */
export function* zipParts(entries: Iterable<TestEntry>, shape: ZipShape = {}): Generator<Buffer> {
  const before = shape.before ?? Buffer.alloc(0);
  const shift = shape.absoluteOffsets === true ? before.length : 0;
  yield before;
  const headers: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const built = buildEntry(entry, offset + shift);
    yield built.local;
    headers.push(built.header);
    offset += built.local.length;
  }
  const directory = Buffer.concat(headers);
  yield directory;
  yield endRecord(headers.length, directory.length, offset + shift, shape);
  yield shape.after ?? Buffer.alloc(0);
}

function endRecord(records: number, directorySize: number, directoryOffset: number, shape: ZipShape): Buffer {
  const comment = shape.comment ?? Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE((shape.records ?? records) & 0xffff, 8);
  end.writeUInt16LE((shape.records ?? records) & 0xffff, 10);
  end.writeUInt32LE(shape.directorySize ?? directorySize, 12);
  end.writeUInt32LE(shape.directoryOffset ?? directoryOffset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

function buildEntry(entry: TestEntry, offset: number): { local: Buffer; header: Buffer } {
  const name = Buffer.from(entry.name as string);
  const content = Buffer.from((entry.content ?? '') as string);
  const method = entry.method ?? 8;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const extra = entry.extra ?? Buffer.alloc(0);
  const flags = entry.flags ?? (entry.descriptor === undefined ? 0 : 8);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(entry.crc ?? crc32(content), 10);
  common.writeUInt32LE(entry.compressedSize ?? packed.length, 14);
  common.writeUInt32LE(entry.uncompressedSize ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  common.writeUInt16LE(extra.length, 24);
  const localStart = Buffer.alloc(4);
  localStart.writeUInt32LE(entry.localSignature ?? 0x04034b50, 0);
  const localLengths = Buffer.from(common);
  localLengths.writeUInt16LE(0, 24);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(entry.offset ?? offset, 10);
  return {
    local: Buffer.concat([localStart, localLengths, name, packed, entry.descriptor ?? Buffer.alloc(0)]),
    header: Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, name, extra]),
  };
}

/** A file in memory that counts what is read from it. */
export function fileOf(bytes: Uint8Array): RandomAccessFile & { reads: number; readBytes: number } {
  return {
    sizeBytes: bytes.length,
    reads: 0,
    readBytes: 0,
    readSync(target, offset, length, position) {
      const part = bytes.subarray(position, position + length);
      target.set(part, offset);
      this.reads++;
      this.readBytes += part.length;
      return part.length;
    },
    close() {},
  };
}
