/** Tabs for the selected request: answer, headers, connection and certificate, timing, curl. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Header, ProcessReport } from '../../protocol/report.ts';
import { type Tab, tabs } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { type Row, rowsOf, scaleOf } from '../waterfall.ts';
import { duration, fill, size } from '../words.ts';
import { addresses, connectionTab } from './connection.ts';
import { focusOn, movedIndex, quoted } from './parts.ts';
import { answerText } from './requests.ts';

type ExchangeRow = Extract<Row, { kind: 'exchange' }>;

export function details(shown: Shown): TemplateResult | typeof nothing {
  const { report, module, model, strings } = shown;
  const rows = rowsOf(report, module);
  const row = rows.find(({ id }) => id === model.selection.row);
  if (row === undefined) return nothing;
  const { tab } = model.selection;
  const offered = row.kind === 'process' ? tabs.filter((one) => one === 'answer' || one === 'timing') : tabs;
  const shownTab = offered.includes(tab) ? tab : 'answer';
  return html`
    <section class="details" aria-label=${strings.tabs.label}>
      <div role="tablist" aria-label=${strings.tabs.label} class="tabs">
        ${offered.map((one, at) => tabButton(shown, one, shownTab, offered, at))}
      </div>
      <div role="tabpanel" id="tab-panel" class="tab-panel" aria-labelledby="tab-${shownTab}" tabindex="0">
        ${content(shown, row, rows, shownTab)}
      </div>
    </section>
  `;
}

function tabButton(shown: Shown, tab: Tab, selected: Tab, offered: readonly Tab[], at: number): TemplateResult {
  const open = (one: Tab) =>
    shown.change((model) => {
      model.selection = { ...model.selection, tab: one };
    });
  const onKey = (event: KeyboardEvent) => {
    const next = offered[movedIndex(event, at, offered.length, 'horizontal') ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    open(next);
    focusOn(`tab-${next}`);
  };
  const isSelected = tab === selected;
  return html`<button
    type="button"
    role="tab"
    id="tab-${tab}"
    aria-selected=${isSelected ? 'true' : 'false'}
    aria-controls="tab-panel"
    tabindex=${isSelected ? '0' : '-1'}
    @click=${() => open(tab)}
    @keydown=${onKey}
  >
    ${shown.strings.tabs[tab]}
  </button>`;
}

function content(shown: Shown, row: Row, rows: readonly Row[], tab: Tab): TemplateResult {
  if (tab === 'timing') return timingTab(shown, row, rows);
  if (row.kind === 'process') return processTab(shown, row.process);
  switch (tab) {
    case 'answer':
      return answerTab(shown, row);
    case 'headers':
      return headersTab(shown, row);
    case 'connection':
      return connectionTab(shown, row);
    case 'curl':
      return curlTab(shown, row);
  }
}

function answerTab(shown: Shown, row: ExchangeRow): TemplateResult {
  const { strings } = shown;
  const words = strings.answer;
  const { exchange } = row;
  if (exchange.status === null) return noAnswer(shown, row);
  const facts = [
    `HTTP/${exchange.httpVersion ?? '?'} ${answerText(shown, row).replace(/ [A-Z]+$/, '')}`,
    exchange.contentType ?? '',
    sizeText(shown, row),
    exchange.redirectedTo === null ? '' : fill(words.redirectedTo, exchange.redirectedTo),
    exchange.excerpt !== null && exchange.excerptTruncated ? words.truncated : '',
  ];
  return html`
    <p class="answer-line">${facts.filter((fact) => fact !== '').map((fact) => html`<span class="fact">${quoted(fact)}</span>`)}</p>
    ${bodyText(shown, row)}
  `;
}

/** Where it ended, and what the connection says about it. */
function noAnswer(shown: Shown, row: ExchangeRow): TemplateResult {
  const { connection, exchange } = row;
  const rejected = connection?.tls?.rejectedBecause;
  return html`
    <p>${shown.strings.answer.none} <span class="look-error">${answerText(shown, row)}</span></p>
    ${rejected ? html`<p>${shown.strings.connection.rejected}: ${quoted(rejected)}</p>` : nothing}
    ${connection !== null && exchange.failedPhase === 'connect' ? addresses(connection, shown.strings.connection) : nothing}
  `;
}

