/** From what the runs saw to findings: ids, order, and which finding is the consequence of which. Words are '' until `src/text` fills them. */
import type { Finding, Remedy, Severity } from '../../protocol/report.ts';
import { type FindingCode, findingCodes } from './findingCode.ts';
import { helpUrl } from './helpUrl.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';
import { rules } from './rules.ts';

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Asks every rule and puts the findings in order: errors first, and a cause before its consequences. */
export function diagnose(context: RuleContext): Finding[] {
  const found = findingCodes.flatMap((code) => rules[code](context));
  const ordered = causesFirst(
    found.toSorted((a, b) => rank[a.severity] - rank[b.severity] || orderOf(a.code) - orderOf(b.code)),
  );
  const ids = new Map(ordered.map((finding, index) => [finding, String(index + 1)]));
  const remedyIds = counter();
  return ordered.map((finding) => {
    const cause = causeOf(finding, ordered);
    return toFinding(finding, ids.get(finding) ?? '', cause ? (ids.get(cause) ?? null) : null, remedyIds);
  });
}

function orderOf(code: FindingCode): number {
  const codes: readonly FindingCode[] = findingCodes;
  return codes.indexOf(code);
}

/** Moves each cause in front of its consequences; keeps the order otherwise. */
function causesFirst(found: readonly RuleFinding[]): RuleFinding[] {
  const ordered: RuleFinding[] = [];
  for (const finding of found) {
    const cause = causeOf(finding, found);
    if (cause && !ordered.includes(cause)) ordered.push(cause);
    if (!ordered.includes(finding)) ordered.push(finding);
  }
  return ordered;
}

function causeOf(finding: RuleFinding, found: readonly RuleFinding[]): RuleFinding | null {
  if (finding.consequenceOf.length === 0) return null;
  const wanted = new Set(finding.consequenceOf);
  return found.find((other) => other !== finding && other.explains.some((id) => wanted.has(id))) ?? null;
}

function counter(): () => string {
  let last = 0;
  return () => String(++last);
}

function toFinding(found: RuleFinding, id: string, causedBy: string | null, nextRemedyId: () => string): Finding {
  const { explains: _explains, consequenceOf: _consequenceOf, remedies, ...rest } = found;
  return {
    id,
    ...rest,
    title: '',
    detail: '',
    wouldChange: null,
    helpUrl: helpUrl(found.code),
    causedBy,
    remedies: remedies.map((remedy) => toRemedy(remedy, nextRemedyId())),
  };
}

function toRemedy(remedy: RuleRemedy, id: string): Remedy {
  return { id, ...remedy, title: '', effect: '', caution: null, predicted: null };
}
