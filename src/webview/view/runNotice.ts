/** What is happening: a run and how far it is, its end before its time, an old result, the last answer of the editor. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PanelProgress, PanelState } from '../../protocol/panelMessages.ts';
import type { PanelStrings } from '../../protocol/panelStrings.ts';
import type { Panel } from '../panel.ts';
import { visible } from '../visible.ts';
import { age, fill } from '../words.ts';

/** The regions stay in the page, so that what is put into them is read out. */
export function runNotice({ model, ask }: Panel): TemplateResult {
  const { state, notice } = model;
  if (state === null) return html``;
  return html`
    <div class="notices">
      <div role="status" aria-live="polite">${runLine(state, () => ask({ kind: 'cancel' }))}${staleLine(state, model.nowMs)}</div>
      <div role="status" aria-live="polite">
        ${
          notice === null || notice.message === null
            ? nothing
            : line(
                notice.kind === 'failed' ? 'error' : 'check',
                notice.kind === 'failed' ? 'error' : 'good',
                notice.message,
              )
        }
      </div>
    </div>
  `;
}

function runLine(state: PanelState, cancel: () => void): TemplateResult | typeof nothing {
  const { run, strings, report } = state;
  const former = report === null ? '' : ` ${strings.run.formerResult}`;
  switch (run.kind) {
    case 'running':
      return running(run.progress, strings, report === null ? cancel : null);
    case 'cancelled':
      return line('circle-slash', 'quiet', `${strings.run.cancelled}${former}`);
    case 'failed':
      return line('error', 'error', `${strings.run.failed}: ${visible(run.message)}${former}`);
    case 'idle':
      return report !== null && !report.complete ? line('warning', 'warning', strings.run.incomplete) : nothing;
  }
}

/** Until there is a report the header is not there, and with it its button to cancel. */
function running(progress: PanelProgress, strings: PanelStrings, cancel: (() => void) | null): TemplateResult {
  const { done, total, current } = progress;
  const parts = [
    strings.run.running,
    total > 0 ? fill(strings.run.progress, done, total) : '',
    current === null ? '' : fill(strings.run.asking, visible(current)),
  ];
  return html`<div class="notice look-info">
    <span class="codicon codicon-loading spin" aria-hidden="true"></span>
    <span class="grow">${parts.filter((part) => part !== '').join(' · ')}</span>
    ${total > 0 ? html`<progress max=${total} .value=${done} aria-label=${strings.run.running}></progress>` : nothing}
    ${
      cancel === null
        ? nothing
        : html`<vscode-button secondary @click=${cancel}>${strings.header.cancel}</vscode-button>`
    }
  </div>`;
}

function staleLine(state: PanelState, nowMs: number): TemplateResult | typeof nothing {
  const { report, strings, outdated, freshMs, run } = state;
  if (report === null || run.kind === 'running') return nothing;
  const ageMs = nowMs - Date.parse(report.startedAt);
  const ago = age(ageMs, strings.age);
  if (outdated) return line('history', 'warning', fill(strings.age.outdated, ago));
  return ageMs > freshMs ? line('history', 'warning', fill(strings.age.old, ago)) : nothing;
}

function line(icon: string, look: string, text: string): TemplateResult {
  return html`<div class="notice look-${look}">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span class="grow">${text}</span>
  </div>`;
}
