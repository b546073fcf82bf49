/** `diagnose`, `plan` and `env`: from the command line to the question, and from the answer to the outputs. */
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Answer, Engine, Progress, Question } from '../../engine/api.ts';
import { toHar } from '../../engine/report/har.ts';
import type { Operation, Report } from '../../protocol/report.ts';
import { inLanguage, type Language } from '../../text/language.ts';
import { renderMarkdown } from '../../text/renderMarkdown.ts';
import { renderReport } from '../../text/renderReport.ts';
import type { Options } from '../argument/commandLine.ts';
import type { Cli } from '../cli.ts';
import { exitCodeOf, exitCodes } from '../exitCode.ts';
import { badQuestionSentence } from '../sentence.ts';
import { diagnosisPage } from '../terminal/diagnosisPage.ts';
import { envPage } from '../terminal/envPage.ts';
import { type Paint, paintPage } from '../terminal/page.ts';
import { createProgressLine } from '../terminal/progressLine.ts';
import { terminalPaint } from '../terminal/terminalPaint.ts';
import { complain } from './complain.ts';

export type EngineCommand = 'diagnose' | 'plan' | 'env';

export async function askEngine(
  cli: Cli,
  language: Language,
  command: EngineCommand,
  operands: readonly string[],
  options: Options,
): Promise<number> {
  const copies = copiesOf(cli, options);
  for (const { file } of copies) {
    if (await canHoldFile(cli, file)) continue;
    return complain(cli, language, () => l10n.t('{0} cannot be written: there is no such folder', file));
  }
  const question = questionOf(cli, command, operands, options);
  const engine = await cli.createEngine({ offline: false });
  const progress = createProgressLine(cli, language);
  const answer = await ask(engine, command, question, progress.show, cli.interrupted).finally(progress.end);
  if (answer === null) return exitCodes.interrupted;
  if (answer.kind === 'badQuestion') {
    return complain(cli, language, () => badQuestionSentence(answer.code, answer.params));
  }
  const report = renderReport(answer.report, language);
  cli.stdout.write(
    options.has('--json') ? `${JSON.stringify(report, null, 2)}\n` : page(cli, language, report, options),
  );
  for (const { file, render } of copies) {
    if (!(await writeCopy(cli, language, file, render(report, language)))) return exitCodes.badQuestion;
  }
  if (cli.interrupted.aborted) return exitCodes.interrupted;
  return exitCodeOf(report, options.value('--fail-on') === 'warning' ? 'warning' : 'error');
}

export function questionOf(
  cli: Pick<Cli, 'cwd'>,
  command: EngineCommand,
  operands: readonly string[],
  options: Options,
): Question {
  const isEnv = command === 'env';
  const judged = isEnv ? options.value('--for') : null;
  return {
    directory: path.resolve(cli.cwd, options.value('-C') ?? '.'),
    modules: judged === null ? operands : [judged],
    overrides: Object.fromEntries(options.all('--set').map(assignment)),
    release: options.value('--go')?.replace(/^go(?=\d)/, '') ?? null,
    operation: isEnv ? 'download' : operationOf(options.value('--for')),
    depth: depthOf(options.value('--depth')),
    cache: options.value('--cache') === 'real' ? 'real' : 'empty',
    passive: options.has('--passive'),
    tryRemedies: options.has('--try-remedies'),
    timeoutMs: Number(options.value('--timeout') ?? 120) * 1000,
  };
}

function assignment(text: string): [string, string] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals), text.slice(equals + 1)];
}

const operations: readonly Operation[] = ['download', 'list', 'get', 'build', 'tidy'];
const operationOf = (word: string | null): Operation => operations.find((one) => one === word) ?? 'download';

const depths = ['info', 'mod', 'zip'] as const;
const depthOf = (word: string | null) => depths.find((one) => one === word) ?? null;

/** Null where Ctrl-C ended the run before there was anything to tell. */
async function ask(
  engine: Engine,
  command: EngineCommand,
  question: Question,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer | null> {
  try {
    if (command === 'diagnose') return await engine.diagnose(question, onProgress, signal);
    return command === 'plan' ? await engine.plan(question, signal) : await engine.env(question, signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

function page(cli: Cli, language: Language, report: Report, options: Options): string {
  const paint = terminalPaint(cli.stdout, cli.env, { noColor: options.has('--no-color') });
  return reportPage(report, language, cli.platform, paint);
}

/** The report as the terminal shows it; also what the lab prints. */
export function reportPage(report: Report, language: Language, platform: string, paint: Paint): string {
  const isNamed = report.modules.length <= 3 && report.modules.every(({ file }) => file === null);
  const view = { width: paint.width, platform, stories: report.modules.length === 1 || isNamed };
  return inLanguage(language, () =>
    paintPage(report.command === 'env' ? envPage(report, view) : diagnosisPage(report, view), paint),
  );
}

/** The files that are written beside the output. */
function copiesOf(cli: Cli, options: Options) {
  return [
    { name: options.value('--markdown'), render: renderMarkdown },
    { name: options.value('--har'), render: (report: Report) => `${JSON.stringify(toHar(report), null, 2)}\n` },
  ].flatMap(({ name, render }) => (name === null ? [] : [{ file: path.resolve(cli.cwd, name), render }]));
}

async function canHoldFile(cli: Cli, file: string): Promise<boolean> {
  const folder = await cli.files.stat(path.dirname(file));
  if (folder.kind !== 'ok' || folder.type !== 'directory') return false;
  const present = await cli.files.stat(file);
  return present.kind !== 'ok' || present.type !== 'directory';
}

async function writeCopy(cli: Cli, language: Language, file: string, text: string): Promise<boolean> {
  const written = await cli.writeFile(file, text);
  if (written.kind === 'ok') return true;
  complain(cli, language, () => l10n.t('{0} cannot be written: {1}', file, written.message));
  return false;
}
