/** Remedies that change a line of go.mod. */
import type { Location, Params } from '../../../protocol/report.ts';
import type { ModuleRun } from '../../modfetch/moduleRun.ts';
import type { TextRange } from '../../modfile/position.ts';
import { fileUri, rangeLocation, requireOf } from '../place.ts';
import type { RuleContext, RuleRemedy } from '../rule.ts';
import { open } from './act.ts';

/** Another version in the require line. */
export function useVersion(context: RuleContext, run: ModuleRun, version: string): RuleRemedy[] {
  const require = requireOf(context.project, run);
  if (!require) return [];
  return edit(
    context,
    'use-listed-version',
    { module: run.question.path, version },
    require.versionRange,
    version,
    require.version,
  );
}

/** Another path in the require line. */
export function usePath(context: RuleContext, run: ModuleRun, path: string): RuleRemedy[] {
  const require = requireOf(context.project, run);
  if (!require) return [];
  return edit(context, 'use-major-suffix', { from: require.path, to: path }, require.pathRange, path, require.path);
}

function edit(
  context: RuleContext,
  code: RuleRemedy['code'],
  params: Params,
  range: TextRange,
  newText: string,
  oldText: string,
): RuleRemedy[] {
  if (!context.project) return [];
  const { uri, ...place } = rangeLocation(context.project.goModPath, range, context.platform);
  const after: Omit<Location, 'uri'> = { ...place, endColumn: place.startColumn + newText.length };
  return [
    {
      code,
      params,
      kind: 'edit',
      risk: 'none',
      change: { uri, edits: [{ ...place, newText }] },
      undo: { uri, edits: [{ ...after, newText: oldText }] },
    },
  ];
}

/** Takes the lines of this range out of go.mod. */
export function dropLines(context: RuleContext, module: string, range: TextRange): RuleRemedy[] {
  if (!context.project) return [];
  const { uri } = rangeLocation(context.project.goModPath, range, context.platform);
  const lines = { startLine: range.start.line, startColumn: 1, endLine: range.end.line + 1, endColumn: 1 };
  return [
    {
      code: 'drop-replace',
      params: { module },
      kind: 'edit',
      risk: 'none',
      change: { uri, edits: [{ ...lines, newText: '' }] },
      undo: null,
    },
  ];
}

/** Opens go.mod at the line that asks for this module. */
export function openGoMod(context: RuleContext, run: ModuleRun): RuleRemedy[] {
  const asked = run.question.requirement;
  if (!asked) return [];
  return [
    open(
      'open-file',
      { file: asked.file, line: asked.line },
      `${fileUri(asked.file, context.platform)}#L${asked.line}`,
    ),
  ];
}
