import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chooseLanguage } from '../../../../src/cli/argument/chooseLanguage.ts';

const choose = (argv: string[], env: Record<string, string> = {}, system = 'en-US') =>
  chooseLanguage(argv, env, () => system);

describe('the choice of language', () => {
  it('follows --lang wherever it stands, before the environment', () => {
    assert.equal(choose(['diagnos', '--lang', 'zh-cn'], { LANG: 'en_US.UTF-8' }), 'zh-cn');
    assert.equal(choose(['plan', '--lang=EN'], { LANG: 'zh_CN.UTF-8' }), 'en');
    assert.equal(choose(['plan', '--', '--lang', 'zh-cn']), 'en');
  });
  it('takes LC_ALL before LC_MESSAGES before LANG, an empty one as unset', () => {
    assert.equal(choose([], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }), 'en');
    assert.equal(choose([], { LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' }), 'zh-cn');
    assert.equal(choose([], { LANG: 'zh_SG.GB18030' }), 'zh-cn');
  });
  it('asks the system where the environment says nothing', () => {
    assert.equal(choose([], {}, 'zh-Hans-CN'), 'zh-cn');
    assert.equal(choose([], {}, 'de-DE'), 'en');
  });
  it('does not take Traditional Chinese for Simplified', () => {
    assert.equal(choose([], { LANG: 'zh_TW.UTF-8' }), 'en');
    assert.equal(choose([], {}, 'zh-Hant-HK'), 'en');
  });
});
