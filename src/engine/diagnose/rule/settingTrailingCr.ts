/** A value that ends in a carriage return, because the file has Windows line ends; go keeps it as part of the value. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingTrailingCr: Rule = (context) =>
  problemFindings(context, 'setting-trailing-cr', 'trailing-carriage-return', 'warning');
