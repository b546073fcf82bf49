/** The parsers beside `go mod edit -json` and `go work edit -json`: the same bytes, or the same errors at the same places. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { goModJson } from '../../src/engine/modfile/editJson.ts';
import type { TextEdit } from '../../src/engine/modfile/edits.ts';
import {
  addDirective,
  addExclude,
  addReplace,
  addRequire,
  applyEdits,
  dropDirective,
  setRequireVersion,
} from '../../src/engine/modfile/edits.ts';
import type { ModError } from '../../src/engine/modfile/goMod.ts';
import { parseGoMod } from '../../src/engine/modfile/goMod.ts';
import { goWorkJson, parseGoWork } from '../../src/engine/modfile/goWork.ts';
import type { Source } from './modFileCases.ts';
import { generatedFiles, goModCases, goWorkCases } from './modFileCases.ts';

interface Answer {
  json: string;
  errors: string[];
}

type FileName = 'go.mod' | 'go.work';

describe('go.mod and go.work, compared with go', function () {
  this.timeout(120_000);
  let folder = '';

  before(async function () {
    folder = mkdtempSync(path.join(tmpdir(), 'modEdit-'));
    mkdirSync(path.join(folder, 'home'));
    const version = await run(folder, ['version']);
    if (version.kind === 'ran') return;
    console.error('      SKIPPED: there is no go command to compare with; go.mod and go.work were NOT compared');
    this.skip();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('reads every directive, good and bad, in ordinary and odd spellings', async () => {
    await compareAll(folder, 'go.mod', goModCases());
  });

  it('reads files put together at random', async () => {
    await compareAll(folder, 'go.mod', generatedFiles(1126, 300));
  });

  it('edits to the same meaning as go mod edit', async () => {
    for (const text of editedFiles) await compareEdits(folder, text);
  });

  it('reads workspaces', async () => {
    await compareAll(folder, 'go.work', goWorkCases());
  });
});

const editedFiles = [
  'module m\n',
  'module m\n\nrequire a.test/x v1.0.0 // why\n\nexclude a.test/x v0.1.0\n',
  'module m\r\n\r\nrequire (\r\n\ta.test/x v1.0.0\r\n\tb.test/y v1.0.0 // indirect\r\n)\r\n',
  '// Deprecated: m\nmodule m\n\nrequire (\n\t// about x\n\ta.test/x v1.0.0\n)\n\nreplace (\n\tq.test/q => ./q\n)\ngo 1.21',
];

async function compareEdits(folder: string, text: string): Promise<void> {
  writeFileSync(path.join(folder, 'go.mod'), text);
  const goMod = parseGoMod(text, 'go.mod');
  const [first] = goMod.requires;
  const drop = first === undefined ? null : dropDirective(goMod, first.range);
  const made: [flag: string, edit: TextEdit | null][] = [
    ['-require=n.test/n@v1.0.0', addRequire(goMod, 'n.test/n', 'v1.0.0', 'direct')],
    ['-exclude=n.test/n@v1.0.0', addExclude(goMod, 'n.test/n', 'v1.0.0')],
    ['-replace=n.test/n=../n', addReplace(goMod, { path: 'n.test/n', version: null }, { path: '../n', version: null })],
    ['-tool=n.test/t', addDirective(goMod, 'tool', 'n.test/t')],
    ['-droprequire=a.test/x', drop],
    ['-require=a.test/x@v1.9.0', first === undefined ? null : setRequireVersion(first, 'v1.9.0')],
  ];
  for (const [flag, edit] of made) {
    if (edit === null) continue;
    const theirs = await run(folder, ['mod', 'edit', flag, '-json', 'go.mod']);
    const after = parseGoMod(applyEdits(text, [edit]), 'go.mod');
    assert.equal(theirs.kind === 'ran' ? theirs.stdout : '', goModJson(after), `${flag} on ${JSON.stringify(text)}`);
    assert.deepEqual(after.errors, []);
  }
}

async function compareAll(folder: string, name: FileName, sources: readonly Source[]): Promise<void> {
  const queue = sources.entries();
  const lane = async (directory: string) => {
    mkdirSync(directory, { recursive: true });
    for (const [, source] of queue) await compare(path.join(directory, name), name, source);
  };
  await Promise.all([lane(path.join(folder, `${name}-1`)), lane(path.join(folder, `${name}-2`))]);
}

async function compare(file: string, name: FileName, source: Source): Promise<void> {
  writeFileSync(file, source);
  const ours = ourAnswer(name, source);
  const theirs = await goAnswer(file, name);
  assert.deepEqual(ours, theirs, `for ${name} ${JSON.stringify(Buffer.from(source).toString('latin1'))}`);
}

function ourAnswer(name: FileName, source: Source): Answer {
  const parsed = name === 'go.mod' ? parseGoMod(source, name) : parseGoWork(source, name);
  if (parsed.errors.length > 0) return { json: '', errors: parsed.errors.map((error) => goError(name, error)) };
  return { json: 'module' in parsed ? goModJson(parsed) : goWorkJson(parsed), errors: [] };
}

/** As go prints it: without a column where that is 1. */
function goError(file: string, { line, column, message }: ModError): string {
  return column > 1 ? `${file}:${line}:${column}: ${message}` : `${file}:${line}: ${message}`;
}

async function goAnswer(file: string, name: FileName): Promise<Answer> {
  const directory = path.dirname(file);
  const verb = name === 'go.mod' ? 'mod' : 'work';
  const done = await run(directory, [verb, 'edit', '-json', name]);
  assert.equal(done.kind, 'ran');
  if (done.kind !== 'ran') return { json: '', errors: [] };
  // The reader of go.work says it, and its caller says it again.
  const header = `go: errors parsing ${name}:\n${name === 'go.work' ? 'errors parsing go.work:\n' : ''}`;
  if (done.code === 0) return { json: done.stdout, errors: [] };
  assert.ok(done.stderr.startsWith(header), `unexpected: ${done.stderr}`);
  const text = `\n${done.stderr.slice(header.length).replace(/\n$/, '')}`;
  const errors = text.split(`\n${name}:`).slice(1);
  return { json: '', errors: errors.map((error) => `${name}:${error}`) };
}

type Ran = { kind: 'ran'; code: number; stdout: string; stderr: string } | { kind: 'missing' };

function run(directory: string, args: readonly string[]): Promise<Ran> {
  const home = path.join(directory, 'home');
  const env = {
    ...process.env,
    HOME: home,
    GOENV: 'off',
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
    GOWORK: '',
    GOPROXY: 'off',
    GOTELEMETRY: 'off',
  };
  return new Promise((resolve) => {
    execFile('go', args, { cwd: directory, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      resolve(typeof code === 'number' ? { kind: 'ran', code, stdout, stderr } : { kind: 'missing' });
    });
  });
}
