/** The trace panel: keeps the model, draws it, and tells the editor what the user wants. */
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { render } from 'lit';
import type { PanelRequest, ToPanel } from '../protocol/panelMessages.ts';
import { connectHost } from './host.ts';
import { emptySelection, keep, type Model, restore, selectModule, takeState } from './model.ts';
import type { Panel } from './panel.ts';
import { page } from './view/page.ts';

const model: Model = {
  state: null,
  selection: emptySelection,
  exportIsOpen: false,
  notice: null,
  nowMs: Date.now(),
};

const root = document.getElementById('panel') ?? document.body;
const host = connectHost(receive);
const panel: Panel = { model, change, ask };

/** Applies a change and draws; lit keeps the elements, so focus stays where it is. */
function change(apply: (model: Model) => void): void {
  apply(model);
  draw();
  host.keep(keep(model));
}

function draw(): void {
  model.nowMs = Date.now();
  const { language, strings } = model.state ?? {};
  if (language) document.documentElement.lang = language === 'zh-cn' ? 'zh-Hans' : language;
  if (strings) document.title = strings.title;
  render(page(panel), root);
}

function ask(request: PanelRequest): void {
  change((now) => {
    now.notice = null;
  });
  void host.ask(request).then((reply) =>
    change((now) => {
      now.notice = reply;
    }),
  );
}

function receive(message: Exclude<ToPanel, { kind: 'reply' }>): void {
  change((now) => {
    switch (message.kind) {
      case 'state':
        takeState(now, message.state);
        break;
      case 'progress':
        if (now.state) now.state = { ...now.state, run: { kind: 'running', progress: message.progress } };
        break;
      case 'select':
        selectModule(now, message.moduleId);
        break;
    }
  });
}

const hasState = restore(model, host.kept());
draw();
host.ready(hasState);
// Ages are shown in minutes.
setInterval(draw, 15_000);
