/** go.work uses a folder without a module, or one that it is too old for: no command works in the workspace. */
import { fileKey } from '../fileErrors.ts';
import { fileEvidence, fileUri, rangeLocation } from '../place.ts';
import { open } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';

export const workspaceDirMissing: Rule = ({ project, runs, platform }) => {
  const [message] = project?.workspaceErrors ?? [];
  const work = project?.goWork;
  if (message === undefined || work == null) return [];
  const module = / module (\S+) listed in go\.work/.exec(` ${message}`)?.[1] ?? '';
  const name = module.replaceAll('\\', '/').split('/').at(-1);
  const use = work.file.uses.find(({ path }) => path.split('/').at(-1) === name) ?? work.file.uses[0];
  const line = use?.range.start.line ?? 1;
  return [
    {
      code: 'workspace-dir-missing',
      params: { path: work.path, line, message },
      severity: 'error',
      certainty: 'proved',
      subject: {},
      affects: runs.filter((run) => run.outcome !== 'ok').map((run) => run.id),
      evidence: [fileEvidence(work.path, line)],
      locations: use === undefined ? [] : [rangeLocation(work.path, use.range, platform)],
      remedies: [open('open-file', { file: work.path, line }, `${fileUri(work.path, platform)}#L${line}`)],
      explains: [fileKey(work.path)],
      consequenceOf: [],
    },
  ];
};
