/** The whole page, from the header to the settings, in the order in which it is read. */
import { html, nothing, type TemplateResult } from 'lit';
import { shownModule } from '../model.ts';
import type { Panel, Shown } from '../panel.ts';
import { banner } from './banner.ts';
import { checksums } from './checksums.ts';
import { details } from './details.ts';
import { findings } from './findings.ts';
import { header } from './header.ts';
import { remedies } from './remedies.ts';
import { requests } from './requests.ts';
import { runNotice } from './runNotice.ts';
import { settings } from './settings.ts';
import { steps } from './steps.ts';

export function page(panel: Panel): TemplateResult | typeof nothing {
  const { state } = panel.model;
  if (state === null) return nothing;
  const module = shownModule(panel.model);
  const { report, strings } = state;
  if (report === null || module === null) return emptyPage(panel, report === null);
  const shown: Shown = { ...panel, report, module, strings };
  return html`
    ${header(shown)}
    <main aria-label=${strings.title}>
      ${runNotice(panel)}
      ${banner(shown)}
      <div class="story">
        ${steps(shown)}
        <div class="wire">${requests(shown)}${details(shown)}</div>
      </div>
      ${remedies(shown)}
      ${checksums(shown)}
      ${findings(shown)}
      ${settings(shown)}
    </main>
  `;
}

function emptyPage(panel: Panel, isFirst: boolean): TemplateResult {
  const { strings, run } = panel.model.state ?? {};
  const text = isFirst ? strings?.empty.text : strings?.empty.noModules;
  return html`
    <main aria-label=${strings?.title ?? ''}>
      ${runNotice(panel)}
      ${
        run?.kind === 'running'
          ? html`<h1 class="hidden">${strings?.title}</h1>`
          : html`<div class="empty">
              <span class="codicon codicon-pulse" aria-hidden="true"></span>
              <h1>${isFirst ? strings?.empty.title : strings?.title}</h1>
              <p>${text}</p>
            </div>`
      }
    </main>
  `;
}
