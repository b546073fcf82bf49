/** The editor behind the page. Each request is answered once; in a plain browser nobody answers. */
import { type PanelReply, type PanelRequest, readToPanel, type ToPanel } from '../protocol/panelMessages.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  ready(hasState: boolean): void;
  /** Resolves with the editor's reply. */
  ask(request: PanelRequest): Promise<PanelReply>;
  keep(state: unknown): void;
  kept(): unknown;
}

/** `receive` gets every understood message except replies. */
export function connectHost(receive: (message: Exclude<ToPanel, { kind: 'reply' }>) => void): Host {
  const api = acquireVsCodeApi();
  const pending = new Map<number, (reply: PanelReply) => void>();
  let lastId = 0;
  window.addEventListener('message', ({ data }) => {
    const message = readToPanel(data);
    if (message === null) return;
    if (message.kind !== 'reply') {
      receive(message);
      return;
    }
    pending.get(message.id)?.(message.reply);
    pending.delete(message.id);
  });
  return {
    ready: (hasState) => api.postMessage({ kind: 'ready', hasState }),
    ask: (request) => {
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<PanelReply>();
      pending.set(id, resolve);
      api.postMessage({ id, ...request });
      return promise;
    },
    keep: (state) => api.setState(state),
    kept: () => api.getState(),
  };
}
