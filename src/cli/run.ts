/** One run of the command line: from the arguments to the exit code. */
import * as l10n from '@vscode/l10n';
import { inLanguage, type Language } from '../text/language.ts';
import { chooseLanguage } from './argument/chooseLanguage.ts';
import { type CommandLine, type Options, parseCommandLine } from './argument/commandLine.ts';
import type { CommandName } from './argument/commands.ts';
import type { Cli, Output } from './cli.ts';
import { complain } from './command/complain.ts';
import { exitCodes } from './exitCode.ts';
import { commandHelp, generalHelp } from './help.ts';
import { argumentSentence } from './sentence.ts';
import { cleanLine } from './terminal/clean.ts';
import { type Line, paintPage } from './terminal/page.ts';
import { terminalPaint } from './terminal/terminalPaint.ts';

/** Gives the exit code. Whatever a command throws is a defect of ours, except after Ctrl-C. */
export async function run(cli: Cli): Promise<number> {
  const line = parseCommandLine(cli.argv);
  if (line.kind === 'version') {
    cli.stdout.write(`gomod-doctor ${cli.toolVersion}\n`);
    return exitCodes.fine;
  }
  const language = chooseLanguage(cli.argv, cli.env, cli.systemLocale);
  try {
    return await runLine(cli, language, line);
  } catch (error) {
    if (cli.interrupted.aborted) return exitCodes.interrupted;
    reportDefect(cli, language, error);
    return exitCodes.defect;
  }
}

function runLine(
  cli: Cli,
  language: Language,
  line: Exclude<CommandLine, { kind: 'version' }>,
): number | Promise<number> {
  switch (line.kind) {
    case 'help':
      printHelp(cli, cli.stdout, language, () =>
        line.command === null ? generalHelp(cli.toolVersion) : commandHelp(line.command),
      );
      return exitCodes.fine;
    case 'noCommand':
      printHelp(cli, cli.stderr, language, () => generalHelp(cli.toolVersion));
      return exitCodes.badQuestion;
    case 'wrong':
      return complain(cli, language, () => argumentSentence(line.problem));
    case 'command':
      return runCommand(cli, language, line.command, line.operands, line.options);
  }
}

/** Each command is loaded when it is run: `--version` and `--help` do not wait for the engine. */
async function runCommand(
  cli: Cli,
  language: Language,
  command: CommandName,
  operands: readonly string[],
  options: Options,
): Promise<number> {
  const [first = '', second = ''] = operands;
  switch (command) {
    case 'parse':
      return (await import('./command/parse.ts')).parseFile(cli, language, first, options.value('-C'));
    case 'hash':
      return (await import('./command/hash.ts')).hashFile(cli, language, first, second, options);
    case 'explain':
      return (await import('./command/explain.ts')).explain(cli, language, first, options);
    case 'lab':
      return (await import('./command/lab.ts')).runLab(cli, language, operands, options);
    case 'serve':
      if (await cli.serve({ offline: options.has('--offline') })) return exitCodes.fine;
      return complain(cli, language, () => l10n.t('serve answers an editor on a process channel, and there is none'));
    default:
      return (await import('./command/askEngine.ts')).askEngine(cli, language, command, operands, options);
  }
}

function printHelp(cli: Cli, output: Output, language: Language, lines: () => Line[]): void {
  const noColor = cli.argv.includes('--no-color');
  output.write(paintPage(inLanguage(language, lines), terminalPaint(output, cli.env, { noColor })));
}

const reportAddress = 'https://github.com/go-modules-doctor/go-modules-doctor/issues';

function reportDefect(cli: Cli, language: Language, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const sentence = inLanguage(language, () =>
    l10n.t(
      'this program failed, which is a defect of its own: {0}. Please report it at {1} with the command and the output under GOMOD_DOCTOR_DEBUG=1.',
      message,
      reportAddress,
    ),
  );
  cli.stderr.write(`gomod-doctor: ${cleanLine(sentence)}\n`);
  if (cli.env['GOMOD_DOCTOR_DEBUG'] === '1' && error instanceof Error) cli.stderr.write(`${error.stack ?? ''}\n`);
}
