/** The verdict in one sentence, the server's words, and what go prints, so that people recognise their failure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, ModuleReport } from '../../protocol/report.ts';
import { verdictOf } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { fill, hostOf } from '../words.ts';
import { findingFooter } from './findings.ts';
import { lookOf, outcomeGlyph, quoted, severityGlyph } from './parts.ts';

export function banner(shown: Shown): TemplateResult {
  const { report, module, strings } = shown;
  const verdict = verdictOf(report, module);
  const look = verdict === null ? lookOf(module.outcome) : verdict.severity;
  return html`
    <section class="banner look-${look}" aria-label=${strings.banner.verdict}>
      <h2>
        ${
          verdict === null
            ? outcomeGlyph(module.outcome, strings.steps.result[module.outcome])
            : severityGlyph(verdict.severity, strings.findings.severity[verdict.severity])
        }
        <span>${verdict === null ? plainVerdict(shown) : visible(verdict.title)}</span>
        ${certainty(shown, verdict)}
      </h2>
      ${verdict === null ? openReason(shown) : verdictText(shown, verdict)}
      ${goPrints(shown)}
      ${verdict === null ? nothing : findingFooter(shown, verdict)}
    </section>
  `;
}

function certainty({ strings }: Shown, verdict: Finding | null): TemplateResult | typeof nothing {
  if (verdict === null || verdict.certainty === 'proved') return nothing;
  return html`<vscode-badge>${strings.findings.certainty[verdict.certainty]}</vscode-badge>`;
}

function plainVerdict({ report, module, strings }: Shown): string {
  const words = strings.banner;
  switch (module.outcome) {
    case 'ok':
      return module.servedBy === null ? words.ok : fill(words.okFrom, visible(serverName(module)));
    case 'not-found':
      return words.notFound;
    case 'failed':
      return words.failed;
    case 'skipped':
      return words.skipped;
    case 'unknown':
      return report.mode === 'offline' ? words.plan : words.unknown;
  }
}

const serverName = ({ servedBy }: ModuleReport) => hostOf(servedBy ?? '');

/** Why nothing better is known, in the words of the step where the story ends. */
function openReason({ module }: Shown): TemplateResult | typeof nothing {
  if (module.outcome === 'ok') return nothing;
  const step =
    module.steps.findLast(({ code }) => code === module.outcomeReason) ??
    module.steps.findLast(({ result }) => result === module.outcome);
  return step === undefined ? nothing : html`<p>${visible([step.title, step.why].filter(Boolean).join(': '))}</p>`;
}

function verdictText(shown: Shown, verdict: Finding): TemplateResult {
  const { strings } = shown;
  const said = serverSaid(shown, verdict);
  return html`
    <p class="detail">${visible(verdict.detail)}</p>
    ${said === null ? nothing : html`<p>${fill(strings.banner.said, said.host)} <q>${quoted(said.words)}</q></p>`}
  `;
}

/** The server's words behind the verdict, unless its text quotes them already. */
function serverSaid({ report, model }: Shown, verdict: Finding): { host: string; words: string } | null {
  for (const exchange of report.exchanges) {
    if (!verdict.evidence.includes(`exchange:${exchange.id}`)) continue;
    const words = model.state?.exchangeTexts[exchange.id]?.said;
    if (!words) continue;
    return verdict.detail.includes(words) ? null : { host: hostOf(exchange.url), words };
  }
  return null;
}

function goPrints(shown: Shown): TemplateResult | typeof nothing {
  const { module, strings, ask } = shown;
  if (module.goError === null) return nothing;
  const label = module.goErrorBasis === 'exact' ? strings.banner.goPrints : strings.banner.goPrintsAbout;
  const copy = () => ask({ kind: 'copy', what: { kind: 'goError', moduleId: module.id } });
  return html`
    <div class="go-prints">
      <span class="label">${label}</span>
      <pre tabindex="0" aria-label=${label}>${quoted(module.goError.trimEnd())}</pre>
      <button type="button" class="icon" title=${strings.banner.copyGoError} aria-label=${strings.banner.copyGoError} @click=${copy}>
        <span class="codicon codicon-copy" aria-hidden="true"></span>
      </button>
    </div>
    ${hiddenErrors(shown)}
  `;
}

function hiddenErrors({ module, strings }: Shown): TemplateResult | typeof nothing {
  if (module.hiddenErrors.length === 0) return nothing;
  return html`<details class="hidden-errors">
    <summary>${strings.banner.hiddenErrors} (${module.hiddenErrors.length})</summary>
    ${module.hiddenErrors.map((text) => html`<pre tabindex="0">${quoted(text)}</pre>`)}
  </details>`;
}
