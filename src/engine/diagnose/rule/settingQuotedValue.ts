/** A value in quotes: go strips none, so they are part of the value. */
import type { Rule } from '../rule.ts';
import { settingFinding } from '../settingProblems.ts';

const written = new Set(['env', 'go-env-file', 'goroot-env', 'override']);

export const settingQuotedValue: Rule = (context) =>
  context.environment.settings
    .filter((one) => one.name !== 'GOFLAGS' && written.has(one.origin) && /^(?:"[^"]*"|'[^']*')$/.test(one.value))
    .map((one) =>
      settingFinding(
        context,
        'setting-quoted-value',
        { setting: one.name, from: one.from, text: one.value },
        'warning',
      ),
    );
