/**
 * One module version as one text archive, in the form of Go's own test data (cmd/go/testdata/mod): the file is named
 * `PATH_VERSION.txtar` with `_` for `/` and `!x` for `X`; `.info` and `.mod` are what a proxy answers, every other file
 * goes into the zip.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArchive } from './txtar.ts';
import { writeZip, type ZipEntry } from './zipWriter.ts';

export interface ModuleFixture {
  path: string;
  version: string;
  info: string;
  mod: string;
  zip: Buffer;
  /** The `h1:` hashes as go.sum has them. */
  zipHash: string;
  modHash: string;
}

/** All modules of a folder, by `PATH@VERSION`. */
export function loadModules(folder: string): Map<string, ModuleFixture> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txtar'));
  const modules = names.sort().map((name) => parseModule(name, readFileSync(join(folder, name), 'utf8')));
  return new Map(modules.map((module) => [`${module.path}@${module.version}`, module]));
}

export function parseModule(fileName: string, source: string): ModuleFixture {
  const cut = fileName.lastIndexOf('_v');
  if (cut < 0) throw new Error(`${fileName}: not named PATH_VERSION.txtar`);
  const path = unescapeCase(fileName.slice(0, cut).replaceAll('_', '/'));
  const version = unescapeCase(fileName.slice(cut + 1, -'.txtar'.length));
  const { files } = parseArchive(source);
  const text = (name: string): string => {
    const file = files.find((candidate) => candidate.name === name);
    if (!file) throw new Error(`${fileName}: no section ${name}`);
    return file.text;
  };
  const entries = files
    .filter((file) => !file.name.startsWith('.'))
    .map((file) => ({ name: `${path}@${version}/${file.name}`, data: Buffer.from(file.text) }));
  const mod = text('.mod');
  const modEntry = { name: 'go.mod', data: Buffer.from(mod) };
  return {
    path,
    version,
    info: text('.info').trimEnd(),
    mod,
    zip: writeZip(entries),
    zipHash: hashFiles(entries),
    modHash: hashFiles([modEntry]),
  };
}

const unescapeCase = (text: string): string =>
  text.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `h1:`, the hash of a list of hashes: golang.org/x/mod/sumdb/dirhash, Hash1. */
function hashFiles(entries: readonly ZipEntry[]): string {
  const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const lines = sorted.map((entry) => `${createHash('sha256').update(entry.data).digest('hex')}  ${entry.name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}

/** The escaped form of a path or version, as URLs and the module cache have it. */
export const escapeCase = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
