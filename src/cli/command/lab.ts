/** `lab`: the fault lab diagnoses its own modules with this engine, and prints as `diagnose` does. */
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Question } from '../../engine/api.ts';
import type { Report } from '../../protocol/report.ts';
import type { Language } from '../../text/language.ts';
import { renderReport } from '../../text/renderReport.ts';
import type { Options } from '../argument/commandLine.ts';
import type { Cli, LabTour } from '../cli.ts';
import { exitCodes } from '../exitCode.ts';
import { terminalPaint } from '../terminal/terminalPaint.ts';
import { reportPage } from './askEngine.ts';
import { complain } from './complain.ts';

/** The lab prints with a margin. */
const marginColumns = 4;

export async function runLab(
  cli: Cli,
  language: Language,
  scenarios: readonly string[],
  options: Options,
): Promise<number> {
  const lab = await cli.loadLab();
  if (lab === null) return complain(cli, language, () => l10n.t('the fault lab is not part of this installation'));
  const paint = terminalPaint(cli.stdout, cli.env, { noColor: options.has('--no-color') });
  const code = await lab.run({
    scenarios,
    language,
    write: (text) => {
      cli.interrupted.throwIfAborted();
      cli.stdout.write(text);
    },
    diagnose: (...asked) => diagnose(cli, ...asked),
    render: (report) =>
      reportPage(renderReport(report, language), language, cli.platform, {
        ...paint,
        width: paint.width - marginColumns,
      }),
  });
  return cli.interrupted.aborted ? exitCodes.interrupted : code;
}

async function diagnose(
  cli: Cli,
  ...[directory, , modules, adapt, cache]: Parameters<LabTour['diagnose']>
): Promise<Report> {
  const engine = await cli.createEngine({ offline: false, adapt });
  const answer = await engine.diagnose(labQuestion(directory, modules, cache), () => {}, cli.interrupted);
  if (answer.kind !== 'report')
    throw new Error(`the lab asked a bad question: ${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.report;
}

/** The settings of a scenario lie in the environment that `adapt` gives the engine, as they would for go. */
function labQuestion(directory: string, modules: readonly string[], cache: Question['cache']): Question {
  return {
    directory: path.resolve(directory),
    modules,
    overrides: {},
    release: null,
    operation: 'download',
    depth: 'zip',
    cache,
    passive: false,
    timeoutMs: 120_000,
  };
}
