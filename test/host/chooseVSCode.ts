/**
 * Which VS Code the suite runs in: the desktop build that VSCODE_EXECUTABLE names, or the one that VSCODE_VERSION
 * (`stable`, `1.110.0`) asks to be downloaded; otherwise the browser-hosted build, which needs nothing but npm but runs
 * on Linux x64 only. Elsewhere the desktop build is downloaded.
 */
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { setUpHost } from './setup.ts';

export interface Chosen {
  executable: string;
  isDesktop: boolean;
}

/** Whether windows can be driven by mouse and keyboard here. */
export const canHostWindows = process.platform === 'linux' && process.arch === 'x64';

const launcher = path.join(import.meta.dirname, 'desktop.mjs');

export async function chooseVSCode(): Promise<Chosen> {
  const named = process.env['VSCODE_EXECUTABLE'];
  if (named) return { executable: named, isDesktop: true };
  const version = process.env['VSCODE_VERSION'];
  if (version || !canHostWindows) {
    return { executable: await downloadAndUnzipVSCode(version ?? 'stable'), isDesktop: true };
  }
  setUpHost();
  return { executable: launcher, isDesktop: false };
}
