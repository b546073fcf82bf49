/** What `verify` concludes about each module version, for the rules that tell it. */
import type { Certainty, Location, Params, Severity } from '../../protocol/report.ts';
import type { Examined } from '../verify/claim.ts';
import { type Conclusion, judgeClaims } from '../verify/judge.ts';
import type { RuleCode } from './findingCode.ts';
import { fileEvidence } from './place.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';

export interface Concluded<K extends Conclusion['kind']> {
  examined: Examined;
  conclusion: Extract<Conclusion, { kind: K }>;
}

/** Every conclusion of one kind, in the order of the modules. */
export function conclusions<K extends Conclusion['kind']>(context: RuleContext, kind: K): Concluded<K>[] {
  return (context.verified ?? []).flatMap((examined) =>
    judgeClaims(examined.claims)
      .filter((one): one is Extract<Conclusion, { kind: K }> => one.kind === kind)
      .map((conclusion) => ({ examined, conclusion })),
  );
}

export interface VerifiedTold {
  params: Params;
  severity: Severity;
  certainty: Certainty;
  locations: Location[];
  remedies: RuleRemedy[];
}

export function verifiedFinding(code: RuleCode, examined: Examined, told: VerifiedTold): RuleFinding {
  const { path, version, id, claims, sumLines } = examined;
  const exchanges = claims.flatMap(({ exchange }) => (exchange === null ? [] : [`exchange:${exchange}`]));
  const lines = sumLines.map(({ file, line }) => fileEvidence(file, line));
  const files = claims.flatMap(({ file, kind }) => (file !== null && kind !== 'go.sum' ? [`file:${file}`] : []));
  return {
    code,
    ...told,
    params: { module: path, version, ...told.params },
    subject: { module: path, version },
    affects: [id],
    evidence: [...new Set([...exchanges, ...lines, ...files])].slice(0, 20),
    explains: [],
    consequenceOf: [],
  };
}
