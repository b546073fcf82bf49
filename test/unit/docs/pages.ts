import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** From the root of the project, with `/`. */
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');

/** Every page of Markdown that people read, from the root of the project, with `/`. */
export function pageFiles(): string[] {
  const entries = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const docs = entries.filter((name) => name.endsWith('.md')).map((name) => `docs/${name.replaceAll('\\', '/')}`);
  return ['README.md', 'README.zh-cn.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...docs.sort()];
}

/** The text without blocks of code. */
export const prose = (markdown: string): string => markdown.replaceAll(/^```[^\n]*\n[\s\S]*?^```$/gm, '');

export interface Manifest {
  name: string;
  version: string;
  engines: { vscode: string; node: string };
  scripts: Record<string, string>;
}

export const manifest = (): Manifest => JSON.parse(read('package.json'));
