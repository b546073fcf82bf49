/** A name that a settings file sets twice: only one of the lines counts. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingRepeatedLine: Rule = (context) =>
  problemFindings(context, 'setting-repeated-line', 'repeated-line', 'warning');
