/**
 * Where a zip begins and ends inside a file, as Go's archive/zip (reader.go, readDirectoryEnd) finds it. A zip is read
 * from its end: the last 65 KiB hold the "end of central directory" record, which says where the directory of names is.
 * Go tolerates bytes behind that record, and bytes before the archive when the offsets then do not fit.
 *
 *     PK\5\6  disk(2) directory disk(2) records on disk(2) records(2) directory size(4) directory offset(4) comment(2+n)
 *
 * An attacker writes every field. Where Go and the library that reads the directory would not see the same archive, the
 * answer is `uncertain`: neither a good zip nor a proved fault.
 */
import type { FileWindow } from './fileWindow.ts';

export type ArchiveBounds =
  | { kind: 'found'; start: number; end: number /* from `start` */; directoryOffset: number; records: number }
  | { kind: 'notAZip'; detail: string }
  | { kind: 'uncertain'; detail: string };

interface DirectoryEnd {
  /** Where the record begins. */
  position: number;
  end: number;
  records: number;
  directorySize: number;
  directoryOffset: number;
  isZip64: boolean;
}

const recordBytes = 22;
const locatorBytes = 20;
const zip64RecordBytes = 56;
const headerBytes = 46;
const recordSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const zip64Signature = 0x06064b50;
export const headerSignature = 0x02014b50;

/** go's words for a file that is no zip. */
export const notAValidZip = 'zip: not a valid zip file';

const notAZip: ArchiveBounds = { kind: 'notAZip', detail: notAValidZip };

export function findArchive(window: FileWindow): ArchiveBounds {
  const record = findRecord(window);
  if (record === null) return notAZip;
  const end = followZip64(window, record);
  if ('kind' in end) return end;
  const base = end.position - end.directorySize - end.directoryOffset;
  const directory = base + end.directoryOffset;
  if (!(directory >= 0 && directory < window.sizeBytes)) return notAZip;
  if (base < 0) return { kind: 'uncertain', detail: 'the directory reaches over the end record' };
  const start = base > 0 && hasHeader(window, end.directoryOffset) ? 0 : base;
  if (start > 0 && end.isZip64) return { kind: 'uncertain', detail: 'bytes before a zip64 archive' };
  return { kind: 'found', start, end: end.end, directoryOffset: end.directoryOffset, records: end.records };
}

/** Go looks at the last KiB first, then at 65; the last record whose comment fits in the file counts. */
function findRecord(window: FileWindow): DirectoryEnd | null {
  for (const blockBytes of [1024, 65 * 1024]) {
    const length = Math.min(blockBytes, window.sizeBytes);
    const block = window.get(window.sizeBytes - length, length);
    const at = block === null ? -1 : findRecordIn(block);
    if (block !== null && at >= 0) return parseRecord(block, at, window.sizeBytes - length);
    if (length === window.sizeBytes) return null;
  }
  return null;
}

function findRecordIn(block: Buffer): number {
  for (let at = block.length - recordBytes; at >= 0; at--) {
    if (block[at] !== 0x50 || block.readUInt32LE(at) !== recordSignature) continue;
    return at + recordBytes + block.readUInt16LE(at + 20) <= block.length ? at : -1;
  }
  return -1;
}

function parseRecord(block: Buffer, at: number, blockStart: number): DirectoryEnd {
  return {
    position: blockStart + at,
    end: blockStart + at + recordBytes + block.readUInt16LE(at + 20),
    records: block.readUInt16LE(at + 10),
    directorySize: block.readUInt32LE(at + 12),
    directoryOffset: block.readUInt32LE(at + 16),
    isZip64: false,
  };
}

/** Archives with large numbers keep them in a second record, which a locator before the first one points to. */
function followZip64(window: FileWindow, record: DirectoryEnd): DirectoryEnd | ArchiveBounds {
  const goLooks = record.records === 0xffff || record.directorySize === 0xffff || record.directoryOffset === 0xffffffff;
  const locator = window.get(record.position - locatorBytes, locatorBytes);
  if (locator?.readUInt32LE(0) !== locatorSignature) return record;
  const isUsable = locator.readUInt32LE(4) === 0 && locator.readUInt32LE(16) === 1;
  if (!goLooks || !isUsable) return { kind: 'uncertain', detail: 'a zip64 locator that Go does not follow' };
  const position = Number(locator.readBigUInt64LE(8));
  const bytes = window.get(position, zip64RecordBytes);
  if (bytes === null) return { kind: 'notAZip', detail: 'EOF' };
  if (bytes.readUInt32LE(0) !== zip64Signature) return notAZip;
  return {
    position,
    end: record.end,
    records: Number(bytes.readBigUInt64LE(32)),
    directorySize: Number(bytes.readBigUInt64LE(40)),
    directoryOffset: Number(bytes.readBigUInt64LE(48)),
    isZip64: true,
  };
}

function hasHeader(window: FileWindow, position: number): boolean {
  const header = window.get(position, headerBytes);
  if (header?.readUInt32LE(0) !== headerSignature) return false;
  const rest = header.readUInt16LE(28) + header.readUInt16LE(30) + header.readUInt16LE(32);
  return position + headerBytes + rest <= window.sizeBytes;
}
