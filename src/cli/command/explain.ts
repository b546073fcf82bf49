/** `explain [FILE|-]`: what the output of a go command says went wrong. */
import path from 'node:path';
import type { FileFailure, RandomAccessFile } from '../../engine/ports.ts';
import { inLanguage, type Language } from '../../text/language.ts';
import { renderReport } from '../../text/renderReport.ts';
import type { Options } from '../argument/commandLine.ts';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../exitCode.ts';
import { explainPage } from '../terminal/explainPage.ts';
import { paintPage } from '../terminal/page.ts';
import { terminalPaint } from '../terminal/terminalPaint.ts';
import { complain } from './complain.ts';
import { unreadableSentence } from './parse.ts';

/** As much of a log as is read; the report says when there was more. */
const mostBytes = 32 * 1024 * 1024;

type Input = { kind: 'ok'; bytes: Uint8Array; totalBytes: number } | FileFailure;

export async function explain(cli: Cli, language: Language, file: string, options: Options): Promise<number> {
  const input = file === '' || file === '-' ? await cli.readInput(mostBytes) : await readFile(cli, file, options);
  if (input.kind !== 'ok') return complain(cli, language, () => unreadableSentence(file, input));
  const engine = await cli.createEngine({ offline: true });
  const answer = await engine.explain({ text: input.bytes, totalBytes: input.totalBytes });
  if (answer.kind !== 'report') return exitCodes.badQuestion;
  const report = renderReport(answer.report, language);
  if (options.has('--json')) cli.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const paint = terminalPaint(cli.stdout, cli.env, { noColor: options.has('--no-color') });
    const view = { width: paint.width, platform: cli.platform, stories: false };
    cli.stdout.write(inLanguage(language, () => paintPage(explainPage(report, view), paint)));
  }
  return report.findings.some(({ severity }) => severity === 'error') ? exitCodes.found : exitCodes.fine;
}

async function readFile(cli: Cli, file: string, options: Options): Promise<Input> {
  const full = path.resolve(cli.cwd, options.value('-C') ?? '.', file);
  const found = await cli.files.stat(full);
  if (found.kind !== 'ok') return found;
  if (found.type === 'directory') return { kind: 'failed', reason: 'isDirectory', message: file };
  const opened = await cli.files.openRandom(full);
  if (opened.kind !== 'ok') return opened;
  try {
    return readStart(opened.file);
  } finally {
    opened.file.close();
  }
}

function readStart(file: RandomAccessFile): Input {
  const bytes = new Uint8Array(Math.min(file.sizeBytes, mostBytes));
  let filled = 0;
  while (filled < bytes.length) {
    const read = file.readSync(bytes, filled, bytes.length - filled, filled);
    if (read === 0) break;
    filled += read;
  }
  return { kind: 'ok', bytes: bytes.subarray(0, filled), totalBytes: Math.max(filled, file.sizeBytes) };
}
