/** Something else that is wrong with the setting files. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingProblem: Rule = (context) => problemFindings(context, 'setting-problem', 'other', 'warning');
