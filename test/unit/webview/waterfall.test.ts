import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { panelStrings } from '../../../src/text/panelStrings.ts';
import { visible } from '../../../src/webview/visible.ts';
import { rowsOf, scaleOf } from '../../../src/webview/waterfall.ts';
import { age, duration, fill, shortUrl, size } from '../../../src/webview/words.ts';
import { makeReport, type ReportName } from '../../webview/reports.ts';

async function rows(name: ReportName, at = 0) {
  const report = await makeReport(name);
  const module = report.modules[at];
  assert.ok(module);
  return rowsOf(report, module);
}

describe('the waterfall', () => {
  it('gives the phases of a connection to the request that opened it only', async () => {
    const phases = (await rows('healthy')).map(({ bars }) => bars.map(({ phase }) => phase));
    assert.deepEqual(
      phases[0]?.filter((phase) => phase !== 'queued'),
      ['connect', 'tls', 'wait', 'body'],
    );
    for (const later of phases.slice(1)) assert.ok(!later.some((phase) => phase === 'connect' || phase === 'tls'));
  });

  it('lays phases one after the other, never before the request began', async () => {
    for (const name of ['healthy', 'policy', 'certificate', 'deadProxy'] as const) {
      for (const row of await rows(name)) {
        let at = row.startMs;
        for (const bar of row.bars) {
          assert.ok(bar.startMs >= at, `${name}: ${bar.phase} begins at ${bar.startMs}, before ${at}`);
          at = bar.startMs + bar.ms;
        }
      }
    }
  });

  it('marks where a request failed, also where nothing could be measured', async () => {
    const [tls] = await rows('certificate');
    assert.deepEqual(
      tls?.bars.filter(({ failed }) => failed).map(({ phase }) => phase),
      ['tls'],
    );
    const [later] = await rows('deadProxy', 40);
    assert.deepEqual(later?.bars, [{ phase: 'connect', startMs: later?.startMs, ms: 0, failed: true }]);
    assert.equal(later?.totalMs, null);
  });

  it('does not call a connection reused that never came to be', async () => {
    const [row] = await rows('deadProxy', 40);
    assert.equal(row?.kind === 'exchange' && row.reused, false);
  });

  it('shows a command as one bar', async () => {
    const report = await makeReport('healthy');
    const [module] = report.modules;
    const [step] = module?.steps ?? [];
    assert.ok(module && step);
    step.processes.push('1');
    report.processes.push({ id: '1', step: step.id, argv: ['git'], startedMs: 0, ms: 7, exit: 1, stderrExcerpt: null });
    const [row] = rowsOf(report, module);
    assert.deepEqual([row?.id, row?.totalMs, row?.bars[0]?.failed], ['process:1', 7, true]);
  });

  it('has a scale of round numbers from the first start to the last end', async () => {
    const row = (startMs: number, ms: number) => ({
      id: 'process:1',
      kind: 'process' as const,
      process: { id: '1', step: null, argv: [], startedMs: startMs, ms, exit: 0, stderrExcerpt: null },
      startMs,
      totalMs: ms,
      bars: [{ phase: 'wait' as const, startMs, ms, failed: false }],
    });
    assert.deepEqual(scaleOf([row(100, 40), row(300, 412)]), { startMs: 100, spanMs: 612, ticks: [0, 500] });
    assert.deepEqual(scaleOf([row(0, 0)]).spanMs, 1);
    assert.deepEqual(scaleOf([]), { startMs: 0, spanMs: 1, ticks: [0, 0.5, 1] });
    assert.ok(scaleOf([row(0, 3_600_000)]).ticks.length <= 4);
  });
});

describe('words and numbers of the page', () => {
  it('have their unit', () => {
    assert.deepEqual([0.04, 4.66, 188.4, 9949, 12_345].map(duration), [
      '0 ms',
      '4.7 ms',
      '188 ms',
      '9949 ms',
      '12.3 s',
    ]);
    assert.deepEqual([118, 4242, 31_000_000].map(size), ['118 B', '4.2 kB', '31 MB']);
  });

  it('say an age in the unit that fits, and never more than is known', () => {
    const strings = panelStrings('en').age;
    const texts = [-5000, 59_000, 180_000, 7_200_000, 3 * 86_400_000].map((ms) => age(ms, strings));
    assert.deepEqual(texts, ['a moment ago', 'a moment ago', '3 min ago', '2 h ago', '3 d ago']);
  });

  it('do not read what is put into a sentence as a sentence', () => {
    assert.equal(fill('{0} and {1}', '{1}', '$&'), '{1} and $&');
    assert.equal(fill('{0} {1}', 'a'), 'a {1}');
  });

  it('shorten a URL to what was asked', () => {
    assert.equal(shortUrl('https://p.example/goproxy/example.com/m/@v/v1.0.0.info'), '…/@v/v1.0.0.info');
    assert.equal(shortUrl('https://p.example/example.com/m/@latest'), '…/@latest');
    assert.equal(shortUrl('https://example.com/m?go-get=1'), '/m?go-get=1');
    assert.equal(shortUrl('no url'), 'no url');
  });

  it('make steering characters visible, and leave text as it is', () => {
    assert.equal(visible('a\u202eb\u0007\u001b[31m\r\nc\td'), 'a\\u{202e}b\\x07\\x1b[31m\nc\td');
    assert.equal(visible('\ud800 日本語 😀'), '\\u{d800} 日本語 😀');
  });
});
