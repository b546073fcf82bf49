/** The export button with its menu: arrow keys walk, Escape closes, focus returns to the button. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ExportFormat } from '../../protocol/panelMessages.ts';
import type { Shown } from '../panel.ts';
import { focusOn, movedIndex } from './parts.ts';

export function exportMenu(shown: Shown): TemplateResult | typeof nothing {
  const { model, strings, change } = shown;
  const formats = model.state?.capabilities.exports ?? [];
  if (formats.length === 0) return nothing;
  const open = () => {
    change((now) => {
      now.exportIsOpen = !now.exportIsOpen;
    });
    if (model.exportIsOpen) focusOn('export-0');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || model.exportIsOpen) return;
    event.preventDefault();
    open();
  };
  return html`
    <div class="menu-holder" @focusout=${(event: FocusEvent) => closeWhenLeft(shown, event)}>
      <button
        type="button"
        id="export"
        class="secondary"
        aria-haspopup="menu"
        aria-expanded=${model.exportIsOpen ? 'true' : 'false'}
        @click=${open}
        @keydown=${onKey}
      >
        ${strings.header.export}<span class="codicon codicon-chevron-down" aria-hidden="true"></span>
      </button>
      ${model.exportIsOpen ? menu(shown, formats) : nothing}
    </div>
  `;
}

function menu(shown: Shown, formats: readonly ExportFormat[]): TemplateResult {
  const { strings, ask } = shown;
  const words: Record<ExportFormat, string> = {
    har: strings.header.exportHar,
    markdown: strings.header.exportMarkdown,
    json: strings.header.exportJson,
  };
  const close = () => {
    shown.change((now) => {
      now.exportIsOpen = false;
    });
    focusOn('export');
  };
  const onKey = (event: KeyboardEvent, at: number) => {
    const moved = movedIndex(event, at, formats.length, 'vertical');
    if (event.key !== 'Escape' && moved === null) return;
    event.preventDefault();
    if (moved === null) close();
    else focusOn(`export-${moved}`);
  };
  return html`
    <div class="menu" role="menu" aria-label=${strings.header.export}>
      ${formats.map(
        (format, at) => html`<button
          type="button"
          role="menuitem"
          tabindex="-1"
          id="export-${at}"
          @keydown=${(event: KeyboardEvent) => onKey(event, at)}
          @click=${() => {
            close();
            ask({ kind: 'export', format });
          }}
        >
          ${words[format]}
        </button>`,
      )}
    </div>
  `;
}

function closeWhenLeft(shown: Shown, event: FocusEvent): void {
  const { currentTarget, relatedTarget } = event;
  const isInside =
    currentTarget instanceof HTMLElement && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  if (isInside || !shown.model.exportIsOpen) return;
  shown.change((now) => {
    now.exportIsOpen = false;
  });
}
