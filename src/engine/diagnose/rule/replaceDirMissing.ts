/** A replace line names a directory that is not there, or that has no go.mod. */
import { fold } from '../fold.ts';
import { fileEvidence, rangeLocation } from '../place.ts';
import { dropLines, openGoMod } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const replaceDirMissing: Rule = (context) =>
  groupBy(sightingsOf(context, 'replaceDirMissing'), ({ run }) => run.id).map((group) => {
    const { run, failure } = group[0];
    const replace = context.project?.goMod.replaces.find(
      (one) => one.oldPath === run.question.path && one.newVersion === null,
    );
    const finding = fold(context, 'replace-dir-missing', group, {
      params: { directory: failure.cause.directory },
      remedies: [...openGoMod(context, run), ...(replace ? dropLines(context, run.question.path, replace.range) : [])],
    });
    if (!replace || !context.project) return finding;
    const file = context.project.goModPath;
    return {
      ...finding,
      evidence: [...finding.evidence, fileEvidence(file, replace.range.start.line)],
      locations: [rangeLocation(file, replace.range, context.platform), ...finding.locations],
    };
  });
