import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fetchScripted } from './fixture.ts';

const info = 'v1.0.0.info';
const read = (proxy: string, file = info) => `reading http://${proxy}.test/p/example.com/m/@v/${file}`;

/** What go printed for `go mod download example.com/m@v1.0.0`, and what the servers were asked. */
const rows: { title: string; list: string; script: string; error: string | null; requests: string[] }[] = [
  {
    title: 'asks the second proxy for each file after a 404',
    list: '{a},{b}',
    script: 'b = ok',
    error: null,
    requests: ['a v1.0.0.info', 'b v1.0.0.info', 'a v1.0.0.mod', 'b v1.0.0.mod', 'a v1.0.0.zip', 'b v1.0.0.zip'],
  },
  {
    title: 'asks the second proxy for each file after a 410',
    list: '{a},{b}',
    script: 'a = 410\nb = ok',
    error: null,
    requests: ['a v1.0.0.info', 'b v1.0.0.info', 'a v1.0.0.mod', 'b v1.0.0.mod', 'a v1.0.0.zip', 'b v1.0.0.zip'],
  },
  ...[
    ['500', 'Internal Server Error'],
    ['403', 'Forbidden'],
    ['401', 'Unauthorized'],
    ['429', 'Too Many Requests'],
    ['204', 'No Content'],
  ].map(([status, reason]) => ({
    title: `stops at a ${status} before a comma`,
    list: '{a},{b}',
    script: `a = ${status}\nb = ok`,
    error: `example.com/m@v1.0.0: ${read('a')}: ${status} ${reason}`,
    requests: ['a v1.0.0.info'],
  })),
  {
    title: 'stops at a closed connection before a comma',
    list: '{a},{b}',
    script: 'a = reset\nb = ok',
    error: 'example.com/m@v1.0.0: Get "http://a.test/p/example.com/m/@v/v1.0.0.info": EOF',
    requests: ['a v1.0.0.info'],
  },
  ...['500', 'reset', '200 text/html <html>', '200 application/json {"Version":"v9.9.9"}'].map((answer) => ({
    title: `goes on behind a pipe after: ${answer}`,
    list: '{a}|{b}',
    script: `a.info = ${answer}\na = 404\nb = ok`,
    error: null,
    requests: ['a v1.0.0.info', 'b v1.0.0.info', 'a v1.0.0.mod', 'b v1.0.0.mod', 'a v1.0.0.zip', 'b v1.0.0.zip'],
  })),
  {
    title: 'goes on behind a pipe after a zip that was cut',
    list: '{a}|{b}',
    script: 'a = ok\na.zip = cut\nb = ok',
    error: null,
    requests: ['a v1.0.0.info', 'a v1.0.0.mod', 'a v1.0.0.zip', 'b v1.0.0.zip'],
  },
  {
    title: 'does not go on before a comma after an answer that is no JSON',
    list: '{a},{b}',
    script: 'a = 200 text/html <html>\nb = ok',
    error:
      'example.com/m@v1.0.0: invalid response from proxy "http://a.test/p": invalid character \'<\' looking for beginning of value',
    requests: ['a v1.0.0.info'],
  },
  {
    title: 'never goes on after a zip that is none, not even behind a pipe',
    list: '{a}|{b}',
    script: 'a = ok\na.zip = 200 text/html <html>\nb = ok',
    error: 'zip: not a valid zip file',
    requests: ['a v1.0.0.info', 'a v1.0.0.mod', 'a v1.0.0.zip'],
  },
  {
    title: 'takes the zip from the second proxy where only that is missing on the first',
    list: '{a},{b}',
    script: 'a = ok\na.zip = 404\nb = ok',
    error: null,
    requests: ['a v1.0.0.info', 'a v1.0.0.mod', 'a v1.0.0.zip', 'b v1.0.0.zip'],
  },
  ...(
    [
      ['{a},{b}', 'a = 404\nb = 500', 'b', '500 Internal Server Error'],
      ['{a}|{b}', 'a = 500\nb = 404', 'a', '500 Internal Server Error'],
      ['{a},{b}', 'a = 404\nb = 410', 'b', '410 Gone'],
      ['{a}|{b}', 'a = 500\nb = 502', 'b', '502 Bad Gateway'],
      ['{a}|off', 'a = 500', 'a', '500 Internal Server Error'],
    ] as const
  ).map(([list, script, blamed, status]) => ({
    title: `reports the ${status} of ${blamed} for ${list} with ${script.replace('\n', ', ')}`,
    list,
    script,
    error: `example.com/m@v1.0.0: ${read(blamed)}: ${status}`,
    requests: list.includes('{b}') ? ['a v1.0.0.info', 'b v1.0.0.info'] : ['a v1.0.0.info'],
  })),
  {
    title: 'reports off behind a 404',
    list: '{a},off',
    script: 'a = 404',
    error: 'example.com/m@v1.0.0: module lookup disabled by GOPROXY=off',
    requests: ['a v1.0.0.info'],
  },
  ...['off', 'off,{a}'].map((list) => ({
    title: `asks nobody for ${list}`,
    list,
    script: 'a = ok',
    error: 'example.com/m@v1.0.0: module lookup disabled by GOPROXY=off',
    requests: [],
  })),
  ...[',', ' , '].map((list) => ({
    title: `refuses a list without entries: "${list}"`,
    list,
    script: '',
    error: 'example.com/m@v1.0.0: GOPROXY list is not the empty string, but contains no entries',
    requests: [],
  })),
  {
    title: 'ignores empty elements',
    list: '{a},,',
    script: 'a = ok',
    error: null,
    requests: ['a v1.0.0.info', 'a v1.0.0.mod', 'a v1.0.0.zip'],
  },
  ...['foo', 'none', 'noproxy', 'DIRECT', 'Off'].map((list) => ({
    title: `refuses the word ${list}`,
    list,
    script: '',
    error: `example.com/m@v1.0.0: invalid proxy URL missing scheme: ${list}`,
    requests: [],
  })),
  {
    title: 'does not reach direct behind a 500 and a comma',
    list: '{a},direct',
    script: 'a = 500',
    error: `example.com/m@v1.0.0: ${read('a')}: 500 Internal Server Error`,
    requests: ['a v1.0.0.info'],
  },
];

