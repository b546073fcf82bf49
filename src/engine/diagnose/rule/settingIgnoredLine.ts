/** A line of a settings file that go skips without a word. */
import type { Rule } from '../rule.ts';
import { problemFindings } from '../settingProblems.ts';

export const settingIgnoredLine: Rule = (context) =>
  problemFindings(context, 'setting-ignored-line', 'ignored-line', 'warning');
