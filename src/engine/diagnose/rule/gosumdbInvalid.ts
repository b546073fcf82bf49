/** GOSUMDB names no database: go says so when it first needs one (cmd/go/internal/modfetch/sumdb.go, dbDial). */
import { setRemedy, unsetRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { sumdbFindings } from '../sumdbGroup.ts';

export const gosumdbInvalid: Rule = (context) =>
  sumdbFindings(context, 'gosumdb-invalid', ([{ failure }]) => {
    const { problem } = failure.cause;
    return {
      params: { message: problem.kind === 'setting' ? problem.message : failure.goText },
      subject: { setting: 'GOSUMDB' },
      remedies: [
        ...unsetRemedy(context.environment, 'GOSUMDB'),
        ...setRemedy(context.environment, 'setting-set', 'GOSUMDB', 'sum.golang.org', 'none', {}),
      ],
    };
  });
