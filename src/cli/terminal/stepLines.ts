/** The story of one module: its decisions from top to bottom, with what came back and how long each phase took. */
import type { ModuleOutcome, ModuleReport, Report, Step } from '../../protocol/report.ts';
import { type RequestFacts, requestFacts, roundMs } from '../requestFacts.ts';
import { answerText, phasesText, stepWord } from '../words.ts';
import { cleanLine } from './clean.ts';
import { cell, type Line, type Look, prose, type Span, span } from './page.ts';
import type { View } from './view.ts';
import { padTo, widthOf } from './width.ts';

const indent = 4;
const looks: Readonly<Record<ModuleOutcome, Look>> = {
  ok: 'good',
  'not-found': 'bad',
  failed: 'bad',
  unknown: 'warn',
  skipped: 'dim',
};

export function stepLines(report: Report, module: ModuleReport, view: View): Line[] {
  const kindWidth = Math.max(...module.steps.map((step) => widthOf(stepWord(step))), 0) + 2;
  const column = indent + 4 + kindWidth;
  const titles = module.steps
    .filter(({ exchanges }) => exchanges.length > 0)
    .map(({ title }) => widthOf(cleanLine(title)));
  const titleWidth = Math.min(Math.max(...titles, 0), view.width - column - 24);
  return module.steps.flatMap((step, index) => {
    const lead = [span(`${padTo(String(index + 1).padStart(2), 4)}`, 'dim'), cell(stepWord(step), kindWidth, 'dim')];
    const facts = asks(step) ? requestFacts(report, step) : [];
    const lines =
      facts.length === 0
        ? [withoutRequest(lead, step, column)]
        : withRequests(lead, step, facts, { column, titleWidth, view });
    const isNew = step.why !== step.title && !isRepeated(step, module.steps[index - 1]);
    if (step.why !== '' && isNew) lines.push(prose(column, span(step.why, 'dim')));
    return lines;
  });
}

/** The same again, such as one tile of the database's log after another: its reason was given above. */
const isRepeated = (step: Step, before: Step | undefined) => step.title === before?.title && step.why === before.why;

/** Other steps name a request as what they looked at. */
const asks = ({ kind }: Step) => kind === 'request' || kind === 'vcs';

function withoutRequest(lead: Span[], step: Step, column: number): Line {
  const look = step.result === 'failed' || step.result === 'not-found' ? 'strong' : 'plain';
  return prose(indent, [...lead, span(step.title, look)], column);
}

interface Layout {
  column: number;
  titleWidth: number;
  view: View;
}

/** The last hop stands beside the title; the hops that were redirected stand under it, each with its host. */
function withRequests(lead: Span[], step: Step, facts: readonly RequestFacts[], layout: Layout): Line[] {
  const { column, titleWidth, view } = layout;
  const [only, ...more] = facts;
  if (only === undefined) return [withoutRequest(lead, step, column)];
  const title = padTo(cleanLine(step.title), titleWidth);
  if (more.length > 0) {
    const hops = facts.map((hop) =>
      prose(column, [span(`→ ${hop.host}   `), ...answerSpans(hop, step.result)], column + 2),
    );
    return [prose(indent, [...lead, span(title)], column), ...hops];
  }
  const answer = answerSpans(only, step.result);
  const isShort = column + widthOf(title) + 3 + widthOf(answer.map(({ text }) => text).join('')) <= view.width;
  if (isShort) return [prose(indent, [...lead, span(`${title}   `), ...answer], column)];
  return [prose(indent, [...lead, span(step.title)], column), prose(column, answer, column)];
}

function answerSpans(facts: RequestFacts, result: ModuleOutcome): Span[] {
  const isRedirect = facts.status !== null && facts.status >= 300 && facts.status < 400;
  const total = facts.totalMs === null ? '' : `${roundMs(facts.totalMs)} ms`.padStart(7);
  const phases = phasesText(facts);
  return [
    span(answerText(facts), isRedirect ? 'dim' : looks[result]),
    span(total === '' ? '' : `  ${total}`),
    span(phases === '' ? '' : `   ${phases}`, 'dim'),
  ];
}