describe('the walk over GOPROXY', () => {
  for (const row of rows) {
    it(row.title, async () => {
      const { run, requests } = await fetchScripted(row.list, row.script);
      assert.equal(run.goError, row.error);
      assert.deepEqual(requests, row.requests);
      assert.equal(run.outcome === 'ok', row.error === null);
    });
  }

  for (const list of ['{a},direct', '{a}|direct']) {
    it(`asks the origin where the walk reaches direct, and reports what it said: ${list}`, async () => {
      const { run } = await fetchScripted(list, 'a = 404');
      const origin = 'https://example.com/m?go-get=1';
      assert.equal(
        run.goError,
        `example.com/m@v1.0.0: unrecognized import path "example.com/m": reading ${origin}: 404 Not Found`,
      );
      assert.deepEqual(
        run.hidden.map((failure) => failure.goText),
        [`${read('a')}: 404 Not Found`],
      );
    });
  }

  for (const list of ['off', '{a}', '{a},direct', 'direct']) {
    it(`fetches a private module from its origin, whatever the list: ${list}`, async () => {
      const { run, requests } = await fetchScripted(list, 'a = ok', { settings: { GOPRIVATE: 'example.com' } });
      assert.equal(run.outcome, 'not-found');
      assert.deepEqual([...new Set(requests)], ['https://example.com/m?go-get=1']);
      assert.deepEqual(run.private, { setting: 'GOPRIVATE', pattern: 'example.com' });
    });
  }

  it('keeps the error that go hides', async () => {
    const { run } = await fetchScripted('{a}|{b}', 'a = 500\nb = 502');
    assert.deepEqual(
      run.hidden.map((failure) => failure.goText),
      [`${read('a')}: 500 Internal Server Error`],
    );
  });

  it('tells why it stopped and whom it did not ask', async () => {
    const { run } = await fetchScripted('{a},{b},direct', 'a = 403');
    const stop = run.steps.find((step) => step.code === 'stop-at-error');
    assert.deepEqual(stop?.params, { entry: 'http://a.test/p', status: 403, next: ['http://b.test/p', 'direct'] });
    assert.equal(run.outcomeReason, 'stop-at-error');
  });

  it('does not know the end where our own limit cut a request', async () => {
    const { run, requests } = await fetchScripted('{a}|{b}', 'a = slow\nb = ok');
    assert.deepEqual([run.outcome, run.outcomeReason, run.goError], ['unknown', 'our-limit', null]);
    assert.deepEqual(requests, ['a v1.0.0.info']);
  });

  it('ends at once when it is aborted', async () => {
    const { run, requests } = await fetchScripted('{a},{b}', 'b = ok', {}, AbortSignal.abort());
    assert.deepEqual([run.outcome, run.outcomeReason], ['unknown', 'cut-short']);
    assert.deepEqual(requests, []);
  });

  it('never asks an entry behind a hard error and a comma', async () => {
    const answers = fc.constantFrom('ok', '404', '410', '403', '500', 'reset', '200 text/html <html>');
    const entry = fc.record({ answer: answers, separator: fc.constantFrom(',', '|') });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 5 }), async (entries) => {
        const names = entries.map((_, index) => `p${index}`);
        const list = entries.map((one, index) => `{p${index}}${one.separator}`).join('');
        const script = entries.map((one, index) => `p${index}.info = ${one.answer}`).join('\n');
        const { requests } = await fetchScripted(list, script, { question: { depth: 'info' } });
        const end = entries.findIndex((one) => {
          const isMissing = one.answer === '404' || one.answer === '410';
          return one.answer === 'ok' || (one.separator === ',' && !isMissing);
        });
        const asked = end < 0 ? names : names.slice(0, end + 1);
        assert.deepEqual(
          requests,
          asked.map((name) => `${name} ${info}`),
        );
      }),
    );
  });
});
