/** Markdown that cannot be broken out of: text from servers and files stays text (CommonMark, 2.4, 4.5 and 6.1). */
import { clean } from './shown.ts';

const longestBlock = 4000;

/** Text that must not become markup: every ASCII character that Markdown or HTML could read is escaped. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^[-=]/, '\\$&');
}

/** Inline code, fenced longer than any run of backticks inside. */
export function codeSpan(text: string): string {
  const inside = clean(text);
  const fence = '`'.repeat(longestRun(inside) + 1);
  const pad = inside.startsWith('`') || inside.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${inside}${pad}${fence}`;
}

/** A block of lines, fenced longer than any run of backticks inside. Indentation stays. */
export function codeBlock(text: string): string {
  const lines = text.slice(0, longestBlock).trimEnd().split('\n').map(cleanIndented);
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [fence, ...lines, fence].join('\n');
}

function cleanIndented(line: string): string {
  const indent = /^[ \t]{0,20}/.exec(line)?.[0] ?? '';
  return `${indent.replaceAll('\t', '    ')}${clean(line)}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
}

/** A table; cells are escaped. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [row(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(row)].join('\n');
}
