/**
 * The process around the command line: standard streams, Ctrl-C, the exit code. `start.ts` has checked the version of
 * Node before this file is loaded.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import type { Engine } from '../engine/api.ts';
import type { Cli, EngineChoice, Lab, LabTour, Output } from './cli.ts';
import { exitCodes } from './exitCode.ts';
import { createNodeFiles } from './ports/nodeFiles.ts';
import { run } from './run.ts';

/** How long an interrupted run may take to tell what is known. */
const patienceMs = 1500;

async function main(): Promise<void> {
  const interruption = new AbortController();
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    interruption.abort(new Error('interrupted'));
    setTimeout(() => process.exit(exitCodes.interrupted), patienceMs).unref();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onOutputError);
  const code = await run(createCli(interruption.signal));
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

/** A closed pipe is how `| head` says that it has seen enough: no failure. A full disk is one. */
function onOutputError(error: Error & { code?: string }): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`gomod-doctor: ${error.message}\n`);
  process.exit(exitCodes.defect);
}

/** Resolves when everything written has left this process, or cannot leave it any more. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

function createCli(interrupted: AbortSignal): Cli {
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    systemLocale,
    toolVersion: manifest.version,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    files: createNodeFiles(),
    interrupted,
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    createEngine: loadEngine,
    readInput,
    writeFile: saveFile,
    loadLab,
    serve,
  };
}

/** On Unix the environment is all there is. Elsewhere ICU knows, whose loading takes as long as the rest of a start. */
function systemLocale(): string {
  const isUnix = process.platform !== 'win32' && process.platform !== 'darwin';
  return isUnix ? 'C' : Intl.DateTimeFormat().resolvedOptions().locale;
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => {
      if (!stream.destroyed) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true ? stream.columns : null;
    },
  };
}

async function loadEngine({ offline, adapt }: EngineChoice): Promise<Engine> {
  const [{ createEngine }, { createNodePorts }] = await Promise.all([
    import('../engine/engine.ts'),
    import('./ports/nodePorts.ts'),
  ]);
  const ports = createNodePorts({ offline });
  return createEngine(adapt === undefined ? ports : adapt(ports), { toolVersion: manifest.version });
}

async function readInput(maxBytes: number): ReturnType<Cli['readInput']> {
  const chunks: Buffer[] = [];
  let totalBytes = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    totalBytes += bytes.length;
    chunks.push(bytes);
    if (totalBytes > maxBytes) break;
  }
  return { kind: 'ok', bytes: Buffer.concat(chunks).subarray(0, maxBytes), totalBytes };
}

async function saveFile(file: string, text: string): ReturnType<Cli['writeFile']> {
  try {
    writeFileSync(file, text);
    return { kind: 'ok' };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The lab is a bundle of its own beside this one, with its scenarios in a folder of the same name. */
async function loadLab(): Promise<Lab | null> {
  const file = path.join(import.meta.dirname, 'lab.js');
  if ((await createNodeFiles().stat(file)).kind !== 'ok') return null;
  const loaded: unknown = await import(pathToFileURL(file).href);
  const runLab = labEntrance(loaded);
  const dataDirectory = path.join(import.meta.dirname, 'lab');
  return { run: (tour) => runLab({ ...tour, dataDirectory }) };
}

function labEntrance(loaded: unknown): (tour: LabTour & { dataDirectory: string }) => Promise<number> {
  const exports = loaded as { runLab?: unknown; default?: { runLab?: unknown } };
  const entrance = exports.runLab ?? exports.default?.runLab;
  if (typeof entrance !== 'function') throw new Error('lab.js has no runLab');
  return (tour) => Promise.resolve(Reflect.apply(entrance, undefined, [tour]));
}

async function serve(choice: EngineChoice): Promise<boolean> {
  if (process.send === undefined) return false;
  const [{ createServer }, engine] = await Promise.all([import('./serve.ts'), loadEngine(choice)]);
  const server = createServer(engine, {
    send: (message) => {
      if (process.connected) process.send?.(message);
    },
  });
  process.on('message', server.receive);
  if (process.connected) await new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  server.close();
  return true;
}

void main();
