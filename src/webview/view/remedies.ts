/** What the user can do: each remedy with its effect, what was foretold for it, and what to mind. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Prediction, Remedy } from '../../protocol/report.ts';
import { furtherFindings, verdictOf } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { fill, hostOf } from '../words.ts';
import { quoted } from './parts.ts';

interface Offer {
  finding: Finding;
  remedy: Remedy;
}

export function remedies(shown: Shown): TemplateResult | typeof nothing {
  const offers = offersOf(shown);
  if (offers.length === 0) return nothing;
  return html`
    <section class="remedies" aria-labelledby="remedies-heading">
      <h2 id="remedies-heading">${shown.strings.remedies.heading}</h2>
      <ol>
        ${offers.map((offer, at) => item(shown, offer, at))}
      </ol>
    </section>
  `;
}

/** Those of the verdict first; several findings may advise the same. */
function offersOf({ report, module }: Shown): Offer[] {
  const verdict = verdictOf(report, module);
  const all = [...(verdict === null ? [] : [verdict]), ...furtherFindings(report, module)].flatMap((finding) =>
    finding.remedies.map((remedy) => ({ finding, remedy })),
  );
  const keys = all.map(({ remedy }) => `${remedy.code} ${JSON.stringify(remedy.change)}`);
  return all.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

function item(shown: Shown, offer: Offer, at: number): TemplateResult {
  const { strings } = shown;
  const { remedy } = offer;
  const command = 'argv' in remedy.change ? remedy.change.argv.map(shownWord).join(' ') : null;
  return html`
    <li class=${remedy.risk === 'weakens' ? 'weakens' : ''}>
      <span class="number" aria-hidden="true">${at + 1}</span>
      <div class="remedy-text">
        <h3>${visible(remedy.title)}</h3>
        <p class="effect">
          ${visible(remedy.effect)}
          ${remedy.predicted === null ? nothing : html`<span class="predicted">${predictionText(shown, remedy.predicted)}</span>`}
        </p>
        ${command === null ? nothing : html`<p><code>${quoted(command)}</code></p>`}
        ${
          remedy.caution === null
            ? nothing
            : html`<p class="caution">
                <span class="codicon codicon-warning" aria-hidden="true"></span>
                <span><strong>${strings.remedies.caution}</strong> ${visible(remedy.caution)}</span>
              </p>`
        }
      </div>
      <div class="buttons">${buttons(shown, offer, at)}</div>
    </li>
  `;
}

/** To be read, not to be run: what is copied is quoted by the editor for its system. */
const shownWord = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);

function predictionText({ strings }: Shown, { basis, outcome, servedBy }: Prediction): string {
  const words = strings.remedies;
  const isGood = outcome !== 'failed' && outcome !== 'not-found';
  const result = servedBy !== null && isGood ? fill(words.from, visible(hostOf(servedBy))) : words.outcome[outcome];
  return fill(basis === 'plan' ? words.planned : words.tried, result);
}

function buttons(shown: Shown, { finding, remedy }: Offer, at: number): TemplateResult {
  const { strings, ask, model, module } = shown;
  const words = strings.remedies;
  const can = model.state?.capabilities;
  const ids = { findingId: finding.id, remedyId: remedy.id };
  const copy = () => ask({ kind: 'copy', what: { kind: 'remedy', ...ids } });
  const isSecond = at > 0 || remedy.caution !== null || remedy.kind === 'tell-admin';
  const button = (text: string, onClick: () => void, isPrimary: boolean) =>
    html`<vscode-button ?secondary=${!isPrimary} aria-label="${text}: ${visible(remedy.title)}" @click=${onClick}>${text}</vscode-button>`;
  if (remedy.kind === 'tell-admin') return button(words.action['tell-admin'], copy, false);
  if (remedy.kind === 'wait') {
    return button(words.action.wait, () => ask({ kind: 'runAgain', moduleId: module.id }), false);
  }
  return html`
    ${can?.whatIf ? button(words.showEffect, () => ask({ kind: 'whatIf', moduleId: module.id }), false) : nothing}
    ${remedy.kind === 'go-env' || remedy.kind === 'command' ? button(words.copy, copy, false) : nothing}
    ${can?.applyRemedy ? button(words.action[remedy.kind], () => ask({ kind: 'applyRemedy', ...ids }), !isSecond) : nothing}
  `;
}
