import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { diagnose } from '../../../src/engine/diagnose/diagnose.ts';
import { findingCodes, textFindingCodes } from '../../../src/engine/diagnose/findingCode.ts';
import { remedyCodes } from '../../../src/engine/diagnose/remedyCode.ts';
import { findingWords } from '../../../src/text/findingWords.ts';
import { inLanguage, type Language } from '../../../src/text/language.ts';
import { remedyWords } from '../../../src/text/remedyWords.ts';
import { samples } from './samples.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const languages: readonly Language[] = ['en', 'zh-cn'];
const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

describe('every finding code', () => {
  for (const code of findingCodes) {
    it(`${code} has a rule of its own that can emit it`, () => {
      assert.ok(existsSync(path.join(root, 'src/engine/diagnose/rule', `${camel(code)}.ts`)));
      assert.ok(diagnose(samples[code]).some((finding) => finding.code === code));
    });

    it(`${code} has words and a page in both languages`, () => {
      const found = diagnose(samples[code]).find((finding) => finding.code === code);
      assert.ok(found);
      for (const language of languages) {
        const words = inLanguage(language, () => findingWords(found));
        assert.ok(words.title !== code && words.title !== '', words.title);
        assert.ok([...words.title].length <= 80, words.title);
        assert.notEqual(words.detail, '');
        assert.doesNotMatch(`${words.title} ${words.detail} ${words.wouldChange}`, /\{\w+\}|undefined/);
        const page = path.join(root, 'docs/findings', language === 'en' ? '' : language, `${code}.md`);
        assert.match(readFileSync(page, 'utf8'), new RegExp(`^# \`${code}\``));
      }
      const [english, chinese] = languages.map((language) => inLanguage(language, () => findingWords(found).title));
      assert.notEqual(english, chinese);
    });

    it(`${code} names its evidence, and every remedy is complete`, () => {
      const found = diagnose(samples[code]).find((finding) => finding.code === code);
      assert.ok(found);
      assert.notEqual(found.evidence.length, 0);
      for (const remedy of found.remedies) {
        assert.ok((remedyCodes as readonly string[]).includes(remedy.code));
        for (const language of languages) {
          const words = inLanguage(language, () => remedyWords(remedy));
          assert.doesNotMatch(`${words.title} ${words.effect} ${words.caution}`, /\{\w+\}|undefined/);
          assert.notEqual(words.effect, '');
        }
      }
    });
  }

  it('has no page and no rule for a code that does not exist', () => {
    const known = new Set<string>([...findingCodes, ...textFindingCodes]);
    const pages = readdirSync(path.join(root, 'docs/findings')).filter(
      (name) => name.endsWith('.md') && name !== 'README.md',
    );
    assert.deepEqual(
      pages.filter((name) => !known.has(name.slice(0, -3))),
      [],
    );
    const files = new Set(findingCodes.map((code) => `${camel(code)}.ts`));
    assert.deepEqual(
      readdirSync(path.join(root, 'src/engine/diagnose/rule')).filter((name) => !files.has(name)),
      [],
    );
  });
});
