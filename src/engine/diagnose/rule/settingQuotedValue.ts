/** A value in quotes: go strips none, so they are part of the value. GOFLAGS alone has quotes of its own. */
import type { Rule } from '../rule.ts';
import { problemFindings, settingFinding } from '../settingProblems.ts';

export const settingQuotedValue: Rule = (context) => [
  ...problemFindings(context, 'setting-quoted-value', 'quoted-value', 'warning'),
  ...context.environment.settings
    .filter((one) => one.name !== 'GOFLAGS' && one.origin === 'env' && /^(?:"[^"]*"|'[^']*')$/.test(one.value))
    .map((one) => {
      const found = { setting: one.name, from: one.from, text: one.value };
      return settingFinding(context, 'setting-quoted-value', found, 'warning');
    }),
];
