/** The languages in which every sentence exists, and how to speak one of them for a moment. */
import * as l10n from '@vscode/l10n';
import chinese from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };

export type Language = 'en' | 'zh-cn';

/**
 * Runs `speak` with the catalogue of this language and puts the former one back, also after a throw. The catalogue of
 * `@vscode/l10n` is process-wide, so `speak` must be synchronous: nothing else can run in between.
 */
export function inLanguage<T>(language: Language, speak: () => T): T {
  const before = currentLanguage();
  useCatalogue(language);
  try {
    return speak();
  } finally {
    useCatalogue(before);
  }
}

/** The catalogue names its own language, so that none has to be remembered here. */
export function currentLanguage(): Language {
  return l10n.t('en') === 'zh-cn' ? 'zh-cn' : 'en';
}

function useCatalogue(language: Language): void {
  l10n.config({ contents: language === 'zh-cn' ? chinese : {} });
}
