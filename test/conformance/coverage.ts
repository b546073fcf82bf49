/** Which cells of the grid the scenarios that were played have really met: go asked, and the server answered with the fault. */
import type { LogEntry } from '../lab/labServer.ts';
import { type AskedFile, parseAsk } from '../lab/proxyAnswer.ts';
import { type Cell, nameOf, separators } from './cell.ts';
import { askedFiles } from './fault.ts';

/** Whether go asked the first server for the file of the cell. */
export function isMet({ file }: Cell, logs: Record<string, readonly LogEntry[]>): boolean {
  return (logs['s0'] ?? []).some(({ path }) => parseAsk(path)?.file === file);
}

/** One line for each fault, one column for each file: cells that were met behind `,`, behind `|` and at the end. */
export function coverageTable(cells: readonly Cell[], met: ReadonlySet<string>): string {
  const faults = [...new Set(cells.map(({ fault }) => fault.name))];
  const rows = faults.map((fault) => [fault, ...askedFiles.map((file) => square(cells, met, fault, file))]);
  const table = [['met , | end', ...askedFiles], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function square(cells: readonly Cell[], met: ReadonlySet<string>, fault: string, file: AskedFile): string {
  const here = cells.filter((cell) => cell.fault.name === fault && cell.file === file);
  if (here.length === 0) return '·';
  return separators
    .map((separator) => here.filter((cell) => cell.separator === separator && met.has(nameOf(cell))).length)
    .join(' ');
}
