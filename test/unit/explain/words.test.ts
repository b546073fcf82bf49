import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { findingCodes, textFindingCodes } from '../../../src/engine/diagnose/findingCode.ts';
import { remedyCodes } from '../../../src/engine/diagnose/remedyCode.ts';
import type { Language } from '../../../src/text/language.ts';
import { renderReport } from '../../../src/text/renderReport.ts';
import { explainOf } from './explainOf.ts';
import { healthy, rows } from './rows.ts';

const languages: readonly Language[] = ['en', 'zh-cn'];
const docs = path.resolve(import.meta.dirname, '../../../docs/findings');
const texts = [...rows.map(({ text }) => text), ...healthy];

describe('what is said about an explained text', () => {
  for (const language of languages) {
    it(`is complete in ${language}, also where the text does not name host or module`, () => {
      for (const text of texts) {
        for (const finding of renderReport(explainOf(text), language).findings) {
          const all = [
            finding.title,
            finding.detail,
            finding.wouldChange ?? '',
            ...finding.remedies.flatMap((one) => [one.title, one.effect, one.caution ?? '']),
          ];
          assert.ok(finding.title !== '' && finding.title !== finding.code && finding.detail !== '', finding.code);
          assert.ok([...finding.title].length <= 80, finding.title);
          assert.doesNotMatch(all.join(' '), /\{\w+\}|undefined|\bnull\b/, finding.code);
        }
      }
    });
  }

  it('differs between the languages', () => {
    for (const text of texts) {
      const [english, chinese] = languages.map(
        (language) => renderReport(explainOf(text), language).findings[0]?.title,
      );
      assert.notEqual(english, chinese);
    }
  });

  it('has a page in both languages for every code', () => {
    for (const code of textFindingCodes) {
      assert.ok(existsSync(path.join(docs, `${code}.md`)) && existsSync(path.join(docs, 'zh-cn', `${code}.md`)), code);
    }
  });

  it('is tested for every code that only a text can name', () => {
    const seen = new Set(texts.flatMap((text) => explainOf(text).findings.map(({ code }) => code)));
    assert.deepEqual(
      textFindingCodes.filter((code) => !seen.has(code)),
      [],
    );
  });

  it('offers only remedies of the catalogue, and no code is listed twice', () => {
    for (const text of texts) {
      for (const { code } of explainOf(text).findings.flatMap(({ remedies }) => remedies)) {
        assert.ok((remedyCodes as readonly string[]).includes(code), code);
      }
    }
    assert.equal(
      new Set<string>([...findingCodes, ...textFindingCodes]).size,
      findingCodes.length + textFindingCodes.length,
    );
  });
});
