/** A path setting that must be absolute and is not. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingRelativePath: Rule = (context) =>
  problemFindings(context, 'setting-relative-path', 'relative-path', 'error');
