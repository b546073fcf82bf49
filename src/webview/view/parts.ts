/** Small pieces that several parts of the page use. */
import { html, type TemplateResult } from 'lit';
import type { ModuleOutcome, Severity } from '../../protocol/report.ts';
import { visible } from '../visible.ts';

const outcomeIcons: Record<ModuleOutcome, string> = {
  ok: 'pass',
  'not-found': 'error',
  failed: 'error',
  skipped: 'circle-slash',
  unknown: 'question',
};

const severityIcons: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'info' };

/** A glyph with its word for those who do not see it. */
export function glyph(icon: string, look: string, word: string): TemplateResult {
  return html`<span class="codicon codicon-${icon} look-${look}" role="img" aria-label=${word} title=${word}></span>`;
}

export const outcomeGlyph = (outcome: ModuleOutcome, word: string): TemplateResult =>
  glyph(outcomeIcons[outcome], lookOf(outcome), word);

export const severityGlyph = (severity: Severity, word: string): TemplateResult =>
  glyph(severityIcons[severity], severity, word);

export function lookOf(outcome: ModuleOutcome): 'good' | 'error' | 'quiet' | 'warning' {
  switch (outcome) {
    case 'ok':
      return 'good';
    case 'skipped':
      return 'quiet';
    case 'unknown':
      return 'warning';
    default:
      return 'error';
  }
}

/** Text of a server, a file or go, isolated from the direction of ours. */
export const quoted = (text: string): TemplateResult => html`<bdi dir="ltr">${visible(text)}</bdi>`;

/** A button that looks like a link, for jumps and for places in files. */
export function link(text: string, onClick: () => void, icon: string | null = null): TemplateResult {
  return html`<button type="button" class="link" @click=${onClick}>${
    icon === null ? '' : html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>`
  }${visible(text)}</button>`;
}

/** Moves within a list of `count` by arrow keys, Home and End; null for every other key. */
export function movedIndex(event: KeyboardEvent, index: number, count: number, axis: 'vertical' | 'horizontal') {
  const [back, on] = axis === 'vertical' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  switch (event.key) {
    case back:
      return Math.max(0, index - 1);
    case on:
      return Math.min(count - 1, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Gives the focus to the element with this id, once it is drawn. */
export function focusOn(id: string): void {
  const element = document.getElementById(id);
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}
