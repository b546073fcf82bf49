/** The path's major version suffix and the version do not belong together. */

import { splitPathVersion } from '../../module/path.ts';
import { major } from '../../semver.ts';
import { fold } from '../fold.ts';
import { notFoundSightings } from '../notFound.ts';
import { command } from '../remedy/act.ts';
import { usePath } from '../remedy/edit.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { groupBy, type Sighting, sightingsOf, versionOf } from '../sighting.ts';

export const majorVersionSuffix: Rule = (context) => {
  const found: Sighting[] = [
    ...sightingsOf(context, 'majorSuffix'),
    ...otherMajors(context),
    ...notFoundSightings(context, 'major'),
  ];
  return groupBy(found, ({ run }) => `${run.question.path}@${versionOf(run)}`).map((group) => {
    const { run, failure } = group[0];
    const wanted = pathFor(run.question.path, versionOf(run));
    return fold(context, 'major-version-suffix', group, {
      params: {
        wantedPath: wanted,
        reason:
          failure.cause.kind === 'majorSuffix'
            ? `should be ${failure.cause.wanted}, not ${failure.cause.got}`
            : failure.cause.kind === 'repoLayout'
              ? failure.cause.message
              : null,
        server: failure.cause.kind === 'status' ? failure.cause.serverText : null,
      },
      certainty: failure.cause.kind !== 'status' ? 'proved' : 'likely',
      remedies: [
        ...(wanted === null ? [] : usePath(context, run, wanted)),
        command('list-versions', { module: wanted ?? run.question.path }, [
          'go',
          'list',
          '-m',
          '-versions',
          wanted ?? run.question.path,
        ]),
      ],
    });
  });
};

/** A repository's go.mod declares another major version than the path. */
function otherMajors(context: RuleContext): Sighting[] {
  return sightingsOf(context, 'repoLayout').filter(({ failure }) => failure.cause.reason === 'other-major');
}

/** The path that fits the version, as Go's module reference derives it; null where it is the same. */
function pathFor(path: string, version: string): string | null {
  const prefix = splitPathVersion(path)?.prefix;
  const wantedMajor = major(version);
  if (prefix === undefined || wantedMajor === '') return null;
  const gopkg = path.startsWith('gopkg.in/');
  const suffix = gopkg ? `.${wantedMajor}` : wantedMajor === 'v0' || wantedMajor === 'v1' ? '' : `/${wantedMajor}`;
  const wanted = `${prefix}${suffix}`;
  return wanted === path ? null : wanted;
}
