/**
 * Reads the command line: `gomod-doctor <command> [arguments] [options]`. Options may stand anywhere after the command,
 * as `--name value` or `--name=value`; `--` ends them; the last of a repeated option wins, except `--set`, which adds up.
 */
import {
  type CommandName,
  commandNames,
  isCommandName,
  type OptionName,
  type OptionSpec,
  optionSpecs,
  specOf,
} from './commands.ts';
import { nearest } from './nearest.ts';

export type CommandLine =
  | { kind: 'help'; command: CommandName | null }
  | { kind: 'version' }
  | { kind: 'noCommand' }
  | { kind: 'command'; command: CommandName; operands: readonly string[]; options: Options }
  | { kind: 'wrong'; problem: ArgumentProblem };

export type ArgumentProblem =
  | { kind: 'unknownCommand'; word: string; nearest: string | null }
  | { kind: 'unknownOption'; word: string; command: CommandName; nearest: string | null }
  | { kind: 'missingValue'; option: string; takes: string }
  | { kind: 'unwantedValue'; option: string; value: string }
  | { kind: 'badChoice'; option: string; value: string; choices: readonly string[] }
  | { kind: 'badSeconds'; value: string }
  | { kind: 'badAssignment'; value: string }
  | { kind: 'missingOperand'; command: CommandName; operand: string }
  | { kind: 'missingOption'; command: CommandName; option: string }
  | { kind: 'unwantedOperand'; command: CommandName; word: string };

export class Options {
  readonly #values = new Map<string, string[]>();

  add(name: string, value: string): void {
    this.#values.set(name, [...this.all(name), value]);
  }
  has(name: OptionName): boolean {
    return this.#values.has(name);
  }
  /** The last value, or null. */
  value(name: OptionName): string | null {
    return this.all(name).at(-1) ?? null;
  }
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

const wrong = (problem: ArgumentProblem) => ({ kind: 'wrong', problem }) as const;

/** `argv` without Node and the script. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const leading = withoutLeadingOptions(argv);
  const [word, ...rest] = leading.words;
  if (word === undefined) return { kind: 'noCommand' };
  if (word === '--version') return { kind: 'version' };
  if (word === '--help' || word === '-h' || word === 'help') return helpFor(rest);
  if (!isCommandName(word)) {
    const candidates = [...commandNames, '--help', '--version'];
    return wrong({ kind: 'unknownCommand', word, nearest: nearest(word, candidates) });
  }
  return parseRest(word, [...leading.options, ...rest]);
}

/** `-C DIR`, `--lang X` and `--no-color` may also stand before the command, as in git and go. */
function withoutLeadingOptions(argv: readonly string[]): { options: string[]; words: readonly string[] } {
  const options: string[] = [];
  let at = 0;
  for (; at < argv.length; at++) {
    const [name = ''] = (argv[at] ?? '').split('=', 1);
    if (!['-C', '--lang', '--no-color'].includes(name)) break;
    options.push(argv[at] ?? '');
    if (name !== '--no-color' && name === argv[at] && at + 1 < argv.length) options.push(argv[++at] ?? '');
  }
  return { options, words: argv.slice(at) };
}

function helpFor(words: readonly string[]): CommandLine {
  const word = withoutLeadingOptions(words).words.find((candidate) => !candidate.startsWith('-'));
  if (word === undefined) return { kind: 'help', command: null };
  if (isCommandName(word)) return { kind: 'help', command: word };
  return wrong({ kind: 'unknownCommand', word, nearest: nearest(word, commandNames) });
}

function parseRest(command: CommandName, words: readonly string[]): CommandLine {
  const options = new Options();
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (word === '-h') options.add('--help', '');
    else if (!word.startsWith('-') || word === '-') operands.push(word);
    else {
      const read = readOption(command, word, words[at + 1]);
      if ('problem' in read) return wrong(read.problem);
      options.add(read.name, read.value);
      if (read.tookNext) at += 1;
    }
  }
  if (options.has('--help')) return { kind: 'help', command };
  if (command === 'whatif' && !options.has('--set'))
    return wrong({ kind: 'missingOption', command, option: '--set NAME=VALUE' });
  const problem = operandProblem(command, operands);
  return problem === null ? { kind: 'command', command, operands, options } : wrong(problem);
}

type ReadOption = { name: string; value: string; tookNext: boolean } | { problem: ArgumentProblem };

function readOption(command: CommandName, word: string, next: string | undefined): ReadOption {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const spec = specOf(name, command);
  if (spec === null) {
    const known = optionSpecs.filter((one: OptionSpec) => one.commands.includes(command)).map((one) => one.name);
    return { problem: { kind: 'unknownOption', word: name, command, nearest: nearest(name, known) } };
  }
  const attached = equals < 0 ? null : word.slice(equals + 1);
  if (spec.takes === null) {
    if (attached !== null) return { problem: { kind: 'unwantedValue', option: name, value: attached } };
    return { name, value: '', tookNext: false };
  }
  const value = attached ?? next;
  if (value === undefined) return { problem: { kind: 'missingValue', option: name, takes: spec.takes } };
  const problem = valueProblem(spec, value);
  return problem === null ? { name, value, tookNext: attached === null } : { problem };
}

function valueProblem(spec: OptionSpec, value: string): ArgumentProblem | null {
  const option = spec.name;
  if (spec.choices !== undefined && !spec.choices.includes(option === '--lang' ? value.toLowerCase() : value)) {
    return { kind: 'badChoice', option, value, choices: spec.choices };
  }
  if (option === '--timeout' && !isSeconds(value)) return { kind: 'badSeconds', value };
  if (option === '--set' && !/^[A-Za-z_][A-Za-z0-9_]*=/.test(value)) return { kind: 'badAssignment', value };
  if (value === '') return { kind: 'missingValue', option, takes: spec.takes ?? '' };
  return null;
}

/** A day is more than any run needs, and a timer cannot hold much more. */
const isSeconds = (value: string) =>
  /^\d{1,6}(\.\d{1,3})?$/.test(value) && Number(value) > 0 && Number(value) <= 86_400;

const operandCounts: Readonly<Record<CommandName, { least: number; most: number; names: readonly string[] }>> = {
  diagnose: { least: 0, most: Number.POSITIVE_INFINITY, names: [] },
  plan: { least: 0, most: Number.POSITIVE_INFINITY, names: [] },
  env: { least: 0, most: 0, names: [] },
  explain: { least: 0, most: 1, names: [] },
  verify: { least: 0, most: Number.POSITIVE_INFINITY, names: [] },
  compare: { least: 1, most: 1, names: ['MODULE@VERSION'] },
  whatif: { least: 1, most: Number.POSITIVE_INFINITY, names: ['MODULE@VERSION'] },
  parse: { least: 1, most: 1, names: ['FILE'] },
  hash: { least: 2, most: 2, names: ['FILE.zip', 'MODULE@VERSION'] },
  lab: { least: 0, most: Number.POSITIVE_INFINITY, names: [] },
  serve: { least: 0, most: 0, names: [] },
};

function operandProblem(command: CommandName, operands: readonly string[]): ArgumentProblem | null {
  const { least, most, names } = operandCounts[command];
  if (operands.length < least) return { kind: 'missingOperand', command, operand: names[operands.length] ?? '' };
  const surplus = operands[most];
  return surplus === undefined ? null : { kind: 'unwantedOperand', command, word: surplus };
}
