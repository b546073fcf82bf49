/** go.sum has two `h1:` hashes for one file of one version: go takes the first that it meets, so the order of lines decides. */
import { fileEvidence, rangeLocation } from '../place.ts';
import { command } from '../remedy/act.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { groupBy } from '../sighting.ts';

export const gosumConflict: Rule = ({ project, platform, runs }) => {
  const sum = project?.goSum ?? null;
  if (sum === null) return [];
  const lines = sum.lines.filter(({ hash }) => hash.startsWith('h1:'));
  const groups = groupBy(lines, ({ path, version, which }) => `${path} ${version} ${which}`);
  return groups.flatMap((group): RuleFinding[] => {
    const { path, version, which } = group[0];
    const hashes = [...new Set(group.map(({ hash }) => hash))];
    if (hashes.length < 2) return [];
    const module = `${path}@${version}`;
    const affected = runs.filter(
      (run) => run.question.path === path && (run.resolvedVersion ?? run.question.version) === version,
    );
    return [
      {
        code: 'gosum-conflict',
        params: { module: path, version, which, hashes, lines: group.map(({ range }) => String(range.start.line)) },
        severity: 'warning',
        certainty: 'proved',
        subject: { module: path, version },
        affects: affected.map(({ id }) => id),
        evidence: group.map(({ range }) => fileEvidence(sum.file, range.start.line)),
        locations: group.map(({ range }) => rangeLocation(sum.file, range, platform)),
        remedies: [command('verify-module', { module }, ['gomod-doctor', 'verify', module])],
        explains: [],
        consequenceOf: [],
      },
    ];
  });
};
