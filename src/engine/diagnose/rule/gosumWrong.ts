/** The line in go.sum is not what the log of the checksum database has: a bad merge, an edit by hand, or an old attack. */
import { lineLocation } from '../place.ts';
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { conclusions, verifiedFinding } from '../verifiedGroup.ts';

export const gosumWrong: Rule = (context) =>
  conclusions(context, 'gosumWrong').map(({ examined, conclusion }) => {
    const { which, recorded, wanted, held, certainty } = conclusion;
    const line = examined.sumLines.find((one) => one.which === which && one.hash === recorded);
    const place = line === undefined ? [] : [lineLocation(line.file, line.line, context.platform)];
    return verifiedFinding('gosum-wrong', examined, {
      params: { which, recorded, wanted, held },
      severity: 'error',
      certainty,
      locations: place,
      remedies: [
        ...(line === undefined
          ? []
          : [command('find-commit', { hash: recorded }, ['git', 'log', '-S', recorded, '--', 'go.sum'])]),
        command('go-mod-tidy', {}, ['go', 'mod', 'tidy']),
      ],
    });
  });
