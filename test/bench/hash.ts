/**
 * h1 of a module zip against the least that it can cost, reading the file whole, inflating and hashing the same entries; and whether
 * memory stays flat when the zip grows.
 */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inflateRawSync } from 'node:zlib';
import { createNodeFiles } from '../../src/cli/ports/nodeFiles.ts';
import { hashZip } from '../../src/engine/sumdb/dirhash.ts';
import { openModuleZip } from '../../src/engine/zip/moduleZip.ts';
import { type TestEntry, zipParts } from '../unit/zip/buildZip.ts';
import { median } from './measure.ts';
import type { BenchResult } from './result.ts';

const rounds = 9;

export async function benchHash(): Promise<BenchResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gomod-bench-'));
  try {
    return [
      await againstFloor('h1 of 5,000 small files, against inflating and hashing', folder, manySmall()),
      await againstFloor('h1 of four files of 10 MB, against inflating and hashing', folder, fewBig()),
      flatMemory(folder),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Text that packs about as well as source code. */
function sourceText(bytes: number, seed: number): Buffer {
  const words = ['func ', 'return ', 'package ', 'err != nil ', '{\n', '}\n', '\tif ', 'string', 'range ', ' := '];
  const parts: string[] = [];
  let state = seed + 1;
  for (let length = 0; length < bytes; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const word = (words[state >>> 28] ?? state.toString(36)) + String.fromCharCode(97 + ((state >>> 20) % 26));
    parts.push(word);
    length += word.length;
  }
  return Buffer.from(parts.join('')).subarray(0, bytes);
}

/** 2 to 18 kB, as files of Go source are. */
function manySmall(): TestEntry[] {
  return Array.from({ length: 5000 }, (_, i) => ({
    name: `example.com/m@v1.0.0/p${i % 50}/file${i}.go`,
    content: sourceText(2000 + ((i * 37) % 16_000), i),
  }));
}

function fewBig(): TestEntry[] {
  return Array.from({ length: 4 }, (_, i) => ({
    name: `example.com/m@v1.0.0/big${i}.go`,
    content: sourceText(10_000_000, i),
  }));
}

function writeZip(file: string, entries: Iterable<TestEntry>): void {
  const descriptor = openSync(file, 'w');
  for (const part of zipParts(entries)) writeSync(descriptor, part);
  closeSync(descriptor);
}

async function againstFloor(name: string, folder: string, entries: TestEntry[]): Promise<BenchResult> {
  const file = path.join(folder, 'module.zip');
  writeZip(file, entries);
  const ranges = await packedRanges(file);
  const floor: number[] = [];
  const ours: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const floorMs = await timed(async () => inflateAndHash(readFileSync(file), ranges));
    const oursMs = await timed(() => hashFileOnce(file));
    if (round < 0) continue;
    floor.push(floorMs);
    ours.push(oursMs);
  }
  return {
    name,
    value: median(ours) / median(floor),
    limit: 1.2,
    unit: '×',
    note: `${median(ours).toFixed(0)} ms against ${median(floor).toFixed(0)} ms`,
  };
}

/** Where the deflated bytes of each entry are: the floor pays for no directory, no CRC-32 and no rules. */
async function packedRanges(file: string): Promise<[start: number, end: number][]> {
  const bytes = readFileSync(file);
  const opened = await openFile(file);
  opened.close();
  return opened.zip.entries.map((entry) => {
    const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
    return [start, start + entry.compressedBytes];
  });
}

function inflateAndHash(bytes: Buffer, ranges: readonly [start: number, end: number][]): void {
  for (const [start, end] of ranges) hash('sha256', inflateRawSync(bytes.subarray(start, end)), 'hex');
}

async function openFile(file: string) {
  const random = await createNodeFiles().openRandom(file);
  if (random.kind !== 'ok') throw new Error(`cannot open ${file}`);
  const opened = await openModuleZip(random.file);
  if (opened.kind !== 'ok') throw new Error(opened.detail);
  return { zip: opened.zip, close: () => random.file.close() };
}

async function hashFileOnce(file: string): Promise<void> {
  const opened = await openFile(file);
  const hashed = await hashZip(opened.zip, new AbortController().signal);
  opened.close();
  if (hashed.kind !== 'ok') throw new Error(hashed.detail);
}

/** Each run begins with a clean heap, so that none pays for the garbage of the one before. */
async function timed(work: () => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Each size in a process of its own, because the peak of resident memory never goes down. */
function flatMemory(folder: string): BenchResult {
  const peaks = [20, 400].map((megabytes) => {
    const file = path.join(folder, `${megabytes}.zip`);
    const content = sourceText(1_000_000, megabytes);
    const entries = Array.from({ length: megabytes }, (_, i) => ({ name: `m@v1/${i}`, content, method: 0 }));
    writeZip(file, entries);
    const out = execFileSync(process.execPath, [import.meta.filename, file], { encoding: 'utf8' });
    rmSync(file);
    return Number(out) / 1024;
  });
  const [small = 0, large = 0] = peaks;
  return {
    name: 'peak memory for a zip of 400 MB, above one of 20 MB',
    value: large - small,
    limit: 16,
    unit: 'MB',
    note: `${large.toFixed(0)} MB against ${small.toFixed(0)} MB resident at most`,
  };
}

/** In KiB. Linux hands the parent's peak down in `maxRSS`, so there the kernel's own figure of this process is read. */
function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

const [script, zipToHash] = process.argv.slice(1);
if (script === import.meta.filename && zipToHash !== undefined) {
  await hashFileOnce(zipToHash);
  console.log(peakMemory());
}
