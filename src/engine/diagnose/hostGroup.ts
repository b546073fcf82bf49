/** Findings about a host: one for each host, however many modules met it. */
import type { Params } from '../../protocol/report.ts';
import type { NetFailure } from '../web/netFailure.ts';
import type { FindingCode } from './findingCode.ts';
import { fold, type Told } from './fold.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { groupBy, type NetSighting, type Sighting, type StatusSighting } from './sighting.ts';

export type HostTold = Omit<Told, 'subject'> & { params?: Params };

/** Folds transport failures by host. */
export function byHost<F extends NetFailure & { host: string }>(
  context: RuleContext,
  code: FindingCode,
  found: readonly NetSighting<F>[],
  tell: (failure: F, first: NetSighting<F>) => HostTold,
): RuleFinding[] {
  return groupBy(found, (one) => one.failure.cause.failure.host).map((group) => {
    const failure = group[0].failure.cause.failure;
    const told = tell(failure, group[0]);
    return fold(context, code, group, {
      ...told,
      params: { host: failure.host, url: urlOf(context, group[0]), ...told.params },
      subject: { host: failure.host },
    });
  });
}

/** Folds answers by host, status and the server's words: a policy that names a version speaks of that version alone. */
export function byAnswer(
  context: RuleContext,
  code: FindingCode,
  found: readonly StatusSighting[],
  tell: (first: StatusSighting) => HostTold,
): RuleFinding[] {
  return groupBy(found, ({ failure: { cause } }) => JSON.stringify([cause.host, cause.status, cause.serverText])).map(
    (group) =>
      fold(context, code, group, {
        ...answerTold(context, group[0], tell(group[0])),
        subject: { host: group[0].failure.cause.host },
      }),
  );
}

/** The parameters of an answer, in front of what the rule adds. */
export function answerTold(context: RuleContext, first: StatusSighting, told: HostTold): HostTold {
  const { cause } = first.failure;
  return {
    ...told,
    params: {
      host: cause.host,
      url: urlOf(context, first),
      status: cause.status,
      statusLine: cause.statusLine,
      server: cause.serverText,
      ...told.params,
    },
  };
}

/** The URL that was asked, redacted. */
export function urlOf(context: RuleContext, { failure }: Sighting): string | null {
  return failure.exchange === null ? failure.entry : (context.trace.exchange(failure.exchange)?.url ?? failure.entry);
}
