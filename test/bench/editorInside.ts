/**
 * Runs inside the extension host for `editor.ts`: times what the extension does there, and writes the figures to the file
 * that EDITOR_FIGURES names. It wraps the registration of providers before the extension is activated, so that it can call
 * them without the way through the editor.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { median } from './measure.ts';

export interface EditorFigures {
  /** `activate()` itself. */
  activateMs: number;
  /** Loading the bundle, and everything else that the host does around it. */
  loadMs: number;
  /** From the moment that the host knows of an opened file whose results are known, to its annotations. */
  annotationsMs: number;
  /** One call of the hover provider. */
  hoverMs: number;
  /** The longest time that the extension host could not run anything else while 500 requires were looked at. */
  longestBlockMs: number;
  /** The same while nothing is done, for comparison. */
  idleBlockMs: number;
  /** The engine's largest resident memory. */
  engineMb: number;
}

const requireCount = 500;
/** A busy machine only adds: of several rounds the best one is ours. */
const rounds = 3;

const token = new vscode.CancellationTokenSource().token;
const wholeFile = new vscode.Range(0, 0, requireCount + 10, 0);

export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const file = vscode.Uri.joinPath(folder.uri, 'go.mod');
  const times = watchActivation();
  const providers = catchProviders();
  const loadMs = await activate();
  await open(file);
  await until(async () => (await notes(file)).filter(hasAnswer).length === requireCount);
  const blocks: number[] = [];
  const idle: number[] = [];
  for (let round = 0; round < rounds; round++) {
    idle.push(await longestBlock(() => new Promise((resolve) => setTimeout(resolve, 500))));
    blocks.push(await longestBlock(() => lookAgain(providers)));
  }
  const figures: EditorFigures = {
    activateMs: times.activateMs,
    loadMs: loadMs - times.activateMs,
    annotationsMs: await bestOf(() => reopen(file, providers)),
    hoverMs: await timeHover(providers, await until(() => openDocument(file))),
    longestBlockMs: Math.min(...blocks),
    idleBlockMs: Math.min(...idle),
    engineMb: peakMemoryMb(await until(() => enginePid())),
  };
  writeFileSync(process.env['EDITOR_FIGURES'] ?? '', JSON.stringify(figures));
}

async function bestOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await measure());
  return Math.min(...times);
}

/** A new engine process, a plan and a look at all modules; ends when nothing has been new for a second. */
async function lookAgain({ changes }: Caught): Promise<void> {
  const before = changes();
  await vscode.commands.executeCommand('goModules.restartEngine');
  // The settings' outdating, the plan, the look.
  await until(() => changes() >= before + 3);
}

async function reopen(file: vscode.Uri, { annotations }: Caught): Promise<number> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until(() => openDocument(file) === undefined);
  const known = new Promise<number>((resolve) => {
    const subscription = vscode.workspace.onDidOpenTextDocument(async (document) => {
      if (document.uri.toString() !== file.toString()) return;
      subscription.dispose();
      const started = performance.now();
      const hints = await annotations?.provideInlayHints(document, wholeFile, token);
      if (hints?.length !== requireCount) throw new Error(`${hints?.length} annotations`);
      resolve(performance.now() - started);
    });
  });
  await open(file);
  return known;
}

/** Times the bundle's own `activate()`: the host loads it by require. */
function watchActivation(): { activateMs: number } {
  const times = { activateMs: 0 };
  const own = path.join(ownExtension().extensionPath, 'dist');
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (!request.startsWith(own)) return loaded;
    const { activate, deactivate } = loaded as { activate(context: unknown): unknown; deactivate(): unknown };
    return {
      deactivate,
      activate: (context: unknown) => {
        const started = performance.now();
        const result = activate(context);
        times.activateMs = performance.now() - started;
        return result;
      },
    };
  };
  return times;
}

/** As a user opens it: a document that an extension opens lives on after its editor is closed. */
async function open(file: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', file);
  await until(() => openDocument(file));
}

function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
}

interface Caught {
  hover: vscode.HoverProvider | null;
  annotations: vscode.InlayHintsProvider | null;
  /** How often the annotations have asked to be drawn again. */
  changes(): number;
}

function catchProviders(): Caught {
  let changes = 0;
  const caught: Caught = { hover: null, annotations: null, changes: () => changes };
  const { registerHoverProvider, registerInlayHintsProvider } = vscode.languages;
  Object.assign(vscode.languages, {
    registerHoverProvider: (selector: vscode.DocumentSelector, provider: vscode.HoverProvider) => {
      caught.hover = provider;
      return registerHoverProvider(selector, provider);
    },
    registerInlayHintsProvider: (selector: vscode.DocumentSelector, provider: vscode.InlayHintsProvider) => {
      caught.annotations = provider;
      provider.onDidChangeInlayHints?.(() => {
        changes += 1;
      });
      return registerInlayHintsProvider(selector, provider);
    },
  });
  return caught;
}

function ownExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('go-modules-doctor.go-modules-doctor');
  if (extension === undefined) throw new Error('the extension is not there');
  return extension;
}

async function activate(): Promise<number> {
  const extension = ownExtension();
  if (extension.isActive) throw new Error('the extension was active before anybody asked');
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}

async function timeHover({ hover: provider }: Caught, document: vscode.TextDocument): Promise<number> {
  if (provider === null) throw new Error('no hover provider was registered');
  const times: number[] = [];
  for (let line = 5; line < 105; line++) {
    const started = performance.now();
    const hover = await provider.provideHover(document, new vscode.Position(line, 3), token);
    times.push(performance.now() - started);
    if (!hover) throw new Error(`no hover on line ${line + 1}`);
  }
  return median(times);
}

async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await work();
  histogram.disable();
  return histogram.max / 1e6;
}

async function notes(file: vscode.Uri): Promise<vscode.InlayHint[]> {
  return vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', file, wholeFile);
}

const hasAnswer = ({ label }: vscode.InlayHint): boolean => typeof label === 'string' && /proxy \d+ ms/.test(label);

/** Linux only, as the browser-hosted editor is. */
function enginePid(): number | undefined {
  return readdirSync(`/proc/${process.pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8').split(' '))
    .filter((pid) => pid !== '')
    .map(Number)
    .find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cli.js\0serve'));
}

function peakMemoryMb(pid: number): number {
  return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function until<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited 60 s for ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
