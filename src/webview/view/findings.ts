/** Findings beside the verdict, and the foot of every finding: its proof, and where to read more. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Location } from '../../protocol/report.ts';
import { furtherFindings } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { fileName, fill } from '../words.ts';
import { evidenceLinks } from './evidence.ts';
import { link, severityGlyph } from './parts.ts';

export function findings(shown: Shown): TemplateResult | typeof nothing {
  const further = furtherFindings(shown.report, shown.module);
  if (further.length === 0) return nothing;
  return html`
    <section class="findings" aria-labelledby="findings-heading">
      <h2 id="findings-heading">${shown.strings.findings.heading}</h2>
      <ul>
        ${further.map((finding) => html`<li>${findingBlock(shown, finding)}</li>`)}
      </ul>
    </section>
  `;
}

function findingBlock(shown: Shown, finding: Finding): TemplateResult {
  const { severity, certainty } = shown.strings.findings;
  return html`
    <h3>
      ${severityGlyph(finding.severity, severity[finding.severity])}
      <span>${visible(finding.title)}</span>
      ${finding.certainty === 'proved' ? nothing : html`<vscode-badge>${certainty[finding.certainty]}</vscode-badge>`}
    </h3>
    <p class="detail">${visible(finding.detail)}</p>
    ${findingFooter(shown, finding)}
  `;
}

export function findingFooter(shown: Shown, finding: Finding): TemplateResult {
  const { strings, ask } = shown;
  return html`
    ${
      finding.wouldChange
        ? html`<p class="quiet">${fill(strings.findings.wouldChange, visible(finding.wouldChange))}</p>`
        : nothing
    }
    <p class="foot">
      ${evidenceLinks(shown, finding)}
      ${placeLinks(shown, finding)}
      ${link(strings.findings.help, () => ask({ kind: 'openHelp', findingId: finding.id }), 'book')}
    </p>
  `;
}

const mostPlaces = 3;

/** The line of the module itself is in the header; those of other modules with the same cause are theirs. */
function placeLinks({ model, ask, strings, module }: Shown, finding: Finding): TemplateResult[] {
  if (!model.state?.capabilities.openLocation) return [];
  const own = module.file === null ? null : fileName(module.file);
  return finding.locations.flatMap((location, index) => {
    if (fileName(location.uri) === own && finding.affects.length > 0) return [];
    if (index >= mostPlaces) return [];
    const open = () => ask({ kind: 'openLocation', place: { kind: 'finding', findingId: finding.id, index } });
    return [link(fill(strings.findings.open, placeText(location)), open, 'go-to-file')];
  });
}

function placeText({ uri, startLine }: Location): string {
  const name = fileName(uri);
  try {
    return `${decodeURIComponent(name)}:${startLine}`;
  } catch {
    return `${name}:${startLine}`;
  }
}
