/** What `--help` prints. Call within `inLanguage`. */
import * as l10n from '@vscode/l10n';
import { type CommandName, commandNames, type OptionSpec, optionSpecs } from './argument/commands.ts';
import { blank, cell, type Line, prose, span, verbatim } from './terminal/page.ts';
import { widthOf } from './terminal/width.ts';

export function generalHelp(toolVersion: string): Line[] {
  const rows = commandNames.map((name) => [usageOf(name), summaryOf(name)] as const);
  return [
    prose(0, [span('Go Modules Doctor', 'strong'), span(` ${toolVersion}`)]),
    prose(0, l10n.t('Can go fetch this module, and if not, why and what now?')),
    blank,
    verbatim(0, `gomod-doctor <command> [arguments] [options]`),
    blank,
    ...table(rows),
    blank,
    prose(
      0,
      l10n.t('gomod-doctor <command> --help shows the options of a command, gomod-doctor --version the version.'),
    ),
    prose(0, l10n.t('In a folder with a go.mod, gomod-doctor diagnose is a good start.')),
  ];
}

export function commandHelp(command: CommandName): Line[] {
  const specs = optionSpecs.filter((spec: OptionSpec) => spec.commands.includes(command));
  const rows = specs.map((spec) => [optionUsage(spec), optionText(spec)] as const);
  return [
    verbatim(0, [span(`gomod-doctor ${usageOf(command)}`, 'strong'), span(` [${l10n.t('options')}]`)]),
    prose(0, summaryOf(command)),
    ...moreAbout(command).map((text) => prose(0, text)),
    blank,
    ...table(rows),
    blank,
    ...exitCodes(command),
  ];
}

/** An option as one writes it: `--for MODULE`, `--lang en|zh-cn`. */
export function optionUsage(spec: OptionSpec): string {
  return spec.takes === null ? spec.name : `${spec.name} ${spec.choices?.join('|') ?? spec.takes}`;
}

/** A command with its operands. */
export function usageOf(command: CommandName): string {
  const operands: Readonly<Record<CommandName, string>> = {
    diagnose: '[MODULE[@VERSION]...]',
    plan: '[MODULE[@VERSION]...]',
    env: '[--for MODULE]',
    explain: '[FILE|-]',
    verify: '[MODULE@VERSION...]',
    compare: 'MODULE[@VERSION]',
    whatif: '--set NAME=VALUE... MODULE[@VERSION]...',
    parse: 'FILE',
    hash: 'FILE.zip MODULE@VERSION',
    lab: '[SCENARIO...]',
    serve: '',
  };
  return `${command} ${operands[command]}`.trimEnd();
}

export function summaryOf(command: CommandName): string {
  switch (command) {
    case 'diagnose':
      return l10n.t(
        'What go would do to fetch these modules, doing it, and why it fails. Nothing named: every requirement of go.mod.',
      );
    case 'plan':
      return l10n.t('What go would do, without any network: ordered steps, who would be asked, and why.');
    case 'env':
      return l10n.t('Every setting that changes a fetch: its value, where it comes from, and what is wrong with it.');
    case 'explain':
      return l10n.t('What the output of a go command, or a log that holds it, says went wrong. Nobody is asked.');
    case 'verify':
      return l10n.t(
        'go.sum, module cache, each proxy, checksum database, origin: who says what. Nothing named: what is recorded for every requirement, without a download.',
      );
    case 'compare':
      return l10n.t(
        'The same module through each proxy of GOPROXY, given mirrors and from its origin: outcome, time, hash. Asks more hosts than go would.',
      );
    case 'whatif':
      return l10n.t('Settings as they are and changed ones, side by side: a plan, or with --run a fetch.');
    case 'parse':
      return l10n.t('go.mod or go.work as the JSON of go mod edit -json, or its errors with positions.');
    case 'hash':
      return l10n.t('The h1: hash of a module zip, and the rules of module zips that it breaks.');
    case 'lab':
      return l10n.t(
        'Starts servers that fail on purpose, on this machine only, and diagnoses them. Nothing named: a tour.',
      );
    case 'serve':
      return l10n.t('Answers an editor by messages on the process channel.');
  }
}

