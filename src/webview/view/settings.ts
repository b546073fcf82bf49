/** Settings that differ from their default, or that a finding names: folded, since most people need none of them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Setting } from '../../protocol/report.ts';
import { findingsOf } from '../model.ts';
import type { Shown } from '../panel.ts';
import { fileName } from '../words.ts';
import { glyph, link, quoted } from './parts.ts';

export function settings(shown: Shown): TemplateResult | typeof nothing {
  const rows = telling(shown);
  if (rows.length === 0) return nothing;
  const words = shown.strings.settings;
  return html`
    <details class="settings" id="settings">
      <summary><h2>${words.heading} (${rows.length})</h2></summary>
      <div class="scroll" tabindex="0" role="group" aria-label=${words.heading}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">${words.name}</th>
              <th scope="col">${words.value}</th>
              <th scope="col">${words.origin}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((setting) => row(shown, setting))}
          </tbody>
        </table>
      </div>
    </details>
  `;
}

function telling({ report, module }: Shown): Setting[] {
  const named = new Set([
    ...findingsOf(report, module).flatMap(({ evidence }) => evidence),
    ...module.steps.map(({ params }) => `setting:${params['setting']}`),
  ]);
  return report.settings.filter(
    ({ name, origin, valid }) =>
      !valid || (origin !== 'default' && origin !== 'goroot-env') || named.has(`setting:${name}`),
  );
}

function row(shown: Shown, setting: Setting): TemplateResult {
  const words = shown.strings.settings;
  return html`<tr id="setting-${setting.name}" tabindex="-1">
    <th scope="row"><code>${setting.name}</code></th>
    <td>
      ${setting.value === '' ? html`<span class="quiet">${words.empty}</span>` : html`<code>${quoted(setting.value)}</code>`}
      ${setting.valid ? nothing : glyph('error', 'error', words.invalid)}
    </td>
    <td>${words.origins[setting.origin]} ${from(shown, setting)}</td>
  </tr>`;
}

function from({ model, ask }: Shown, { from: place, name }: Setting): TemplateResult | typeof nothing {
  if (place === null) return nothing;
  if (!model.state?.capabilities.openLocation) return quoted(fileName(place));
  return link(fileName(place), () => ask({ kind: 'openLocation', place: { kind: 'setting', name } }));
}
