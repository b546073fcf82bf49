/** go's sentence for an error in the module graph: who requires whom, down to the module that failed. */
import type { GraphFailure } from './goModReader.ts';
import type { ModuleNode } from './moduleGraph.ts';

export function nameOf({ path, version }: { path: string; version: string }): string {
  return version === '' ? path : `${path}@${version}`;
}

/** Source: `BuildListError` in cmd/go/internal/mvs/errors.go. `chain` ends at the module that failed. */
export function chainText(chain: readonly ModuleNode[], failure: GraphFailure): string {
  if (failure.isBare) return failure.text;
  const versions = chain.filter(({ version }) => version !== '');
  const last = versions.at(-1);
  if (last === undefined) return failure.text;
  const above = versions.slice(0, -1).map((node) => `${nameOf(node)} requires\n\t`);
  const name = nameOf(last);
  const isReplaced = failure.module !== null && failure.module !== name;
  return `${above.join('')}${name}${isReplaced ? ` (replaced by ${failure.module})` : ''}: ${failure.text}`;
}
