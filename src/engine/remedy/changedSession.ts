/** The same question after a change: what a remedy would make of settings and go.mod, without writing anything. */
import type { RemedyChange } from '../../protocol/report.ts';
import { fileUri } from '../diagnose/place.ts';
import { parseGoMod } from '../modfile/goMod.ts';
import { openSession, type Session } from '../questionSession.ts';
import { createTrace } from '../web/trace.ts';

/** Null where the change is nothing that a simulation knows: a command, a letter, a wait. */
export async function changedSession(
  session: Session,
  change: RemedyChange,
  signal: AbortSignal,
): Promise<Session | null> {
  if ('set' in change) {
    const { ports, options, question } = session;
    const overrides = { ...question.overrides, ...change.set };
    const changed = await openSession(ports, options, { ...question, overrides }, signal);
    return 'kind' in changed ? null : changed;
  }
  return 'edits' in change ? withEdits(session, change) : null;
}

function withEdits(session: Session, change: Extract<RemedyChange, { edits: unknown }>): Session | null {
  const { project, ports } = session;
  if (project === null || change.uri !== fileUri(project.goModPath, ports.host.platform)) return null;
  const text = change.edits.reduceRight(applyEdit, project.goMod.text);
  const goMod = parseGoMod(text, project.goModPath);
  return { ...session, trace: createTrace(ports.clock), project: { ...project, goMod } };
}

/** Edits stand in the order of the text and do not overlap. */
function applyEdit(text: string, edit: Extract<RemedyChange, { edits: unknown }>['edits'][number]): string {
  const lines = text.split('\n');
  const offsetOf = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const start = offsetOf(edit.startLine, edit.startColumn);
  return text.slice(0, start) + edit.newText + text.slice(offsetOf(edit.endLine, edit.endColumn));
}
