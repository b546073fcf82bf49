/** Which source says which hash: equal hashes are told apart by a letter, not by their characters. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChecksumSource } from '../../protocol/report.ts';
import type { Shown } from '../panel.ts';
import { fill, hostOf } from '../words.ts';
import { glyph, quoted } from './parts.ts';

type Which = 'zip' | 'mod';

export function checksums(shown: Shown): TemplateResult | typeof nothing {
  const { checksum } = shown.module;
  const { strings } = shown;
  if (checksum.sources.length === 0) return nothing;
  return html`
    <section class="checksums" aria-labelledby="checksums-heading">
      <h2 id="checksums-heading">${strings.checksums.heading}</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="checksums-heading">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">${strings.checksums.source}</th>
              <th scope="col">${strings.checksums.zip} ${verdict(shown, 'zip')}</th>
              <th scope="col">${strings.checksums.mod} ${verdict(shown, 'mod')}</th>
            </tr>
          </thead>
          <tbody>
            ${checksum.sources.map((source) => sourceRow(shown, source))}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function verdict({ module, strings }: Shown, which: Which): TemplateResult | typeof nothing {
  const part = module.checksum[which];
  if (part === null) return nothing;
  const words = strings.checksums;
  const word = part.pattern === null ? words.verdict[part.verdict] : fill(words.exemptBy, part.pattern);
  const look = part.verdict === 'mismatch' ? 'error' : part.verdict === 'verified' ? 'good' : 'quiet';
  return html`<span class="look-${look}">${word}</span>`;
}

function sourceRow(shown: Shown, source: ChecksumSource): TemplateResult {
  return html`<tr>
    <th scope="row">${quoted(sourceName(shown, source.source))}</th>
    ${hashCell(shown, source, 'zip')}${hashCell(shown, source, 'mod')}
  </tr>`;
}

function sourceName({ strings }: Shown, source: string): string {
  const { cache, sumdb, direct } = strings.checksums;
  const names = new Map([
    ['cache', cache],
    ['sumdb', sumdb],
    ['direct', direct],
  ]);
  return names.get(source) ?? hostOf(source);
}

/** Go believes the first source: what differs from it is marked. */
function hashCell(shown: Shown, source: ChecksumSource, which: Which): TemplateResult {
  const { strings, module } = shown;
  const hash = source[which];
  if (hash === null) return html`<td class="quiet">–</td>`;
  const first = module.checksum.sources.find((one) => one[which] !== null);
  const differs = first !== undefined && first[which] !== hash;
  const mark = differs
    ? glyph('error', 'error', strings.checksums.differs)
    : first === source
      ? nothing
      : glyph('check', 'good', strings.checksums.same);
  return html`<td class="hash ${differs ? 'look-error' : ''}">
    ${mark}${differs ? html`<strong>${strings.checksums.differs}</strong> ` : nothing}${quoted(hash)}
  </td>`;
}
