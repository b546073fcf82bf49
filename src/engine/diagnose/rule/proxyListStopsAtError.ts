/** After a comma only 404 and 410 go on: another error ended the walk although entries were left. A consequence of that error. */
import type { Step } from '../../../protocol/report.ts';
import type { ModuleRun } from '../../modfetch/moduleRun.ts';
import { requireLocation, settingEvidence } from '../place.ts';
import { isPolicyStatus, usePipe } from '../remedy/goproxy.ts';
import type { Rule, RuleContext, RuleFinding } from '../rule.ts';
import { groupBy, severityOf, versionOf } from '../sighting.ts';

interface Stop {
  run: ModuleRun;
  step: Step;
  entry: string;
  status: number | null;
  next: readonly string[];
}

export const proxyListStopsAtError: Rule = (context) => {
  const stops = context.runs.flatMap((run) =>
    run.steps.filter((step) => step.code === 'stop-at-error').map((step) => stopOf(run, step)),
  );
  const early = stops.filter((one) => one.next.length > 0 && one.run.outcome !== 'ok');
  return groupBy(early, (one) => `${one.entry} ${one.status}`).map((group) => finding(context, group));
};

function stopOf(run: ModuleRun, step: Step): Stop {
  const { entry, status, next } = step.params;
  const list = Array.isArray(next) ? next : typeof next === 'string' && next !== '' ? [next] : [];
  return { run, step, entry: String(entry ?? ''), status: statusOf(status), next: list };
}

function statusOf(param: unknown): number | null {
  const status = Number.parseInt(String(param ?? ''), 10);
  return Number.isNaN(status) ? null : status;
}

function finding(context: RuleContext, group: readonly [Stop, ...Stop[]]): RuleFinding {
  const { run, entry, status, next } = group[0];
  const runs = [...new Set(group.map((one) => one.run))];
  const failures = runs.flatMap((one) => (one.failure ? [{ run: one, failure: one.failure }] : []));
  return {
    code: 'proxy-list-stops-at-error',
    params: { entry, status, next, module: run.question.path, version: versionOf(run), modules: runs.length },
    severity:
      failures.length > 0 && severityOf(failures) === 'error' && !isPolicyStatus(status ?? 0) ? 'warning' : 'info',
    certainty: 'proved',
    subject: { setting: 'GOPROXY' },
    affects: runs.map((one) => one.id),
    evidence: [
      ...group.slice(0, 20).map((one) => `step:${one.step.id}`),
      ...settingEvidence(context.environment, 'GOPROXY'),
    ],
    locations: runs.flatMap((one) => requireLocation(context.project, one, context.platform)),
    remedies: usePipe(context.environment, entry, isPolicyStatus(status ?? 0)),
    explains: [],
    consequenceOf: failures.flatMap(({ failure }) => [
      ...(failure.exchange === null ? [] : [`exchange:${failure.exchange}`]),
      ...(failure.step === null ? [] : [`step:${failure.step}`]),
    ]),
  };
}
