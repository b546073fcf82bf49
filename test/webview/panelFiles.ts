/** The panel as it is shipped, built into a folder of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { webviewBuild } from '../../scripts/webviewBuild.mjs';
import { projectRoot } from '../host/paths.ts';

export async function buildPanel(): Promise<{ folder: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'panel-'));
  await build({ ...webviewBuild(folder), absWorkingDir: projectRoot });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Every variable of the editor that the script or the style names. */
export function usedVariables(folder: string): string[] {
  const text = ['panel.js', 'panel.css'].map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  return [...new Set(text.match(/--vscode-[\w-]+/g))].sort();
}
