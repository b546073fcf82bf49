/**
 * The engine process of an editor: answers the messages of `protocol/messages.ts` on the process channel. Requests run
 * side by side; each can be cancelled by its id. Nothing is kept between them.
 */
import type { Answer, Engine } from '../engine/api.ts';
import { toHar } from '../engine/report/har.ts';
import type { FromEngine, ToEngine } from '../protocol/messages.ts';
import type { PanelTexts } from '../protocol/panelMessages.ts';
import type { Report } from '../protocol/report.ts';
import { exchangeTexts } from '../text/exchangeTexts.ts';
import { panelStrings } from '../text/panelStrings.ts';
import { renderMarkdown } from '../text/renderMarkdown.ts';
import { renderReport } from '../text/renderReport.ts';
import { briefReport } from './briefReport.ts';

export interface Channel {
  send(message: FromEngine): void;
}

export interface Server {
  /** Takes any value: what does not have the shape of a message is passed over. */
  receive(message: unknown): void;
  /** Cancels everything that runs. */
  close(): void;
}

type Request = Extract<ToEngine, { kind: 'request' }>;
type Render = Extract<ToEngine, { kind: 'render' }>;

export function createServer(engine: Engine, channel: Channel): Server {
  const running = new Map<number, AbortController>();
  const answer = async (request: Request): Promise<void> => {
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await ask(engine, request, channel, controller.signal);
      channel.send({ kind: 'answer', id, answer: inWords(result, request) });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      channel.send({ kind: 'failure', id, message: controller.signal.aborted ? 'cancelled' : message });
    } finally {
      running.delete(id);
    }
  };
  return {
    receive: (message) => {
      if (isCancel(message)) running.get(message.id)?.abort(new Error('cancelled'));
      else if (isRender(message)) channel.send(rendered(message));
      else if (isRequest(message) && !running.has(message.id)) void answer(message);
    },
    close: () => {
      for (const controller of running.values()) controller.abort(new Error('the editor has gone'));
    },
  };
}

function ask(engine: Engine, request: Request, channel: Channel, signal: AbortSignal): Promise<Answer> {
  const { id } = request;
  if (request.method === 'explain') return engine.explain(request.question);
  const { method, question } = request;
  switch (method) {
    case 'diagnose':
      return engine.diagnose(question, (progress) => channel.send({ kind: 'progress', id, progress }), signal);
    case 'plan':
      return engine.plan(question, signal);
    case 'env':
      return engine.env(question, signal);
    case 'whatif':
      return engine.whatif(request.question, (progress) => channel.send({ kind: 'progress', id, progress }), signal);
    case 'verify':
      return engine.verify(request.question, (progress) => channel.send({ kind: 'progress', id, progress }), signal);
    case 'compare':
      return engine.compare(request.question, (progress) => channel.send({ kind: 'progress', id, progress }), signal);
  }
}

function inWords(answer: Answer, { question, language }: Request): Answer {
  if (answer.kind !== 'report') return answer;
  const report = 'brief' in question && question.brief ? briefReport(answer.report) : answer.report;
  return { ...answer, report: renderReport(report, language) };
}

function rendered({ id, report, format, language }: Render): FromEngine {
  try {
    return { kind: 'rendered', id, text: textOf(report, format, language) };
  } catch (error) {
    return { kind: 'failure', id, message: error instanceof Error ? error.message : String(error) };
  }
}

function textOf(report: Report, format: Render['format'], language: Render['language']): string {
  switch (format) {
    case 'markdown':
      return renderMarkdown(report, language);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'har':
      return `${JSON.stringify(toHar(report), null, 2)}\n`;
    case 'panel':
      return JSON.stringify(panelTexts(report, language));
  }
}

function panelTexts(report: Report, language: Render['language']): PanelTexts {
  return { strings: panelStrings(language), exchangeTexts: exchangeTexts(report, process.platform) };
}

const methods: readonly Request['method'][] = ['diagnose', 'plan', 'env', 'explain', 'whatif', 'verify', 'compare'];

/** The editor and this process come from one installation: a look at the outer shape is enough. */
function isRequest(message: unknown): message is Request {
  return (
    hasId(message) &&
    message.kind === 'request' &&
    'method' in message &&
    methods.some((method) => method === message.method) &&
    'question' in message &&
    typeof message.question === 'object' &&
    message.question !== null
  );
}

function isRender(message: unknown): message is Render {
  return hasId(message) && message.kind === 'render' && 'report' in message && typeof message.report === 'object';
}

function isCancel(message: unknown): message is Extract<ToEngine, { kind: 'cancel' }> {
  return hasId(message) && message.kind === 'cancel';
}

function hasId(message: unknown): message is { id: number; kind: unknown } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'id' in message &&
    typeof message.id === 'number' &&
    'kind' in message
  );
}
