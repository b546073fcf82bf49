/**
 * Gives the headless Chromium a Chinese font, for pictures only: Noto Sans SC out of an npm package. It comes as WOFF, a
 * container of zlib streams around the tables of a TrueType font (https://www.w3.org/TR/WOFF/), which fontconfig passes over.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { cacheFolder, chromiumFolder } from './paths.ts';

const fontPackage = '@fontsource/noto-sans-sc@5.3.0';
const fontIntegrity = 'sha512-HeqIlGm0+ohOKxZLuHj1qW6r6avHH0OWdKERAcSDI0RQ+MXrteuLKA+M+5eOA8rYy0MFvOR5AT0fQo2rUkye0Q==';
const fontFile = 'package/files/noto-sans-sc-chinese-simplified-400-normal.woff';

export function setUpChineseFont(): void {
  const target = path.join(chromiumFolder, 'fonts/noto-sans-sc.ttf');
  if (existsSync(target)) return;
  const folder = mkdtempSync(path.join(cacheFolder, 'font-'));
  try {
    execFileSync('npm', ['pack', fontPackage, '--loglevel=error', '--pack-destination', folder], { stdio: 'ignore' });
    const packed = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
    const integrity = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`;
    if (integrity !== fontIntegrity) throw new Error(`${fontPackage} has integrity ${integrity}`);
    execFileSync('tar', ['-xzf', packed, '-C', folder, fontFile]);
    writeFileSync(target, unwrap(readFileSync(path.join(folder, fontFile))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** WOFF to TrueType: the same tables behind a directory of 16 bytes each. */
function unwrap(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const tables: Buffer[] = [];
  let offset = head.length;
  for (let index = 0; index < count; index++) {
    const entry = 44 + 20 * index;
    const [start, stored, size] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number];
    const data = woff.subarray(start, start + stored);
    const table = stored < size ? inflateSync(data) : data;
    const record = 12 + 16 * index;
    woff.copy(head, record, entry, entry + 4);
    woff.copy(head, record + 4, entry + 16, entry + 20);
    head.writeUInt32BE(offset, record + 8);
    head.writeUInt32BE(size, record + 12);
    const padded = Buffer.concat([table, Buffer.alloc(-size & 3)]);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([head, ...tables]);
}
