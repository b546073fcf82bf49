/** The facts that a finding rests on, as links that jump to them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../protocol/report.ts';
import { selectRow, selectStep, type Tab } from '../model.ts';
import type { Shown } from '../panel.ts';
import { fill, shortUrl } from '../words.ts';
import { focusOn, link } from './parts.ts';

export function evidenceLinks(shown: Shown, finding: Finding): TemplateResult | typeof nothing {
  const links = finding.evidence.flatMap((id) => evidenceLink(shown, id) ?? []);
  if (links.length === 0) return nothing;
  return html`<span class="label">${shown.strings.findings.evidence}</span>${links}`;
}

/** Null where the fact belongs to another module, or is not one that the page shows. */
function evidenceLink(shown: Shown, evidence: string): TemplateResult | null {
  const colon = evidence.indexOf(':');
  const id = evidence.slice(colon + 1);
  switch (evidence.slice(0, colon)) {
    case 'step':
      return stepLink(shown, id);
    case 'exchange':
      return exchangeLink(shown, id);
    case 'connection':
      return connectionLink(shown, id);
    case 'process':
      return processLink(shown, id);
    case 'setting':
      return settingLink(shown, id);
    default:
      return null;
  }
}

function stepLink({ module, strings, change }: Shown, id: string): TemplateResult | null {
  const index = module.steps.findIndex((step) => step.id === id);
  if (index < 0) return null;
  return link(fill(strings.findings.evidenceStep, index + 1), () => {
    change((model) => selectStep(model, id));
    focusOn(`step-${id}`);
  });
}

function exchangeLink(shown: Shown, id: string): TemplateResult | null {
  const exchange = shown.report.exchanges.find((one) => one.id === id);
  if (exchange === undefined || !isOfModule(shown, id)) return null;
  return link(fill(shown.strings.findings.evidenceRequest, shortUrl(exchange.url)), () =>
    openRow(shown, `exchange:${id}`, 'answer'),
  );
}

function connectionLink(shown: Shown, id: string): TemplateResult | null {
  const connection = shown.report.connections.find((one) => one.id === id);
  const exchange = shown.report.exchanges.find((one) => one.connection === id && isOfModule(shown, one.id));
  if (connection === undefined || exchange === undefined) return null;
  const { host, port } = connection;
  const name = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return link(fill(shown.strings.findings.evidenceConnection, name), () =>
    openRow(shown, `exchange:${exchange.id}`, 'connection'),
  );
}

function processLink(shown: Shown, id: string): TemplateResult | null {
  const process = shown.report.processes.find((one) => one.id === id);
  if (process === undefined || !shown.module.steps.some(({ processes }) => processes.includes(id))) return null;
  const name = process.argv.slice(0, 2).join(' ');
  return link(fill(shown.strings.findings.evidenceProcess, name), () => openRow(shown, `process:${id}`, 'answer'));
}

function settingLink({ report }: Shown, name: string): TemplateResult | null {
  if (!report.settings.some((setting) => setting.name === name)) return null;
  return link(name, () => {
    const list = document.getElementById('settings');
    if (list instanceof HTMLDetailsElement) list.open = true;
    focusOn(`setting-${name}`);
  });
}

const isOfModule = ({ module }: Shown, exchangeId: string): boolean =>
  module.steps.some(({ exchanges }) => exchanges.includes(exchangeId));

/** Selects a request and opens what is known about it. */
export function openRow({ change }: Shown, row: string, tab: Tab): void {
  change((model) => {
    selectRow(model, row);
    model.selection = { ...model.selection, tab };
  });
  focusOn(`tab-${tab}`);
}
