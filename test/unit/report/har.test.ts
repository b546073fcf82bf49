import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Har, type HarEntry, toHar } from '../../../src/engine/report/har.ts';
import { makeReport } from '../../webview/reports.ts';

/** The rules of HAR 1.2 that hold for every entry, as a list of what breaks them. */
function broken({ log }: Har): string[] {
  const isDate = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
  const pages = new Set(log.pages.map(({ id }) => id));
  const rules: [string, (entry: HarEntry) => boolean][] = [
    ['startedDateTime is ISO 8601', (entry) => isDate(entry.startedDateTime)],
    ['time is not negative', (entry) => entry.time >= 0],
    ['timings are -1 or not negative', ({ timings }) => Object.values(timings).every((ms) => ms === -1 || ms >= 0)],
    ['connect contains ssl', ({ timings }) => timings.ssl === -1 || timings.connect >= timings.ssl],
    ['time is the sum of the phases', (entry) => Math.abs(entry.time - sumOf(entry)) < 0.001],
    ['pageref names a page', ({ pageref }) => pageref === undefined || pages.has(pageref)],
    ['content has a size', ({ response }) => response.content.size >= 0],
    ['status is a number', ({ response }) => Number.isInteger(response.status)],
    ['headers are pairs', ({ request, response }) => [...request.headers, ...response.headers].every(isPair)],
  ];
  return log.entries.flatMap((entry) => rules.filter(([, holds]) => !holds(entry)).map(([rule]) => rule));
}

function isPair(pair: object): boolean {
  return Object.keys(pair).join() === 'name,value' && Object.values(pair).every((value) => typeof value === 'string');
}

function sumOf({ timings: { ssl: _, ...phases } }: HarEntry): number {
  return Object.values(phases).reduce((sum, ms) => sum + Math.max(0, ms), 0);
}

describe('the HTTP archive of a report', () => {
  it('keeps the rules of HAR 1.2 where all is well, and where TLS, a status or a connection failed', async () => {
    for (const name of ['healthy', 'policy', 'certificate', 'deadProxy', 'hostile'] as const) {
      const har = toHar(await makeReport(name));
      assert.ok(har.log.entries.length > 0, name);
      assert.deepEqual(broken(har), [], name);
    }
  });

  it('gives the phases of the connection to the request that opened it, and -1 to the next', async () => {
    const { entries } = toHar(await makeReport('healthy')).log;
    const [first, second] = entries;
    assert.ok(first && second);
    assert.equal(first.connection, second.connection);
    assert.ok(first.timings.connect > 0 && first.timings.ssl > 0);
    assert.deepEqual([second.timings.dns, second.timings.connect, second.timings.ssl], [-1, -1, -1]);
    assert.equal(first.timings.dns, -1, 'a literal address is not looked up');
  });

  it('shows a request without answer as status 0 with the phase in which it failed', async () => {
    const [entry] = toHar(await makeReport('certificate')).log.entries;
    assert.ok(entry);
    assert.deepEqual(
      [entry.response.status, entry.comment, entry._error, entry.timings.wait],
      [0, 'failed: tls', 'tls', -1],
    );
  });

  it('has one page for each module that asked somebody', async () => {
    const { pages, entries } = toHar(await makeReport('deadProxy')).log;
    assert.equal(pages.length, 80);
    assert.equal(new Set(entries.map(({ pageref }) => pageref)).size, 80);
  });

  it('has queries, redirects, sizes and the beginning of the body', async () => {
    const report = await makeReport('healthy');
    const [exchange] = report.exchanges;
    assert.ok(exchange);
    Object.assign(exchange, {
      url: 'https://proxy.example/m?go-get=1&a=%26',
      redirectedTo: 'https://other.example/',
      bodyBytes: 100,
      transferBytes: 40,
      excerpt: '{}',
      excerptTruncated: true,
    });
    const [entry] = toHar(report).log.entries;
    assert.deepEqual(entry?.request.queryString, [
      { name: 'go-get', value: '1' },
      { name: 'a', value: '&' },
    ]);
    assert.equal(entry?.response.redirectURL, 'https://other.example/');
    const { mimeType, ...content } = entry?.response.content ?? {};
    assert.deepEqual(content, { size: 100, compression: 60, text: '{}', comment: 'only the beginning' });
    assert.equal(mimeType, exchange.contentType ?? '');
  });

  it('stays valid where the report says no time of start', async () => {
    const har = toHar({ ...(await makeReport('healthy')), startedAt: 'soon' });
    assert.deepEqual(broken(har), []);
  });

  it('holds no secret of a URL or a header', async () => {
    const report = await makeReport('withPassword');
    const text = JSON.stringify(toHar(report));
    assert.ok(report.exchanges.some(({ requestHeaders }) => requestHeaders.some(({ redacted }) => redacted)));
    assert.doesNotMatch(text, /hunter2|aHVudGVy/);
  });
});
