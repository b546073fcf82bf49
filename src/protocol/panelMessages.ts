/**
 * What the editor and its trace panel say to each other through `postMessage`.
 *
 *     panel → editor   ready, then requests, each with an id of the panel's own
 *     editor → panel   state (everything that is shown), progress (while a run lasts), select (the cursor moved), and
 *                      exactly one reply for each request
 *
 * Both sides read messages with the functions below and drop what is not understood: the page shows text of servers, so
 * the editor must not trust it either. The panel never sends text to be shown, run or opened: only ids of what the editor
 * itself has put into the report.
 */
import type { PanelStrings } from './panelStrings.ts';
import type { Report } from './report.ts';

export type ToPanel =
  | { kind: 'state'; state: PanelState }
  | { kind: 'progress'; progress: PanelProgress }
  /** Another module of the same report becomes the shown one, as when the cursor moves while `followCursor` is on. */
  | { kind: 'select'; moduleId: string }
  | { kind: 'reply'; id: number; reply: PanelReply };

export interface PanelState {
  language: 'en' | 'zh-cn';
  strings: PanelStrings;
  /** Rendered in `language`; null before the first run has ended. */
  report: Report | null;
  /** The module to show; null: the panel chooses. */
  moduleId: string | null;
  /** By exchange id. */
  exchangeTexts: Readonly<Record<string, ExchangeTexts>>;
  run: PanelRun;
  /** True where settings or files have changed since the report was made. */
  outdated: boolean;
  /** After this age a result is called old. */
  freshMs: number;
  followCursor: boolean;
  capabilities: PanelCapabilities;
}

/** Words that the engine process makes for the panel, in one language. */
export type PanelTexts = Pick<PanelState, 'strings' | 'exchangeTexts'>;

/** What the engine makes of an exchange, and the report does not hold. */
export interface ExchangeTexts {
  /** The same request as a command line. */
  curl: string;
  /** True where the command line lacks something that was redacted. */
  curlIsRedacted: boolean;
  /** The server's own words, cleaned, whatever the content type; null where it said nothing of use. */
  said: string | null;
}

/** What is happening now; a former report stays visible in all of them. */
export type PanelRun =
  | { kind: 'idle' }
  | { kind: 'running'; progress: PanelProgress }
  | { kind: 'cancelled' }
  /** `message` is ready to be read by a person. */
  | { kind: 'failed'; message: string };

export interface PanelProgress {
  done: number;
  total: number;
  /** The module or host that is being asked. */
  current: string | null;
}

/** What the editor can do for the panel just now; what it cannot is not offered. */
export interface PanelCapabilities {
  runAgain: boolean;
  whatIf: boolean;
  applyRemedy: boolean;
  follow: boolean;
  openLocation: boolean;
  exports: readonly ExportFormat[];
}

export type ExportFormat = 'har' | 'markdown' | 'json';

/** `message` is read out and shown for a moment; null: nothing to say. */
export type PanelReply = { kind: 'done'; message: string | null } | { kind: 'failed'; message: string };

export type FromPanel =
  /** The page can be sent messages. `hasState`: it restored an earlier state by itself. */
  { kind: 'ready'; hasState: boolean } | ({ id: number } & PanelRequest);

export type PanelRequest =
  | { kind: 'runAgain'; moduleId: string | null }
  | { kind: 'cancel' }
  | { kind: 'whatIf'; moduleId: string | null }
  | { kind: 'applyRemedy'; findingId: string; remedyId: string }
  | { kind: 'copy'; what: CopySubject }
  | { kind: 'export'; format: ExportFormat }
  /** A place that the report names: a finding's `locations[index]`, a module's file and line, or a setting's `from`. */
  | { kind: 'openLocation'; place: PanelPlace }
  /** The finding's `helpUrl`. */
  | { kind: 'openHelp'; findingId: string }
  | { kind: 'follow'; on: boolean }
  | { kind: 'selectModule'; moduleId: string };

export type CopySubject =
  | { kind: 'report' }
  | { kind: 'curl'; exchangeId: string }
  | { kind: 'goError'; moduleId: string }
  /** What a remedy says to type, open or send. */
  | { kind: 'remedy'; findingId: string; remedyId: string };

export type PanelPlace =
  | { kind: 'finding'; findingId: string; index: number }
  | { kind: 'module'; moduleId: string }
  | { kind: 'setting'; name: string };

/** A message of the panel, or null where it is not one. The page is not trusted. */
export function readFromPanel(message: unknown): FromPanel | null {
  if (!isRecord(message)) return null;
  if (message['kind'] === 'ready') return { kind: 'ready', hasState: message['hasState'] === true };
  const id = message['id'];
  const request = readRequest(message);
  return request !== null && isCount(id) ? { id, ...request } : null;
}

