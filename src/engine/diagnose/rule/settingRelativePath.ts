/** A path setting that must be absolute and is not: go stops for GOPATH, GOMODCACHE and GOWORK, and passes over the others. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

const stopsGo = new Set(['GOPATH', 'GOMODCACHE', 'GOWORK']);

export const settingRelativePath: Rule = (context) =>
  problemFindings(context, 'setting-relative-path', 'relative-path', 'error').map((finding) =>
    stopsGo.has(finding.subject.setting ?? '') ? finding : { ...finding, severity: 'warning' },
  );
