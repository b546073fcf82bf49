/** Findings about a file of the project that go cannot read: one for the file, with a place for each error. */
import type { ModError } from '../modfile/goMod.ts';
import type { FindingCode } from './findingCode.ts';
import { fileEvidence, fileUri } from './place.ts';
import { open } from './remedy/act.ts';
import type { RuleContext, RuleFinding } from './rule.ts';

const mostPlaces = 50;

export function fileErrors(
  context: RuleContext,
  code: FindingCode,
  file: string,
  errors: readonly ModError[],
): RuleFinding[] {
  const first = errors[0];
  if (!first) return [];
  const uri = fileUri(file, context.platform);
  const shown = errors.slice(0, mostPlaces);
  return [
    {
      code,
      params: { path: file, line: first.line, column: first.column, message: first.message, errors: errors.length },
      severity: 'error',
      certainty: 'proved',
      subject: {},
      affects: context.runs.filter((run) => run.outcome !== 'ok').map((run) => run.id),
      evidence: [...new Set(shown.map((one) => fileEvidence(file, one.line)))],
      locations: shown.map((one) => ({
        uri,
        startLine: one.line,
        startColumn: one.column,
        endLine: one.line + 1,
        endColumn: 1,
      })),
      remedies: [open('open-file', { file, line: first.line }, `${uri}#L${first.line}`)],
      explains: [fileKey(file)],
      consequenceOf: [],
    },
  ];
}

/** Names a whole file among the things that a finding explains. */
export function fileKey(file: string): string {
  return `file:${file}`;
}
