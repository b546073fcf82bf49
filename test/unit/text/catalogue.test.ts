import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import english from '../../../l10n/bundle.l10n.json' with { type: 'json' };
import chinese from '../../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { stepCodes } from '../../../src/engine/modfetch/stepCode.ts';
import { inLanguage } from '../../../src/text/language.ts';
import { stepWords } from '../../../src/text/stepWords.ts';

const source = path.resolve(import.meta.dirname, '../../../src');
const inChinese: Record<string, string> = chinese;

/** Sentences in `l10n.t('…')`, also over a line break. */
export function sentencesIn(text: string): string[] {
  const call = /\bl10n\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;
  return [...text.matchAll(call)].map((match) => (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'));
}

function usedSentences(): Set<string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return new Set(files.flatMap((name) => sentencesIn(readFileSync(path.join(source, name), 'utf8'))));
}

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();

describe('the catalogue', () => {
  const used = usedSentences();

  it('finds sentences in both kinds of quotes and over line breaks', () => {
    assert.deepEqual(sentencesIn(`l10n.t('a \\'b\\' {0}', x); l10n.t(\n  "it's",\n)`), [`a 'b' {0}`, `it's`]);
  });

  it('has every sentence of the source in Chinese', () => {
    assert.deepEqual(
      [...used].filter((sentence) => !(sentence in inChinese)),
      [],
    );
  });

  it('has no sentence that the source does not use', () => {
    assert.deepEqual(
      Object.keys(inChinese).filter((sentence) => !used.has(sentence)),
      [],
    );
  });

  it('lists the same sentences in English, each as itself', () => {
    assert.deepEqual(Object.keys(english).sort(), Object.keys(chinese).sort());
    for (const [key, value] of Object.entries(english)) assert.equal(value, key);
  });

  it('keeps every placeholder', () => {
    for (const [key, value] of Object.entries(inChinese)) assert.deepEqual(placeholders(value), placeholders(key), key);
  });

  it('puts a space between Chinese and Latin', () => {
    const tight = /[\u4e00-\u9fff][A-Za-z0-9{]|[A-Za-z0-9}][\u4e00-\u9fff]/;
    assert.deepEqual(
      Object.values(inChinese).filter((value) => tight.test(value)),
      [],
    );
  });

  it('uses full-width punctuation after Chinese', () => {
    const halfWidth = /[\u4e00-\u9fff][,;:!?.](?:\s|$)|[\u4e00-\u9fff]\(/;
    assert.deepEqual(
      Object.values(inChinese).filter((value) => halfWidth.test(value)),
      [],
    );
  });

  it('uses the words of the glossary', () => {
    const glossary: [RegExp, string][] = [
      [/module prox(?:y|ies)/i, '模块代理'],
      [/checksum database/i, '校验和数据库'],
      [/module cache/i, '模块缓存'],
      [/credentials/i, '凭据'],
      [/handshake/i, '握手'],
      [/timed out/i, '超时'],
      [/main module/i, '主模块'],
      [/version list/i, '版本列表'],
      [/certificate authority/i, '证书颁发机构'],
    ];
    for (const [key, value] of Object.entries(inChinese)) {
      for (const [word, wanted] of glossary) if (word.test(key)) assert.ok(value.includes(wanted), `${key} → ${value}`);
    }
  });
});

describe('every step code', () => {
  for (const code of stepCodes) {
    it(`${code} has a title and a reason in both languages`, () => {
      const step = {
        id: '1',
        kind: 'decision',
        code,
        params: {},
        title: '',
        why: '',
        exchanges: [],
        processes: [],
        result: 'ok',
        next: 'continue',
        ms: null,
      } as const;
      const words = inLanguage('en', () => stepWords({ ...step, exchanges: [], processes: [] }));
      const other = inLanguage('zh-cn', () => stepWords({ ...step, exchanges: [], processes: [] }));
      assert.notEqual(words.title, code);
      assert.ok(words.why !== '' && other.why !== '');
      assert.notEqual(words.title, other.title);
    });
  }
});
