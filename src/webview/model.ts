/** What the panel shows, as plain data: the editor's state and what the user has selected in it. */
import { type PanelReply, type PanelState, readPanelState } from '../protocol/panelMessages.ts';
import type { Finding, ModuleReport, Report, Step } from '../protocol/report.ts';

export type Tab = 'answer' | 'headers' | 'connection' | 'timing' | 'curl';
export const tabs: readonly Tab[] = ['answer', 'headers', 'connection', 'timing', 'curl'];

export interface Selection {
  moduleId: string | null;
  stepId: string | null;
  /** `exchange:3` or `process:1`. */
  row: string | null;
  tab: Tab;
}

export interface Model {
  state: PanelState | null;
  selection: Selection;
  exportIsOpen: boolean;
  /** The last answer of the editor, until the next action. */
  notice: PanelReply | null;
  nowMs: number;
}

export const emptySelection: Selection = { moduleId: null, stepId: null, row: null, tab: 'answer' };

export function shownModule({ state, selection }: Model): ModuleReport | null {
  return state?.report?.modules.find(({ id }) => id === selection.moduleId) ?? null;
}

/** Shows another module: the place where its story went wrong is selected. */
export function selectModule(model: Model, moduleId: string): void {
  const module = model.state?.report?.modules.find(({ id }) => id === moduleId);
  if (!module || !model.state?.report) return;
  const step = tellingStep(model.state.report, module);
  model.selection = {
    ...model.selection,
    moduleId,
    stepId: step?.id ?? null,
    row: (step && lastRow(step)) ?? lastRowOf(module),
  };
}

/** The step that the verdict rests on, else the last one that failed, else the last. */
function tellingStep(report: Report, module: ModuleReport): Step | null {
  const evidence = verdictOf(report, module)?.evidence ?? [];
  const proving = module.steps.filter(({ id }) => evidence.includes(`step:${id}`));
  const failed = module.steps.filter(({ result }) => result === 'failed' || result === 'not-found');
  const asked = module.steps.filter((step) => lastRow(step) !== null);
  return proving.at(-1) ?? failed.find((step) => lastRow(step) !== null) ?? failed.at(-1) ?? asked.at(-1) ?? null;
}

export function selectStep(model: Model, stepId: string): void {
  const step = shownModule(model)?.steps.find(({ id }) => id === stepId);
  if (!step) return;
  const rows = rowsOfStep(step);
  const keeps = model.selection.row !== null && rows.includes(model.selection.row);
  const row = keeps ? model.selection.row : (rows.at(-1) ?? model.selection.row);
  model.selection = { ...model.selection, stepId, row };
}

export function selectRow(model: Model, row: string): void {
  const steps = shownModule(model)?.steps ?? [];
  const current = steps.find(({ id }) => id === model.selection.stepId);
  const step =
    current && rowsOfStep(current).includes(row) ? current : steps.find((one) => rowsOfStep(one).includes(row));
  model.selection = { ...model.selection, row, stepId: step?.id ?? model.selection.stepId };
}

export function rowsOfStep(step: Step): string[] {
  return [...step.exchanges.map((id) => `exchange:${id}`), ...step.processes.map((id) => `process:${id}`)];
}

const lastRow = (step: Step): string | null => rowsOfStep(step).at(-1) ?? null;
const lastRowOf = (module: ModuleReport): string | null => module.steps.flatMap(rowsOfStep).at(-1) ?? null;

/** A new state from the editor; the selection stays where it still exists. */
export function takeState(model: Model, state: PanelState): void {
  const before = model.state;
  model.state = state;
  const modules = state.report?.modules ?? [];
  const wanted = before?.moduleId === state.moduleId && before ? model.selection.moduleId : state.moduleId;
  const id = [wanted, state.moduleId, model.selection.moduleId].find((one) =>
    modules.some((module) => module.id === one),
  );
  if (id !== model.selection.moduleId || !selectionExists(model)) {
    model.selection = { ...emptySelection, tab: model.selection.tab };
    const first = id ?? (state.report && firstTelling(state.report))?.id;
    if (first) selectModule(model, first);
  }
}

function selectionExists(model: Model): boolean {
  const { stepId, row } = model.selection;
  const steps = shownModule(model)?.steps ?? [];
  const hasStep = stepId === null ? steps.length === 0 : steps.some(({ id }) => id === stepId);
  return hasStep && (row === null || steps.some((step) => rowsOfStep(step).includes(row)));
}

function firstTelling(report: Report): ModuleReport | null {
  const isBad = ({ outcome }: ModuleReport) => outcome === 'failed' || outcome === 'not-found';
  return report.modules.find(isBad) ?? report.modules[0] ?? null;
}

/** The finding that is this module's verdict; null where all is well, or where nothing is known yet. */
export function verdictOf(report: Report, module: ModuleReport): Finding | null {
  if (module.outcome === 'unknown') return null;
  const errors = findingsOf(report, module).filter(({ severity }) => severity === 'error');
  return errors.find(({ causedBy }) => causedBy === null) ?? errors[0] ?? null;
}

export function findingsOf(report: Report, module: ModuleReport): Finding[] {
  return report.findings.filter(({ affects }) => affects.includes(module.id));
}

/** Findings beside the verdict: about this module, or about no module at all, such as a bad setting. */
export function furtherFindings(report: Report, module: ModuleReport): Finding[] {
  const verdict = verdictOf(report, module);
  return report.findings.filter(
    (finding) => finding !== verdict && (finding.affects.length === 0 || finding.affects.includes(module.id)),
  );
}

/** What survives a reload. A very large report is left to the editor, which has it too. */
export function keep({ state, selection }: Model): unknown {
  const isSmall = (state?.report?.exchanges.length ?? 0) <= 200;
  return { version: 1, state: isSmall && state ? { ...state, run: { kind: 'idle' } } : null, selection };
}

export function restore(model: Model, kept: unknown): boolean {
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || kept.version !== 1) return false;
  const state = 'state' in kept ? readPanelState(kept.state) : null;
  const selection = 'selection' in kept ? readSelection(kept.selection) : emptySelection;
  model.selection = selection;
  if (state === null) return false;
  takeState(model, { ...state, moduleId: selection.moduleId });
  return true;
}

function readSelection(kept: unknown): Selection {
  if (typeof kept !== 'object' || kept === null) return emptySelection;
  const field = (name: keyof Selection): string | null => {
    const value: unknown = Object.entries(kept).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : null;
  };
  const tab = tabs.find((one) => one === field('tab')) ?? 'answer';
  return { moduleId: field('moduleId'), stepId: field('stepId'), row: field('row'), tab };
}
