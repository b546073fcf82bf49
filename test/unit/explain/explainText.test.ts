import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainOf } from './explainOf.ts';

const dns = (module: string) =>
  `go: ${module}@v1.0.0: Get "https://proxy.test/${module}/@v/v1.0.0.mod": dial tcp: lookup proxy.test on 10.0.0.2:53: no such host`;
const gone = 'go: example.com/b@v2.1.0: invalid version: should be v0 or v1, not v2';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('explaining a text', () => {
  it('names the place in the input that each finding was read from', () => {
    const text = `hello\n\u001b[31m${dns('example.com/a')}\u001b[0m\nbye`;
    const { findings, recognised } = explainOf(text);
    assert.deepEqual(findings[0]?.evidence, ['text:1']);
    const range = recognised[0];
    assert.ok(range !== undefined && range.finding === '1' && range.row === 'D1');
    assert.ok(text.slice(range.start, range.end).includes('no such host'));
    assert.ok(!text.slice(range.start, range.end).includes('hello'));
  });

  it('tells one cause once, however many modules it keeps away', () => {
    const text = ['a', 'b', 'c'].map((name) => dns(`example.com/${name}`)).join('\n');
    const { findings, recognised } = explainOf(text);
    assert.deepEqual(
      findings.map(({ code, params }) => [code, params['modules']]),
      [['dns-no-such-host', 3]],
    );
    assert.equal(recognised.length, 3);
  });

  it('tells independent errors apart', () => {
    const codes = explainOf(`${dns('example.com/a')}\n${gone}`).findings.map(({ code }) => code);
    assert.deepEqual(codes, ['dns-no-such-host', 'major-version-suffix']);
  });

  it('puts a consequence behind its cause and links them', () => {
    const text = `main.go:3:8: no required module provides package example.com/a; to add it:\n\tgo get example.com/a\n${dns('example.com/a')}`;
    const { findings } = explainOf(text);
    assert.deepEqual(
      findings.map(({ code, causedBy }) => [code, causedBy]),
      [
        ['dns-no-such-host', null],
        ['missing-requirement', '1'],
      ],
    );
  });

  it('takes nothing from a program that go only runs', () => {
    const { findings } = explainOf(
      '2025/01/01 00:00:00 Get "http://api.test/v1": dial tcp 10.0.0.1:80: connect: connection refused',
    );
    assert.ok(findings.every(({ severity }) => severity === 'info'));
  });

  it('does not say that nothing is wrong where an error of a fetch is cut off', () => {
    const text =
      'go: downloading example.com/a v1.0.0\nmain.go:3:8: example.com/a@v1.0.0: Get "https://proxy.test/exam';
    assert.deepEqual(explainOf(text).findings, []);
  });

  it('reads UTF-16, as PowerShell writes it', () => {
    const text = `\ufeff${gone}`;
    const units = Uint8Array.from([...text].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8]));
    assert.equal(explainOf(units).findings[0]?.code, 'major-version-suffix');
  });

  it('has no secret and no control character in what it hands on', () => {
    const text = `go: example.com/a@v1.0.0: Get "https://me:geheim@proxy.test/example.com/a/@v/v1.0.0.mod": \u001b]0;owned\u0007dial tcp 10.0.0.1:443: i/o timeout\u202e`;
    const report = JSON.stringify(explainOf(text));
    assert.ok(!report.includes('geheim'));
    assert.doesNotMatch(report, /\\u001b|\\u0007|\u202e|owned/);
  });

  it('makes no argument out of a name that could be an option or a second command', () => {
    const text = 'main.go:3:8: no required module provides package -x;rm/$(id); to add it:\n\tgo get x';
    assert.deepEqual(
      explainOf(text).findings.flatMap(({ remedies }) => remedies),
      [],
    );
  });

  it('gives a complete command where the text has all that it needs', () => {
    const text =
      'main.go:3:8: no required module provides package example.com/a/b; to add it:\n\tgo get example.com/a/b';
    assert.deepEqual(explainOf(text).findings[0]?.remedies[0]?.change, {
      argv: ['go', 'get', 'example.com/a/b'],
      cwd: null,
    });
  });

  it('says that it read only the beginning', () => {
    const report = explainOf(bytes(gone), 1000);
    assert.equal(report.complete, false);
    assert.deepEqual(
      report.limits.map(({ phase }) => phase),
      ['text'],
    );
  });
});

describe('a hostile or huge text', () => {
  const within = (limitMs: number, input: string | Uint8Array) => {
    const began = performance.now();
    const report = explainOf(input);
    const took = performance.now() - began;
    assert.ok(took < limitMs, `${took} ms`);
    return report;
  };

  it('of a hundred thousand times the same error is one finding with few places', () => {
    const report = within(5000, `${dns('example.com/a')}\n`.repeat(100_000));
    assert.deepEqual([report.findings.length, report.findings[0]?.params['times']], [1, 100_000]);
    assert.ok(report.recognised.length <= 20);
  });

  it('of ten thousand different errors lists some and says so', () => {
    const text = Array.from({ length: 10_000 }, (_, n) => gone.replace('/b@', `/b${n}@`)).join('\n');
    const report = within(5000, text);
    assert.ok(report.findings.length <= 50);
    assert.deepEqual(
      report.limits.map(({ phase }) => phase),
      ['findings'],
    );
  });

  it('of one line, of blanks, of escape sequences, of opened quotes ends soon', () => {
    for (const unit of [
      'a',
      ' ',
      '\u001b[',
      '\u001b]0;',
      '"git ',
      'go: a.b/c@v1: ',
      '\t\tgo: \n',
      'lookup ',
      'https://a.b/c@',
      '&amp;',
      '\\"',
      'reading ',
      '(((',
      'x509: \n',
    ]) {
      within(5000, unit.repeat(Math.ceil(500_000 / unit.length)));
    }
  });

  it('of any bytes ends soon and recognises nothing', () => {
    const noise = Uint8Array.from({ length: 500_000 }, (_, n) => (Math.imul(n, 2654435761) >>> 13) & 255);
    assert.ok(within(5000, noise).findings.every(({ severity }) => severity === 'info'));
  });
});
