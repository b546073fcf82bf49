/** What can be done: each remedy with the command that does it, what it would lead to, and its price. */
import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../protocol/report.ts';
import { remedyCommand } from '../remedyCommand.ts';
import { predictionText } from '../words.ts';
import { blank, type Line, prose, span, verbatim } from './page.ts';
import type { View } from './view.ts';

export function remedyLines(remedies: readonly Remedy[], view: View): Line[] {
  if (remedies.length === 0) return [];
  const head = prose(2, span(l10n.t('What you can do'), 'strong'));
  return [blank, head, ...withoutRepeats(remedies).flatMap((one) => linesOf(one, view))];
}

/** Two findings of one module may advise the same. */
function withoutRepeats(remedies: readonly Remedy[]): Remedy[] {
  const key = ({ title, change }: Remedy) => `${title} ${JSON.stringify(change)}`;
  return [...new Map(remedies.map((one) => [key(one), one])).values()];
}

function linesOf(remedy: Remedy, view: View): Line[] {
  const glyph = remedy.risk === 'weakens' ? span('! ', 'warn') : span('→ ', 'good');
  const lines = [prose(4, [glyph, span(remedy.title)], 6)];
  const command = remedyCommand(remedy, view.platform);
  if (command !== null && !remedy.title.includes(command)) lines.push(verbatim(6, span(command, 'quote')));
  if (remedy.effect !== '') lines.push(prose(6, span(remedy.effect, 'dim')));
  if (remedy.predicted !== null) lines.push(prose(6, span(predictionText(remedy.predicted), 'dim')));
  if (remedy.caution !== null && remedy.caution !== '') lines.push(prose(6, span(remedy.caution, 'warn')));
  return lines;
}
