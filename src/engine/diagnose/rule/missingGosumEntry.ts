/**
 * A required module whose go.mod hash is not in go.sum. `go build` (with its default -mod=readonly) then says
 * `missing go.sum entry for go.mod file` as soon as it needs that go.mod; it does not in a workspace, with a vendor
 * folder, or with -mod=mod (cmd/go/internal/modload). Silent about
 * modules that cannot be fetched anyway.
 */

import type { ModuleRun } from '../../modfetch/moduleRun.ts';
import type { Project } from '../../modfetch/project.ts';
import { fileKey } from '../fileErrors.ts';
import { fileEvidence, requireLocation, requireOf } from '../place.ts';
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { versionOf } from '../sighting.ts';

export const missingGosumEntry: Rule = (context) => {
  const { project, environment } = context;
  if (!project || project.goWork || project.hasVendor || environment.value('GOFLAGS').includes('-mod=mod')) return [];
  const missing = context.runs.filter((run) => lacksLine(project, run));
  const first = missing[0];
  if (!first) return [];
  const directory = project.goModPath.replace(/[\\/][^\\/]*$/, '');
  return [
    {
      code: 'missing-gosum-entry',
      params: {
        module: first.question.path,
        version: versionOf(first),
        modules: missing.length,
        path: project.goSumPath,
        exists: project.goSum !== null,
      },
      // The simulated command has ended with it, or another one is going to.
      severity: missing.some(isReported) ? 'error' : 'warning',
      certainty: missing.some(isReported) ? 'proved' : 'likely',
      subject: { module: first.question.path, version: versionOf(first) },
      affects: missing.map((run) => run.id),
      evidence: missing.slice(0, 20).flatMap((run) => evidenceOf(project, run)),
      locations: missing.flatMap((run) => requireLocation(project, run, context.platform)),
      remedies: [
        ...(missing.length === 1
          ? [
              command(
                'download-module',
                { module: first.question.path },
                ['go', 'mod', 'download', first.question.path],
                directory,
              ),
            ]
          : []),
        command('go-mod-tidy', {}, ['go', 'mod', 'tidy'], directory),
      ],
      explains: [],
      consequenceOf: [fileKey(project.goSumPath)],
    },
  ];
};

const isReported = (run: ModuleRun): boolean => run.failure?.cause.kind === 'goSumMissing';

function lacksLine(project: Project, run: ModuleRun): boolean {
  if (isReported(run)) return true;
  const require = requireOf(project, run);
  if (!require || run.outcome === 'failed' || run.outcome === 'not-found') return false;
  const replace = project.goMod.replaces.find(
    (one) => one.oldPath === require.path && (one.oldVersion === null || one.oldVersion === require.version),
  );
  if (replace && replace.newVersion === null) return false;
  const path = replace?.newPath ?? require.path;
  const version = replace?.newVersion ?? require.version;
  return (project.goSum?.find(path, version, 'mod').length ?? 0) === 0;
}

function evidenceOf(project: Project, run: ModuleRun): string[] {
  const require = requireOf(project, run);
  return require ? [fileEvidence(project.goModPath, require.range.start.line)] : [];
}
