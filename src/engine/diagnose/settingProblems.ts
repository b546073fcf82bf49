/** What is odd in the setting files: one finding for each place. */
import type { Severity } from '../../protocol/report.ts';
import type { EnvironmentProblem } from '../goenv/environment.ts';
import type { FindingCode } from './findingCode.ts';
import { fileUri, settingEvidence, settingLocation } from './place.ts';
import { open } from './remedy/act.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';

export function problemFindings(
  context: RuleContext,
  code: FindingCode,
  problem: EnvironmentProblem['code'],
  severity: Severity,
): RuleFinding[] {
  return context.environment.problems
    .filter((one) => one.code === problem)
    .map((one) => settingFinding(context, code, one, severity));
}

/** A finding about one setting, at the line where it is written. */
export function settingFinding(
  context: RuleContext,
  code: FindingCode,
  problem: { setting: string | null; from: string | null; text: string },
  severity: Severity,
): RuleFinding {
  const { setting, from, text } = problem;
  return {
    code,
    params: { setting, from, text },
    severity,
    certainty: 'proved',
    subject: setting === null ? {} : { setting },
    affects: [],
    evidence: setting === null ? [] : settingEvidence(context.environment, setting),
    locations: settingLocation(from, context.platform),
    remedies: openSetting(context, from),
    explains: [],
    consequenceOf: [],
  };
}

function openSetting(context: RuleContext, from: string | null): RuleRemedy[] {
  const match = /^(.+):(\d{1,9})$/.exec(from ?? '');
  if (!match?.[1] || !match[2]) return [];
  const line = Number(match[2]);
  return [open('open-file', { file: match[1], line }, `${fileUri(match[1], context.platform)}#L${line}`)];
}
