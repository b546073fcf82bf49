/**
 * Writes a zip file (APPNOTE 6.3): local headers with data, then the central directory, then its end record. The same
 * entries always give the same bytes: no times, no attributes. Names are written as they are given, also wrong ones.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  data: Uint8Array;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endRecord = 0x06054b50;
const utf8Names = 0x0800;
/** 1 January 1980, the earliest date that a zip knows. */
const firstDate = 0x0021;

export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = pack(entry.data);
    const facts = entryFacts(name, entry.data, packed);
    const local = Buffer.concat([u32(localHeader), facts, u16(0), name, packed.bytes]);
    directory.push(
      Buffer.concat([u32(centralHeader), u16(20), facts, u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), name]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = u16(entries.length);
  const end = Buffer.concat([u32(endRecord), u16(0), u16(0), count, count, u32(central.length), u32(offset), u16(0)]);
  return Buffer.concat([...parts, central, end]);
}

interface Packed {
  method: 0 | 8;
  bytes: Uint8Array;
}

/** Deflate where it helps, else stored: so both methods are met. */
function pack(data: Uint8Array): Packed {
  const deflated = deflateRawSync(data);
  return deflated.length < data.length ? { method: 8, bytes: deflated } : { method: 0, bytes: data };
}

/** The fields that the local and the central header share, from `version needed` to the length of the name. */
function entryFacts(name: Buffer, data: Uint8Array, packed: Packed): Buffer {
  return Buffer.concat([
    u16(20),
    u16(utf8Names),
    u16(packed.method),
    u16(0),
    u16(firstDate),
    u32(crc32(data)),
    u32(packed.bytes.length),
    u32(data.length),
    u16(name.length),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
