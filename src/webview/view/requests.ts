/** The waterfall: a table with a row for each request, its phases as bars on one scale, and in words beside them. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PhaseName } from '../../protocol/panelStrings.ts';
import { selectRow } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { type Bar, type Row, rowsOf, type Scale, scaleOf } from '../waterfall.ts';
import { duration, fill, hostOf, shortUrl } from '../words.ts';
import { focusOn, movedIndex } from './parts.ts';

export function requests(shown: Shown): TemplateResult {
  const { report, module, strings } = shown;
  const rows = rowsOf(report, module);
  const words = strings.requests;
  return html`
    <section class="requests" aria-labelledby="requests-heading">
      <h2 id="requests-heading">${words.heading}</h2>
      ${rows.length === 0 ? html`<p class="quiet">${report.mode === 'offline' ? words.nonePlanned : words.none}</p>` : table(shown, rows)}
    </section>
  `;
}

function table(shown: Shown, rows: readonly Row[]): TemplateResult {
  const { strings, module } = shown;
  const words = strings.requests;
  const scale = scaleOf(rows);
  return html`
    <table role="grid" aria-labelledby="requests-heading" class="waterfall">
      <thead>
        <tr role="row">
          <th role="columnheader" scope="col" class="col-request">${words.request}</th>
          <th role="columnheader" scope="col" class="col-answer">${words.answer}</th>
          <th role="columnheader" scope="col" class="col-time">${words.time}</th>
          <th role="columnheader" scope="col" class="col-line">
            <span class="hidden">${words.timeline}</span>${ticks(scale)}
          </th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          ({ id }) => `${module.id} ${id}`,
          (row, at) => tableRow(shown, rows, row, at, scale),
        )}
      </tbody>
    </table>
    ${legend(shown, rows)}
  `;
}

/** Labels stand over the lines of the scale; the last one would leave the table. */
function ticks(scale: Scale): TemplateResult {
  return html`<span class="ticks" aria-hidden="true"
    >${scale.ticks.map((tick) => {
      const text = tick === 0 ? '0' : duration(tick);
      return html`<span class=${tickClass(tick, scale)} .style=${`left:${percent(tick, scale)}`}>${text}</span>`;
    })}</span
  >`;
}

/** A label near the end would leave the table, and where the table is narrow there is no room between the ends. */
function tickClass(tick: number, { ticks: all, spanMs }: Scale): string {
  const names = [tick / spanMs > 0.8 ? 'before' : '', tick === 0 || tick === all.at(-1) ? '' : 'middle'];
  return names.filter((name) => name !== '').join(' ');
}

function tableRow(shown: Shown, rows: readonly Row[], row: Row, at: number, scale: Scale): TemplateResult {
  const { row: selected } = shown.model.selection;
  const isSelected = row.id === selected;
  const isFocusable = isSelected || (at === 0 && !rows.some(({ id }) => id === selected));
  const isBad = row.kind === 'exchange' ? (row.exchange.status ?? 999) >= 400 : row.process.exit !== 0;
  return html`
    <tr
      role="row"
      id="row-${row.id}"
      aria-selected=${isSelected ? 'true' : 'false'}
      tabindex=${isFocusable ? '0' : '-1'}
      @click=${() => shown.change((model) => selectRow(model, row.id))}
      @keydown=${(event: KeyboardEvent) => onKey(shown, event, rows, at)}
    >
      <td role="gridcell" class="col-request" title=${visible(nameOf(row))}>${requestName(shown, row)}</td>
      <td role="gridcell" class="col-answer ${isBad ? 'look-error' : ''}">
        ${isBad ? html`<span class="codicon codicon-error" aria-hidden="true"></span>` : nothing}
        ${answerText(shown, row)}
      </td>
      <td role="gridcell" class="col-time">${row.totalMs === null ? '–' : duration(row.totalMs)}</td>
      <td role="gridcell" class="col-line">
        ${bars(shown, row, scale)}<span class="hidden">${rowText(shown, row, scale)}</span>
      </td>
    </tr>
  `;
}

const nameOf = (row: Row) =>
  row.kind === 'exchange' ? `${row.exchange.method} ${row.exchange.url}` : row.process.argv.join(' ');

function requestName({ strings }: Shown, row: Row): TemplateResult {
  if (row.kind === 'process') return html`<code>${visible(row.process.argv.join(' '))}</code>`;
  const { url, attempt } = row.exchange;
  return html`<span class="request-name"
    ><bdi class="ask">${visible(shortUrl(url))}</bdi> <bdi class="host">${visible(hostOf(url))}</bdi>${
      attempt > 1 ? html` <span class="host">${fill(strings.requests.attempt, attempt)}</span>` : nothing
    }</span
  >`;
}

