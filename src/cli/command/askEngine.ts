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
import { cleanLine } from '../terminal/clean.ts';
import { comparisonPage } from '../terminal/comparisonPage.ts';
import { diagnosisPage } from '../terminal/diagnosisPage.ts';
import { envPage } from '../terminal/envPage.ts';
import { type Line, type Paint, paintPage } from '../terminal/page.ts';
import { createProgressLine } from '../terminal/progressLine.ts';
import { terminalPaint } from '../terminal/terminalPaint.ts';
import { verifyPage } from '../terminal/verifyPage.ts';
import type { View } from '../terminal/view.ts';
import { complain } from './complain.ts';

export type EngineCommand = 'diagnose' | 'plan' | 'env' | 'verify' | 'compare' | 'whatif';

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
  const onProgress = (one: Progress) => {
    if (one.hosts === undefined) progress.show(one);
    else announce(cli, language, one.hosts);
  };
  const asking = { engine, command, question, options };
  const answer = await ask(asking, onProgress, cli.interrupted).finally(progress.end);
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

interface Asking {
  engine: Engine;
  command: EngineCommand;
  question: Question;
  options: Options;
}

function askCommand(
  { engine, command, question, options }: Asking,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer> {
  switch (command) {
    case 'diagnose':
      return engine.diagnose(question, onProgress, signal);
    case 'plan':
      return engine.plan(question, signal);
    case 'env':
      return engine.env(question, signal);
    case 'verify': {
      const choices = { clean: options.value('--clean'), agreed: options.has('--yes') };
      return engine.verify({ ...question, mirrors: options.all('--mirror'), ...choices }, onProgress, signal);
    }
    case 'compare':
      return engine.compare({ ...question, mirrors: options.all('--mirror') }, onProgress, signal);
    case 'whatif': {
      const changed = { changes: question.overrides, fetches: options.has('--run') };
      return engine.whatif({ ...question, overrides: {}, ...changed }, onProgress, signal);
    }
  }
}

/** Hosts that go itself would not ask are named before they are asked. */
function announce(cli: Cli, language: Language, hosts: readonly string[]): void {
  const names = hosts.map((host) => (host === 'direct' ? inLanguage(language, () => l10n.t('the origin')) : host));
  const text = inLanguage(language, () => l10n.t('asks {0}', names.join(', ')));
  cli.stderr.write(`gomod-doctor: ${cleanLine(text)}\n`);
}

/** Null where Ctrl-C ended the run before there was anything to tell. */
async function ask(
  asking: Asking,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer | null> {
  try {
    return await askCommand(asking, onProgress, signal);
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
  return inLanguage(language, () => paintPage(pageOf(report)(report, view), paint));
}

function pageOf(report: Report): (report: Report, view: View) => Line[] {
  if (report.command === 'env') return envPage;
  if (report.command === 'verify') return verifyPage;
  return report.runs.length > 1 ? comparisonPage : diagnosisPage;
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
