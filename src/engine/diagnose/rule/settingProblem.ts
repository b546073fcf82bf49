/** Something else that is wrong with the setting files, such as one that cannot be read. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingProblem: Rule = (context) => [
  ...problemFindings(context, 'setting-problem', 'unreadable-file', 'warning'),
  ...problemFindings(context, 'setting-problem', 'other', 'warning'),
];
