/** The commands and options that exist, in the order in which help shows them. */
export const commandNames = [
  'diagnose',
  'plan',
  'env',
  'explain',
  'verify',
  'compare',
  'whatif',
  'parse',
  'hash',
  'lab',
  'serve',
] as const;
export type CommandName = (typeof commandNames)[number];

export interface OptionSpec {
  name: string;
  /** Name of the value in help, or null for a switch. */
  takes: string | null;
  /** The only words allowed as a value. */
  choices?: readonly string[];
  commands: readonly CommandName[];
}

const fetching = ['diagnose', 'plan', 'compare', 'whatif'] as const;
const reporting = ['diagnose', 'plan', 'env', 'verify', 'compare', 'whatif'] as const;

export const optionSpecs = [
  {
    name: '-C',
    takes: 'DIR',
    commands: ['diagnose', 'plan', 'env', 'explain', 'verify', 'compare', 'whatif', 'parse', 'hash', 'lab'],
  },
  { name: '--set', takes: 'NAME=VALUE', commands: reporting },
  { name: '--go', takes: 'VERSION', commands: reporting },
  { name: '--for', takes: 'OPERATION', choices: ['download', 'list', 'get', 'build', 'tidy'], commands: fetching },
  { name: '--for', takes: 'MODULE', commands: ['env'] },
  { name: '--depth', takes: 'DEPTH', choices: ['info', 'mod', 'zip'], commands: fetching },
  { name: '--cache', takes: 'CACHE', choices: ['empty', 'real'], commands: fetching },
  { name: '--passive', takes: null, commands: ['diagnose'] },
  { name: '--try-remedies', takes: null, commands: ['diagnose'] },
  { name: '--timeout', takes: 'SECONDS', commands: reporting },
  { name: '--fail-on', takes: 'SEVERITY', choices: ['error', 'warning'], commands: reporting },
  { name: '--run', takes: null, commands: ['whatif'] },
  { name: '--mirror', takes: 'URL', commands: ['compare', 'verify'] },
  { name: '--clean', takes: 'MODULE@VERSION', commands: ['verify'] },
  { name: '--yes', takes: null, commands: ['verify'] },
  {
    name: '--json',
    takes: null,
    commands: ['diagnose', 'plan', 'env', 'explain', 'verify', 'compare', 'whatif', 'parse', 'hash'],
  },
  { name: '--markdown', takes: 'FILE', commands: reporting },
  { name: '--har', takes: 'FILE', commands: ['diagnose'] },
  { name: '--lang', takes: 'LANGUAGE', choices: ['en', 'zh-cn'], commands: commandNames },
  { name: '--no-color', takes: null, commands: commandNames },
  { name: '--offline', takes: null, commands: ['serve'] },
  { name: '--help', takes: null, commands: commandNames },
] as const satisfies readonly OptionSpec[];

export type OptionName = (typeof optionSpecs)[number]['name'];

export const specOf = (name: string, command: CommandName): OptionSpec | null =>
  optionSpecs.find((spec: OptionSpec) => spec.name === name && spec.commands.includes(command)) ?? null;

export const isCommandName = (word: string): word is CommandName => commandNames.some((name) => name === word);
