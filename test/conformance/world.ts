/** A generated scenario before it is text: few parts, each of which can be taken away when a failing one is shrunk. */
import type { CacheState } from '../lab/cacheLayout.ts';
import type { AskedFile } from '../lab/proxyAnswer.ts';
import { parseScenario, type Scenario } from '../lab/scenario.ts';
import type { Fault } from './fault.ts';

export interface World {
  name: string;
  /** What stands behind `example.com/m@`. */
  query: string;
  /** From left to right. */
  entries: Entry[];
  /** `NAME=VALUE`. */
  settings: string[];
  cached: { module: string; state: CacheState }[];
  /** Lines of the main module's go.mod behind the module and go lines, or null where there is no main module. */
  goMod: string[] | null;
  goSum: string[];
}

export type Separator = ',' | '|';
export type Scheme = 'http' | 'https' | 'http2';

export type Entry = { separator: Separator } & (
  | { kind: 'server'; scheme: Scheme; serves: string[]; faults: Misfortune[] }
  /** As it stands in GOPROXY. */
  | { kind: 'text'; text: string }
  | { kind: 'folder'; serves: string[] }
);

export interface Misfortune {
  fault: Fault;
  file: AskedFile;
}

export const versions = ['example.com/m@v1.0.0', 'example.com/m@v1.1.0', 'example.com/m@v1.2.0-rc.1'];

/** Misfortunes that lead go to the file that a fault is meant for. */
export const asks: { emptyList: Misfortune } = {
  emptyList: { fault: { name: 'empty-list', files: ['list'], rule: ['body'] }, file: 'list' },
};

export const toScenario = (world: World): Scenario => parseScenario(world.name, render(world));

/** The scenario as a data file. */
export function render(world: World): string {
  const goproxy = world.entries
    .map((entry, index) => `${address(entry, index)}${index < world.entries.length - 1 ? entry.separator : ''}`)
    .join('');
  const head = [
    `title: ${world.name}`,
    `module: example.com/m@${world.query}`,
    `GOPROXY=${goproxy}`,
    ...world.settings,
    ...world.cached.map(({ module, state }) => `cached: ${module} ${state}`),
    ...world.entries.flatMap((entry, index) =>
      entry.kind === 'folder' && entry.serves.length > 0
        ? [`file proxy: folder-${index} ${entry.serves.join(' ')}`]
        : [],
    ),
  ];
  const servers = world.entries.flatMap((entry, index) =>
    entry.kind === 'server' ? renderServer(`s${index}`, entry) : [],
  );
  const needsMirror = servers.some((line) => line.includes('{{c}}'));
  const mirror = needsMirror ? ['-- server c --', `serves: ${versions.join(' ')}`] : [];
  const goMod = world.goMod === null ? [] : ['-- go.mod --', 'module example.com/victim', 'go 1.24', ...world.goMod];
  const goSum = world.goSum.length === 0 ? [] : ['-- go.sum --', ...world.goSum];
  return `${[...head, ...servers, ...mirror, ...goMod, ...goSum].join('\n')}\n`;
}

function address(entry: Entry, index: number): string {
  if (entry.kind === 'text') return entry.text;
  return entry.kind === 'folder' ? `{{dirUrl}}/folder-${index}` : `{{s${index}}}`;
}

function renderServer(name: string, { scheme, serves, faults }: Entry & { kind: 'server' }): string[] {
  return [
    `-- server ${name} --`,
    `kind: ${scheme}`,
    ...(serves.length > 0 ? [`serves: ${serves.join(' ')}`] : []),
    ...faults.flatMap(({ fault, file }) => [`on ${file}`, ...fault.rule.map((line) => `  ${line}`)]),
  ];
}