function moreAbout(command: CommandName): string[] {
  if (command !== 'diagnose' && command !== 'plan') return [];
  return [
    l10n.t(
      'MODULE without a version means the required version inside a main module that requires it, else the latest. A package path is taken to its module as go does it.',
    ),
  ];
}

export function optionText(spec: OptionSpec): string {
  switch (spec.name) {
    case '-C':
      return l10n.t('Work in this folder.');
    case '--set':
      return l10n.t('A setting for this run, above everything else. May be repeated.');
    case '--go':
      return l10n.t('The Go release to simulate. Default: the installed go, else the newest known.');
    case '--for':
      return spec.choices === undefined
        ? l10n.t('The module whose privacy is judged.')
        : l10n.t('The go command to simulate. Default: download.');
    case '--depth':
      return l10n.t('How far to fetch. Default: zip for named modules, mod for a whole go.mod.');
    case '--cache':
      return l10n.t('Pretend an empty module cache, as on a clean machine (default), or use the real one.');
    case '--passive':
      return l10n.t('Ask only for what the first proxy already holds. No other server, no git, no credential helper.');
    case '--try-remedies':
      return l10n.t('Try the effect of remedies by fetching, from the servers that they name. Default: only plan it.');
    case '--timeout':
      return l10n.t('For the whole run. Default: 120.');
    case '--fail-on':
      return l10n.t('From which severity on the exit code is 1. Default: error.');
    case '--run':
      return l10n.t('Fetch instead of planning.');
    case '--mirror':
      return l10n.t('A further module proxy to compare. May be repeated.');
    case '--clean':
      return l10n.t('Take this version out of the module cache, if its bytes are proved to be wrong.');
    case '--yes':
      return l10n.t('Delete it. Without this, the paths are only shown.');
    case '--json':
      return l10n.t('Print one JSON object and nothing else.');
    case '--markdown':
      return l10n.t('Also write a report for an issue or a colleague into this file.');
    case '--har':
      return l10n.t('Also write the requests into this file, as HAR 1.2, which browser tools open.');
    case '--lang':
      return l10n.t('Default: from LC_ALL, LC_MESSAGES or LANG, else the language of the system.');
    case '--no-color':
      return l10n.t('No colours, as with NO_COLOR.');
    case '--offline':
      return l10n.t('No socket, no name resolution, no process.');
    default:
      return l10n.t('Show this help.');
  }
}

function exitCodes(command: CommandName): Line[] {
  if (command === 'serve') return [];
  const one =
    command === 'parse'
      ? l10n.t('go refuses the file')
      : command === 'hash'
        ? l10n.t('go would refuse the zip')
        : command === 'explain'
          ? l10n.t('an error of fetching was recognised')
          : command === 'lab'
            ? l10n.t('a scenario did not lead to its expected finding')
            : l10n.t('an error was found');
  const rows: [string, string][] = [
    [
      '0',
      command === 'parse' || command === 'hash'
        ? l10n.t('nothing is wrong')
        : l10n.t('everything was examined, no error was found'),
    ],
    ['1', one],
    ['2', l10n.t('the question was bad')],
    ['3', l10n.t('this program failed')],
    ['4', l10n.t('not complete, and no error was found')],
    ['130', l10n.t('interrupted')],
  ];
  const shown = command === 'parse' || command === 'hash' ? rows.filter(([code]) => code !== '4') : rows;
  return [prose(0, l10n.t('Exit codes')), ...table(shown)];
}

/** Two columns; where the first is too wide for that, the second begins on a line of its own. */
function table(rows: readonly (readonly [string, string])[]): Line[] {
  const width = Math.min(Math.max(...rows.map(([left]) => widthOf(left))), 26) + 2;
  return rows.flatMap(([left, right]) =>
    widthOf(left) + 2 > width
      ? [verbatim(2, span(left, 'strong')), prose(2 + width, right)]
      : [prose(2, [cell(left, width, 'strong'), span(right)], 2 + width)],
  );
}
