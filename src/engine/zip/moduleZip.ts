/**
 * A module zip, opened for reading: the names and sizes of its directory, in the directory's order. Nothing is believed:
 * not the number of entries, not offsets, not sizes, not names.
 *
 * yauzl parses the directory; what surrounds it (`archiveBounds.ts`) and the data (`entryData.ts`) follow Go's archive/zip.
 */
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import type { RandomAccessFile } from '../ports.ts';
import { type ArchiveBounds, findArchive, headerSignature, notAValidZip } from './archiveBounds.ts';
import { decodeName } from './entryName.ts';
import { FileWindow } from './fileWindow.ts';

export interface ZipEntry {
  /** As stored; bytes that are not UTF-8 are lone surrogates (`entryName.ts`). A directory ends with a slash. */
  name: string;
  method: number;
  hasDescriptor: boolean;
  crc32: number;
  compressedBytes: number;
  uncompressedBytes: number;
  /** Of the local header, from the start of the file. */
  offset: number;
  /** Whether a Unix system stored it as a symbolic link. Module zips have none that count; archives of git do. */
  isLink?: boolean;
}

export interface ModuleZip {
  sizeBytes: number;
  entries: readonly ZipEntry[];
  /** For `entryData.ts`; one reader at a time. */
  window: FileWindow;
}

export type OpenedZip =
  | { kind: 'ok'; zip: ModuleZip }
  /** Go refuses it with the words in `detail`. */
  | { kind: 'notAZip'; detail: string }
  /** We cannot read it, and Go perhaps can. No fault is proved. */
  | { kind: 'uncertain'; detail: string };

/** Beyond these, memory would grow with what a server chose. Go has no such limit, so exceeding them proves nothing. */
const maxEntries = 500_000;
const maxNameBytes = 64 * 1024 * 1024;

/** The caller keeps the file open while it uses the zip, and closes it. */
export async function openModuleZip(file: RandomAccessFile): Promise<OpenedZip> {
  const window = new FileWindow(file);
  const bounds = findArchive(window);
  if (bounds.kind !== 'found') return bounds;
  if (bounds.records > maxEntries) return { kind: 'uncertain', detail: `more than ${maxEntries} entries` };
  try {
    const directory = new DirectoryReader(window, bounds);
    const entries = await readDirectory(directory, bounds);
    if (!Array.isArray(entries)) return entries;
    return { kind: 'ok', zip: { sizeBytes: file.sizeBytes, entries, window } };
  } catch (error) {
    return directoryFault(error, bounds, window);
  }
}

type Found = Extract<ArchiveBounds, { kind: 'found' }>;

const maxNested = 100;

/** Shows yauzl the archive without the bytes around it. */
class DirectoryReader extends RandomAccessReader {
  readonly sizeBytes: number;
  readonly #window: FileWindow;
  readonly #start: number;
  #nested = 0;

  constructor(window: FileWindow, bounds: Found) {
    super();
    this.#window = window;
    this.#start = bounds.start;
    this.sizeBytes = bounds.end - bounds.start;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const inside = position + length <= this.sizeBytes;
    const bytes = inside ? this.#window.get(this.#start + position, length) : null;
    bytes?.copy(target, offset);
    const read = bytes === null ? 0 : length;
    // Calls at once nest in each other and would overflow the stack after some thousand; waiting each time is slow.
    this.#nested = (this.#nested + 1) % maxNested;
    if (this.#nested === 0) process.nextTick(done, null, read);
    else done(null, read);
  }

  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}

async function readDirectory(reader: DirectoryReader, bounds: Found): Promise<ZipEntry[] | OpenedZip> {
  const zipFile = await openDirectory(reader);
  const entries: ZipEntry[] = [];
  let cursor = bounds.directoryOffset;
  let nameBytes = 0;
  const tooLong = await new Promise<OpenedZip | null>((resolve, reject) => {
    zipFile.on('entry', (entry: Entry) => {
      nameBytes += entry.fileNameLength;
      cursor += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      entries.push(toZipEntry(entry, bounds.start));
      if (nameBytes <= maxNameBytes) zipFile.readEntry();
      else resolve({ kind: 'uncertain', detail: `more than ${maxNameBytes} bytes of names` });
    });
    zipFile.once('end', () => resolve(null));
    zipFile.once('error', reject);
    zipFile.readEntry();
  });
  if (tooLong !== null) return tooLong;
  return (await hasMore(reader, cursor))
    ? { kind: 'uncertain', detail: 'more entries than the end record counts' }
    : entries;
}

function openDirectory(reader: DirectoryReader): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(reader, reader.sizeBytes, options, (error, zipFile) =>
      error === null || error === undefined ? resolve(zipFile) : reject(error),
    );
  });
}

function toZipEntry(entry: Entry, start: number): ZipEntry {
  return {
    name: decodeName(entry.fileNameRaw),
    method: entry.compressionMethod,
    hasDescriptor: (entry.generalPurposeBitFlag & 0x8) !== 0,
    crc32: entry.crc32,
    compressedBytes: entry.compressedSize,
    uncompressedBytes: entry.uncompressedSize,
    offset: start + entry.relativeOffsetOfLocalHeader,
    ...(isLink(entry) ? { isLink: true } : {}),
  };
}

function isLink(entry: Entry): boolean {
  const isUnix = entry.versionMadeBy >>> 8 === 3 || entry.versionMadeBy >>> 8 === 19;
  return isUnix && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

/** Go reads on to the first thing that is no entry; entries that the end record hides would change its view. */
function hasMore(reader: DirectoryReader, cursor: number): Promise<boolean> {
  const next = Buffer.alloc(4);
  return new Promise((resolve) => {
    reader.read(next, 0, 4, cursor, (_error, read) => resolve(read === 4 && next.readUInt32LE(0) === headerSignature));
  });
}

/** Only what Go refuses for the same reason is a fault; other refusals are yauzl's own. */
function directoryFault(error: unknown, bounds: Found, window: FileWindow): OpenedZip {
  // yauzl's own errors are plain ones; anything else is a bug.
  if (!(error instanceof Error) || error.name !== 'Error') throw error;
  const isShort = error.message === 'unexpected EOF' && bounds.end === window.sizeBytes;
  const isFewer =
    error.message.startsWith('invalid central directory file header signature') && bounds.records <= 0xffff;
  if (isShort || isFewer) return { kind: 'notAZip', detail: isShort ? 'unexpected EOF' : notAValidZip };
  return { kind: 'uncertain', detail: error.message };
}