function readRequest(message: Unknown): PanelRequest | null {
  const { kind } = message;
  switch (kind) {
    case 'runAgain':
    case 'whatIf': {
      const { moduleId } = message;
      return moduleId === null || isId(moduleId) ? { kind, moduleId } : null;
    }
    case 'cancel':
      return { kind };
    case 'applyRemedy':
      return readRemedy(message, (ids) => ({ kind, ...ids }));
    case 'copy': {
      const what = isRecord(message['what']) ? readCopySubject(message['what']) : null;
      return what && { kind, what };
    }
    case 'export':
      return isExportFormat(message['format']) ? { kind, format: message['format'] } : null;
    case 'openLocation': {
      const place = isRecord(message['place']) ? readPlace(message['place']) : null;
      return place && { kind, place };
    }
    case 'openHelp':
      return isId(message['findingId']) ? { kind, findingId: message['findingId'] } : null;
    case 'follow':
      return typeof message['on'] === 'boolean' ? { kind, on: message['on'] } : null;
    case 'selectModule':
      return isId(message['moduleId']) ? { kind, moduleId: message['moduleId'] } : null;
    default:
      return null;
  }
}

function readCopySubject(what: Unknown): CopySubject | null {
  const { kind } = what;
  switch (kind) {
    case 'report':
      return { kind };
    case 'curl':
      return isId(what['exchangeId']) ? { kind, exchangeId: what['exchangeId'] } : null;
    case 'goError':
      return isId(what['moduleId']) ? { kind, moduleId: what['moduleId'] } : null;
    case 'remedy':
      return readRemedy(what, (ids) => ({ kind, ...ids }));
    default:
      return null;
  }
}

function readPlace(place: Unknown): PanelPlace | null {
  const { kind } = place;
  switch (kind) {
    case 'finding': {
      const { findingId, index } = place;
      return isId(findingId) && isCount(index) ? { kind, findingId, index } : null;
    }
    case 'module':
      return isId(place['moduleId']) ? { kind, moduleId: place['moduleId'] } : null;
    case 'setting':
      return isId(place['name']) ? { kind, name: place['name'] } : null;
    default:
      return null;
  }
}

function readRemedy<T>(message: Unknown, make: (ids: { findingId: string; remedyId: string }) => T): T | null {
  const { findingId, remedyId } = message;
  return isId(findingId) && isId(remedyId) ? make({ findingId, remedyId }) : null;
}

/** A message of the editor, or null where it is not one of this version. */
export function readToPanel(message: unknown): ToPanel | null {
  if (!isRecord(message)) return null;
  const { kind } = message;
  switch (kind) {
    case 'state': {
      const state = readPanelState(message['state']);
      return state && { kind, state };
    }
    case 'progress':
      return isProgress(message['progress']) ? { kind, progress: message['progress'] } : null;
    case 'select':
      return isId(message['moduleId']) ? { kind, moduleId: message['moduleId'] } : null;
    case 'reply':
      return isCount(message['id']) && isReply(message['reply'])
        ? { kind, id: message['id'], reply: message['reply'] }
        : null;
    default:
      return null;
  }
}

/** A state, also one that an earlier version of the page has kept; null where it is not of this version. */
export function readPanelState(state: unknown): PanelState | null {
  return isPanelState(state) ? state : null;
}

function isPanelState(state: unknown): state is PanelState {
  return (
    isRecord(state) &&
    (state['language'] === 'en' || state['language'] === 'zh-cn') &&
    isRecord(state['strings']) &&
    (state['report'] === null || isReport(state['report'])) &&
    (state['moduleId'] === null || isId(state['moduleId'])) &&
    isRecord(state['exchangeTexts']) &&
    isRun(state['run']) &&
    typeof state['outdated'] === 'boolean' &&
    typeof state['freshMs'] === 'number' &&
    typeof state['followCursor'] === 'boolean' &&
    isRecord(state['capabilities']) &&
    Array.isArray(state['capabilities']['exports'])
  );
}

/** The report comes from our own engine; what counts is that it is of the schema that the page draws. */
function isReport(report: unknown): report is Report {
  return (
    isRecord(report) &&
    report['schema'] === 'gomod-doctor.report/1' &&
    ['modules', 'connections', 'exchanges', 'processes', 'findings', 'settings'].every((name) =>
      Array.isArray(report[name]),
    )
  );
}

function isRun(run: unknown): run is PanelRun {
  if (!isRecord(run)) return false;
  if (run['kind'] === 'running') return isProgress(run['progress']);
  if (run['kind'] === 'failed') return typeof run['message'] === 'string';
  return run['kind'] === 'idle' || run['kind'] === 'cancelled';
}

function isProgress(progress: unknown): progress is PanelProgress {
  return (
    isRecord(progress) &&
    isCount(progress['done']) &&
    isCount(progress['total']) &&
    (progress['current'] === null || typeof progress['current'] === 'string')
  );
}

function isReply(reply: unknown): reply is PanelReply {
  if (!isRecord(reply)) return false;
  if (reply['kind'] === 'failed') return typeof reply['message'] === 'string';
  return reply['kind'] === 'done' && (reply['message'] === null || typeof reply['message'] === 'string');
}

type Unknown = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids and setting names are short. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 4096;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isExportFormat(value: unknown): value is ExportFormat {
  return value === 'har' || value === 'markdown' || value === 'json';
}
