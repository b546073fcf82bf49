/** What go decides, step by step: a list in which arrow keys walk, and Enter opens the step's request. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Step } from '../../protocol/report.ts';
import { rowsOfStep, selectStep } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { duration } from '../words.ts';
import { focusOn, lookOf, movedIndex, outcomeGlyph } from './parts.ts';

export function steps(shown: Shown): TemplateResult {
  const { module, strings } = shown;
  return html`
    <section class="steps" aria-labelledby="steps-heading">
      <h2 id="steps-heading">${strings.steps.heading}</h2>
      ${
        module.steps.length === 0
          ? html`<p class="quiet">${strings.steps.none}</p>`
          : html`<div role="listbox" aria-labelledby="steps-heading" class="step-list">
              ${repeat(
                module.steps,
                ({ id }) => `${module.id} ${id}`,
                (step, at) => stepItem(shown, step, at),
              )}
            </div>`
      }
    </section>
  `;
}

function stepItem(shown: Shown, step: Step, at: number): TemplateResult {
  const { model, strings, change } = shown;
  const { stepId } = model.selection;
  const isSelected = step.id === stepId;
  const isFocusable = isSelected || (stepId === null && at === 0);
  return html`
    <div
      role="option"
      id="step-${step.id}"
      class="step look-${lookOfStep(step)}"
      aria-selected=${isSelected ? 'true' : 'false'}
      tabindex=${isFocusable ? '0' : '-1'}
      @click=${() => change((now) => selectStep(now, step.id))}
      @keydown=${(event: KeyboardEvent) => onKey(shown, event, at)}
    >
      <span class="number">${at + 1}</span>
      <span class="step-text">
        <span class="step-title">
          <span>${visible(step.title)}</span>
          <span class="step-facts"
            >${step.ms === null ? nothing : duration(step.ms)}${
              step.kind === 'setting' ? nothing : outcomeGlyph(step.result, strings.steps.result[step.result])
            }</span
          >
        </span>
        <span class="step-why">${visible(step.why)}</span>
      </span>
    </div>
  `;
}

/** Settings are neither good nor bad. */
function lookOfStep(step: Step): string {
  return step.kind === 'setting' && step.result === 'ok' ? 'info' : lookOf(step.result);
}

function onKey(shown: Shown, event: KeyboardEvent, at: number): void {
  const { steps: all } = shown.module;
  const step = all[at];
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    if (step === undefined) return;
    shown.change((model) => selectStep(model, step.id));
    if (event.key === 'Enter' && rowsOfStep(step).length > 0) focusOn(`tab-${shown.model.selection.tab}`);
    return;
  }
  const moved = movedIndex(event, at, all.length, 'vertical');
  const next = moved === null ? undefined : all[moved];
  if (next === undefined) return;
  event.preventDefault();
  shown.change((model) => selectStep(model, next.id));
  focusOn(`step-${next.id}`);
}
