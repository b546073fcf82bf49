import type { PanelState } from '../../src/protocol/panelMessages.ts';
import type { Report } from '../../src/protocol/report.ts';
import { exchangeTexts } from '../../src/text/exchangeTexts.ts';
import type { Language } from '../../src/text/language.ts';
import { panelStrings } from '../../src/text/panelStrings.ts';

/** The state in which the editor shows a report. */
export function stateOf(
  report: Report | null,
  change: Partial<PanelState> = {},
  language: Language = 'en',
): PanelState {
  return {
    language,
    strings: panelStrings(language),
    report,
    moduleId: null,
    exchangeTexts: report === null ? {} : exchangeTexts(report, 'linux'),
    run: { kind: 'idle' },
    outdated: false,
    freshMs: 600_000,
    followCursor: false,
    capabilities: {
      runAgain: true,
      whatIf: false,
      applyRemedy: true,
      follow: true,
      openLocation: true,
      exports: ['har', 'markdown', 'json'],
    },
    ...change,
  };
}
