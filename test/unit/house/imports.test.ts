import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';

/**
 * The arrow rule: protocol ← engine ← text ← cli | vscode ← extension.ts, and protocol ← webview.
 * A file imports only from its own room and from the rooms named here.
 */
const mayImport: Record<string, readonly string[]> = {
  protocol: [],
  engine: ['protocol'],
  text: ['engine', 'protocol'],
  cli: ['text', 'engine', 'protocol'],
  vscode: ['text', 'engine', 'protocol'],
  webview: ['protocol'],
  'extension.ts': ['vscode', 'text', 'engine', 'protocol'],
};

/** Packages and Node modules that only some rooms may name. */
const onlyIn: Record<string, readonly string[]> = {
  vscode: ['vscode', 'extension.ts'],
  undici: ['engine'],
  yauzl: ['engine'],
  lit: ['webview'],
  'node:child_process': ['cli', 'vscode'],
  'node:fs': ['cli', 'vscode'],
  'node:fs/promises': ['cli', 'vscode'],
  'node:os': ['cli', 'vscode'],
  'node:process': ['cli', 'vscode'],
};

const source = path.resolve(import.meta.dirname, '../../../src');
const specifier = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.m?ts$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => name.split(path.sep).join('/'));

const roomOf = (file: string) => file.split('/')[0] ?? '';

function importsOf(file: string): string[] {
  return [...readFileSync(path.join(source, file), 'utf8').matchAll(specifier)].map((match) => match[1] ?? '');
}

function violation(file: string, target: string): string | null {
  const room = roomOf(file);
  if (!target.startsWith('.')) {
    const rooms = Object.entries(onlyIn).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1];
    return rooms && !rooms.includes(room) ? `${file} imports ${target}` : null;
  }
  const resolved = path.posix.join(path.posix.dirname(file), target);
  if (resolved.startsWith('..'))
    return resolved.startsWith('../l10n/') || resolved === '../package.json' ? null : `${file} leaves src: ${target}`;
  const other = roomOf(resolved);
  return other === room || mayImport[room]?.includes(other) ? null : `${file} (${room}) imports ${resolved} (${other})`;
}

describe('the house', () => {
  it('has only the rooms that the arrow rule knows', () => {
    const rooms = new Set(files.map(roomOf));
    assert.deepEqual(
      [...rooms].filter((room) => !(room in mayImport)),
      [],
    );
  });

  it('lets every arrow point to the left', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .map((target) => violation(file, target))
        .filter((v) => v !== null),
    );
    assert.deepEqual(wrong, []);
  });

  it('sees a wrong arrow, so that the two tests above can fail', () => {
    assert.match(violation('engine/engine.ts', '../cli/main.ts') ?? '', /engine.*imports cli/);
    assert.match(violation('engine/ports.ts', 'node:fs') ?? '', /imports node:fs/);
    assert.equal(violation('cli/main.ts', '../engine/engine.ts'), null);
  });

  it('keeps files small enough to hold one idea', () => {
    const long = files.filter((file) => readFileSync(path.join(source, file), 'utf8').split('\n').length > 450);
    assert.deepEqual(long, []);
  });
});
