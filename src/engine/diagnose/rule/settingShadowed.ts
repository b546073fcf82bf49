/** A value in go's settings file that the process environment hides. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingShadowed: Rule = (context) =>
  problemFindings(context, 'setting-shadowed', 'shadowed-by-process', 'info');
