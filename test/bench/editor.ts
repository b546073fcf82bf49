/** The extension in a real VS Code with a go.mod of 500 requirements: its size, and what it costs the editor. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleForHost } from '../host/bundleSuite.ts';
import { canHostWindows } from '../host/chooseVSCode.ts';
import { openVSCode } from '../host/openVSCode.ts';
import { projectRoot } from '../host/paths.ts';
import { setUpHost } from '../host/setup.ts';
import type { EditorFigures } from './editorInside.ts';
import { createModuleProxy } from './moduleProxy.ts';
import type { BenchResult } from './result.ts';

const requireCount = 500;

export async function benchEditor(): Promise<BenchResult[]> {
  const bytes = statSync(path.join(projectRoot, 'dist/extension.js')).size;
  const size = { name: 'dist/extension.js', value: bytes / 1000, limit: 150, unit: 'kB', note: `${bytes} bytes` };
  if (!canHostWindows) return [size];
  const figures = await measureInEditor();
  return [size, ...results(figures)];
}

async function measureInEditor(): Promise<EditorFigures> {
  setUpHost();
  const folder = mkdtempSync(path.join(tmpdir(), 'gomod-bench-'));
  const proxy = await createModuleProxy(5);
  const figuresFile = path.join(folder, 'figures.json');
  const project = path.join(folder, 'project');
  writeProject(project);
  const suite = path.join(await bundleForHost(import.meta.dirname, ['editorInside.ts']), 'editorInside.cjs');
  const window = await openVSCode({
    folder: project,
    extension: projectRoot,
    suite,
    env: {
      EDITOR_FIGURES: figuresFile,
      HOME: path.join(folder, 'home'),
      GOPROXY: proxy.url,
      GOSUMDB: 'off',
      GOENV: 'off',
      GOTOOLCHAIN: 'local',
    },
  });
  try {
    await window.exitCode;
    if (!existsSync(figuresFile)) throw new Error(`no figures: ${window.log.slice(-20).join('\n')}`);
    return JSON.parse(readFileSync(figuresFile, 'utf8')) as EditorFigures;
  } finally {
    await window.close();
    await proxy.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function writeProject(project: string): void {
  mkdirSync(project, { recursive: true });
  const lines = Array.from({ length: requireCount }, (_, number) => `\texample.com/m${number} v1.0.0\n`).join('');
  const goMod = `module example.com/main\n\ngo 1.24\n\nrequire (\n${lines})\n`;
  writeFileSync(path.join(project, 'go.mod'), goMod);
}

function results(figures: EditorFigures): BenchResult[] {
  const row = (name: string, value: number, limit: number, unit: string, note: string): BenchResult => ({
    name,
    value,
    limit,
    unit,
    note,
  });
  const { activateMs, loadMs, annotationsMs, hoverMs, longestBlockMs, idleBlockMs, engineMb } = figures;
  return [
    row('activate()', activateMs, 15, 'ms', `and ${loadMs.toFixed(1)} ms for loading the bundle in the extension host`),
    row('annotations of a known file, from opening it', annotationsMs, 100, 'ms', `${requireCount} requirements`),
    row('hover from known results', hoverMs, 5, 'ms', 'in the extension, median of 100'),
    row("the extension host's longest block", longestBlockMs, 20, 'ms', `${idleBlockMs.toFixed(1)} ms while idle`),
    row('engine while annotating 500 requirements', engineMb, 120, 'MB', 'largest resident memory'),
  ];
}
