/** What the parts of the page share. */
import type { PanelRequest } from '../protocol/panelMessages.ts';
import type { PanelStrings } from '../protocol/panelStrings.ts';
import type { ModuleReport, Report } from '../protocol/report.ts';
import type { Model } from './model.ts';

export interface Panel {
  readonly model: Model;
  change(apply: (model: Model) => void): void;
  ask(request: PanelRequest): void;
}

/** The panel while it shows a module. */
export interface Shown extends Panel {
  readonly report: Report;
  readonly module: ModuleReport;
  readonly strings: PanelStrings;
}