function sizeText({ strings }: Shown, { exchange }: ExchangeRow): string {
  const { bodyBytes, transferBytes } = exchange;
  if (bodyBytes === null) return '';
  const isSame = transferBytes === null || transferBytes === bodyBytes;
  return isSame ? size(bodyBytes) : fill(strings.answer.transferred, size(bodyBytes), size(transferBytes));
}

function bodyText({ strings }: Shown, { exchange }: ExchangeRow): TemplateResult {
  const { excerpt, bodyBytes, excerptTruncated } = exchange;
  if (!excerpt) return html`<p class="quiet">${bodyBytes ? strings.answer.notKept : strings.answer.empty}</p>`;
  const text = excerptTruncated ? excerpt : (prettyJson(excerpt) ?? excerpt);
  return html`<pre tabindex="0" aria-label=${strings.tabs.answer}>${quoted(text)}</pre>`;
}

/** The same JSON over several lines, or null where it is none. */
function prettyJson(text: string): string | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

function processTab({ strings }: Shown, process: ProcessReport): TemplateResult {
  return html`
    <pre tabindex="0" aria-label=${strings.requests.request}>${quoted(process.argv.join(' '))}</pre>
    ${
      process.stderrExcerpt
        ? html`<pre tabindex="0" aria-label=${strings.tabs.answer}>${quoted(process.stderrExcerpt)}</pre>`
        : html`<p class="quiet">${strings.answer.noOutput}</p>`
    }
  `;
}

function headersTab({ strings }: Shown, { exchange }: ExchangeRow): TemplateResult {
  const words = strings.headers;
  const list = (title: string, headers: readonly Header[]) => html`
    <h3>${title}</h3>
    ${
      headers.length === 0
        ? html`<p class="quiet">${words.none}</p>`
        : html`<dl class="pairs">
            ${headers.map(
              ({ name, value, redacted }) => html`<div>
                <dt>${quoted(name)}</dt>
                <dd>${quoted(value)}${redacted ? html` <span class="quiet">(${words.redacted})</span>` : nothing}</dd>
              </div>`,
            )}
          </dl>`
    }
  `;
  return html`${list(words.response, exchange.responseHeaders)}${list(words.request, exchange.requestHeaders)}`;
}

function timingTab({ strings }: Shown, row: Row, rows: readonly Row[]): TemplateResult {
  const words = strings.timing;
  const { startMs } = scaleOf(rows);
  return html`
    ${row.kind === 'exchange' && row.reused ? html`<p class="quiet">${words.reused}</p>` : nothing}
    <table class="plain timing">
      <thead>
        <tr>
          <th scope="col">${words.phase}</th>
          <th scope="col" class="figure">${words.start}</th>
          <th scope="col" class="figure">${words.length}</th>
        </tr>
      </thead>
      <tbody>
        ${row.bars.map(
          (bar) => html`<tr>
            <th scope="row">
              <svg width="12" height="14" aria-hidden="true"><rect class="phase phase-${bar.phase}" width="12" y="3" height="8"></rect></svg>
              ${strings.requests.phase[bar.phase]}${bar.failed ? html` <span class="look-error">${strings.steps.result.failed}</span>` : nothing}
            </th>
            <td class="figure">${duration(bar.startMs - startMs)}</td>
            <td class="figure">${bar.failed && bar.ms === 0 ? '–' : duration(bar.ms)}</td>
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.total}</th>
          <td class="figure">${duration(row.startMs - startMs)}</td>
          <td class="figure">${row.totalMs === null ? '–' : duration(row.totalMs)}</td>
        </tr>
      </tfoot>
    </table>
  `;
}

function curlTab(shown: Shown, { exchange }: ExchangeRow): TemplateResult {
  const { strings, model, ask } = shown;
  const texts = model.state?.exchangeTexts[exchange.id];
  const copy = () => ask({ kind: 'copy', what: { kind: 'curl', exchangeId: exchange.id } });
  return html`
    <pre tabindex="0" class="wrap" aria-label="curl">${quoted(texts?.curl ?? '')}</pre>
    ${texts?.curlIsRedacted ? html`<p class="quiet">${visible(strings.curl.redacted)}</p>` : nothing}
    <vscode-button icon="copy" secondary @click=${copy}>${strings.curl.copy}</vscode-button>
  `;
}
