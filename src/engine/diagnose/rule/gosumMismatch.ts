/**
 * The bytes differ from the line in go.sum. Which side is wrong cannot be told from two hashes, so nothing here switches
 * the check off or throws the line away: the line is kept until somebody knows.
 */
import { fold } from '../fold.ts';
import { fileEvidence, lineLocation } from '../place.ts';
import { command, tell } from '../remedy/act.ts';
import { otherEntries } from '../remedy/goproxy.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf, versionOf } from '../sighting.ts';

export const gosumMismatch: Rule = (context) =>
  groupBy(sightingsOf(context, 'goSumMismatch'), ({ run, failure }) => `${run.id} ${failure.cause.which}`).map(
    (group) => {
      const { run, failure } = group[0];
      const { which, downloaded, recorded, file, line } = failure.cause;
      const module = `${run.question.path}@${versionOf(run)}`;
      const others = run.private === null ? otherEntries(context.environment, failure.entry) : [];
      const finding = fold(context, 'gosum-mismatch', group, {
        params: { which, downloaded, recorded, sumFile: file, line, source: failure.entry },
        remedies: [
          ...others.map((entry) =>
            command('ask-other-entry', { entry, module }, [
              'gomod-doctor',
              'diagnose',
              '--set',
              `GOPROXY=${entry}`,
              module,
            ]),
          ),
          tell('tell-module-author', { module: run.question.path, exchange: failure.exchange }),
          ...(failure.entry === null
            ? []
            : [tell('tell-proxy-admin', { host: failure.entry, exchange: failure.exchange })]),
        ],
      });
      const place = fileEvidence(file, line);
      return {
        ...finding,
        evidence: [...finding.evidence, place],
        locations: [...finding.locations, lineLocation(file, line, context.platform)],
      };
    },
  );
