/** The version is not one that go accepts; nobody is asked. */
import { fold } from '../fold.ts';
import { command } from '../remedy/act.ts';
import { openGoMod } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, type Sighting, sightingsOf, versionOf } from '../sighting.ts';

export const invalidVersion: Rule = (context) => {
  const found: Sighting[] = [...sightingsOf(context, 'invalidVersion'), ...sightingsOf(context, 'disallowedVersion')];
  return groupBy(found, ({ run }) => `${run.question.path}@${versionOf(run)}`).map((group) => {
    const { run, failure } = group[0];
    return fold(context, 'invalid-version', group, {
      params: { reason: failure.cause.kind === 'invalidVersion' ? failure.cause.reason : 'disallowed version string' },
      remedies: [
        command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
        ...openGoMod(context, run),
      ],
    });
  });
};
