/** The connection of a request, how it came to be, and the certificates that the server showed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PanelStrings } from '../../protocol/panelStrings.ts';
import type { CertificateReport, ConnectionReport, TlsReport } from '../../protocol/report.ts';
import type { Shown } from '../panel.ts';
import type { Row } from '../waterfall.ts';
import { duration, fill } from '../words.ts';
import { quoted } from './parts.ts';

type Words = PanelStrings['connection'];
type Pair = readonly [name: string, value: string | TemplateResult | null];

export function connectionTab(shown: Shown, row: Extract<Row, { kind: 'exchange' }>): TemplateResult {
  const words = shown.strings.connection;
  const { connection } = row;
  if (connection === null) return html`<p>${words.none}</p>`;
  return html`
    ${row.reused ? html`<p class="quiet">${words.reused}</p>` : nothing}
    ${pairs([
      [words.server, `${connection.host}:${connection.port}`],
      [words.resolver, connection.resolver],
      [words.addresses, addresses(connection, words)],
      [words.forwardProxy, connection.forwardProxy && proxyText(connection.forwardProxy)],
      [words.error, connection.error],
      ...(connection.tls === null ? plainPairs(connection, row, words) : tlsPairs(connection.tls, words)),
    ])}
    ${connection.tls?.chain.map((certificate, at) => certificateBlock(certificate, at, shown)) ?? nothing}
  `;
}

function pairs(all: readonly Pair[]): TemplateResult {
  return html`<dl class="pairs">
    ${all.map(([name, value]) =>
      value === null || value === ''
        ? nothing
        : html`<div><dt>${name}</dt><dd>${typeof value === 'string' ? quoted(value) : value}</dd></div>`,
    )}
  </dl>`;
}

export function addresses(connection: ConnectionReport, words: Words): TemplateResult | null {
  if (connection.addresses.length === 0) return null;
  return html`<ul class="addresses">
    ${connection.addresses.map(({ address, family, ms, error }) => {
      const parts = [
        `IPv${family}`,
        ms === null ? '' : duration(ms),
        error ?? '',
        address === connection.chosen ? words.used : '',
      ];
      return html`<li>${quoted(address)} <span class="quiet">${parts.filter((part) => part !== '').join(' · ')}</span></li>`;
    })}
  </ul>`;
}

const proxyText = ({ url, status, realm }: NonNullable<ConnectionReport['forwardProxy']>) =>
  [url, status === null ? '' : `CONNECT ${status}`, realm ?? ''].filter((part) => part !== '').join(' · ');

function plainPairs(connection: ConnectionReport, row: Extract<Row, { kind: 'exchange' }>, words: Words): Pair[] {
  const isPlain = connection.error === null && row.exchange.url.startsWith('http:');
  return isPlain ? [[words.protocol, `HTTP/${row.exchange.httpVersion ?? '1.1'}, ${words.notEncrypted}`]] : [];
}

function tlsPairs(tls: TlsReport, words: Words): Pair[] {
  return [
    [words.protocol, [tls.version, tls.cipher, tls.alpn].filter(Boolean).join(' · ')],
    [words.trust, tls.trustSource],
    [words.rejected, tls.rejectedBecause && html`<span class="look-error">${quoted(tls.rejectedBecause)}</span>`],
  ];
}

function certificateBlock(certificate: CertificateReport, at: number, { strings, report }: Shown): TemplateResult {
  const words = strings.connection;
  const askedMs = Date.parse(report.startedAt);
  const validity = fill(words.fromTo, day(certificate.notBefore), day(certificate.notAfter));
  const problem =
    Date.parse(certificate.notAfter) < askedMs
      ? words.expired
      : Date.parse(certificate.notBefore) > askedMs
        ? words.notYet
        : null;
  return html`
    <h3>${fill(words.certificate, at + 1)}</h3>
    ${pairs([
      [words.subject, certificate.subject],
      [words.issuer, certificate.issuer],
      [words.names, certificate.names.join(', ')],
      [words.validity, problem === null ? validity : html`${validity} <span class="look-error">${problem}</span>`],
      [words.fingerprint, html`<span class="hash">${quoted(certificate.fingerprint256)}</span>`],
    ])}
  `;
}

const day = (date: string) => date.replace(/T.*$/, '');