export function answerText({ strings }: Pick<Shown, 'strings'>, row: Row): string {
  const words = strings.requests;
  if (row.kind === 'process') return row.process.exit === null ? words.noAnswer : fill(words.exit, row.process.exit);
  const { status, failedPhase, contentType } = row.exchange;
  const failed = failedPhase === null ? null : fill(words.failedIn, words.phase[failedPhase]);
  if (status === null) return failed ?? words.noAnswer;
  const type = /^[a-z]+\/(?:[a-z.]*\+)?([a-z]{1,12})\b/i.exec(contentType ?? '')?.[1];
  const kind = status >= 400 && type !== undefined && type !== 'plain' ? ` ${type.toUpperCase()}` : '';
  return failed === null ? `${status}${kind}` : `${status}, ${failed}`;
}

function bars({ strings }: Shown, row: Row, scale: Scale): TemplateResult {
  return html`
    <svg class="bars" aria-hidden="true" width="100%" height="14">
      ${scale.ticks.map((tick) => {
        const x = percent(tick, scale);
        return svg`<line class="tick" x1=${x} x2=${x} y1="0" y2="14"></line>`;
      })}
      ${row.bars.map((bar) => oneBar(bar, strings.requests.phase[bar.phase], scale))}
    </svg>
  `;
}

function oneBar(bar: Bar, word: string, scale: Scale) {
  const x = percent(bar.startMs - scale.startMs, scale);
  const tooltip = `${word} ${duration(bar.ms)}`;
  const failed = bar.failed
    ? svg`<rect class="failed" x=${percent(bar.startMs + bar.ms - scale.startMs, scale)} y="0" width="3" height="14"><title>${tooltip}</title></rect>`
    : nothing;
  const shape = shapes[bar.phase];
  return svg`<rect class="phase phase-${bar.phase}" x=${x} y=${shape.y} height=${shape.height} width=${percent(bar.ms, scale)}><title>${tooltip}</title></rect>${failed}`;
}

/** Phases differ in height as well as in colour. */
const shapes: Record<PhaseName, { y: number; height: number }> = {
  queued: { y: 6, height: 2 },
  dns: { y: 4, height: 6 },
  connect: { y: 3, height: 8 },
  proxy: { y: 3, height: 8 },
  tls: { y: 2, height: 10 },
  send: { y: 4, height: 6 },
  wait: { y: 1, height: 12 },
  body: { y: 3, height: 8 },
};

/** Never outside of the scale, and never too thin to be seen. */
function percent(ms: number, scale: Scale): string {
  return `${Math.min(100, Math.max(0, (ms / scale.spanMs) * 100)).toFixed(2)}%`;
}

/** What the bars show, in words: phase, start and length of each. */
export function rowText({ strings }: Shown, row: Row, scale: Scale): string {
  const words = strings.requests;
  const phases = row.bars.map((bar) => {
    const text = fill(words.bar, words.phase[bar.phase], duration(bar.startMs - scale.startMs), duration(bar.ms));
    return bar.failed ? `${text} (${strings.steps.result.failed})` : text;
  });
  if (row.kind === 'exchange' && row.reused) phases.unshift(reusedText({ strings }, row));
  return phases.join('; ');
}

function reusedText({ strings }: Pick<Shown, 'strings'>, row: Row): string {
  const connection = row.kind === 'exchange' ? row.connection : null;
  return fill(strings.requests.reused, connection === null ? '' : `${connection.host}:${connection.port}`);
}

function legend({ strings }: Shown, rows: readonly Row[]): TemplateResult {
  const words = strings.requests;
  const used = new Set(rows.flatMap((row) => row.bars.map(({ phase }) => phase)));
  const names = Object.keys(shapes).filter((name): name is PhaseName => [...used].some((phase) => phase === name));
  const reused = rows.find((row) => row.kind === 'exchange' && row.reused);
  return html`
    <p class="legend">
      <span class="hidden">${words.legend}: </span>
      ${names.map(
        (name) =>
          html`<span class="key"
            ><svg width="12" height="14" aria-hidden="true">
              <rect class="phase phase-${name}" x="0" width="12" y=${shapes[name].y} height=${shapes[name].height}></rect></svg
            >${words.phase[name]}</span
          >`,
      )}
      ${reused === undefined ? nothing : html`<span class="key quiet">${visible(reusedText({ strings }, reused))}</span>`}
    </p>
  `;
}

function onKey(shown: Shown, event: KeyboardEvent, rows: readonly Row[], at: number): void {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    const row = rows[at];
    if (row === undefined) return;
    shown.change((model) => selectRow(model, row.id));
    if (event.key === 'Enter') focusOn(`tab-${shown.model.selection.tab}`);
    return;
  }
  const moved = movedIndex(event, at, rows.length, 'vertical');
  const next = moved === null ? undefined : rows[moved];
  if (next === undefined) return;
  event.preventDefault();
  shown.change((model) => selectRow(model, next.id));
  focusOn(`row-${next.id}`);
}
