/** Which language to speak: `--lang`, else the locale of the environment, else the system's. */
import type { Language } from '../../text/language.ts';

/**
 * `argv` is looked at before it is parsed, so that a complaint about it is already in the right language.
 * The environment counts as POSIX says: LC_ALL before LC_MESSAGES before LANG, an empty one as unset.
 */
export function chooseLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  systemLocale: () => string,
): Language {
  const named = namedLanguage(argv);
  if (named !== null) return named;
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return languageOf(locale ?? systemLocale());
}

function namedLanguage(argv: readonly string[]): Language | null {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  for (const [at, word] of [...words.entries()].reverse()) {
    const value = word === '--lang' ? words[at + 1] : word.startsWith('--lang=') ? word.slice('--lang='.length) : null;
    if (value?.toLowerCase() === 'en') return 'en';
    if (value?.toLowerCase() === 'zh-cn') return 'zh-cn';
  }
  return null;
}

/** `zh_CN.UTF-8`, `zh-Hans-SG`, `zh`; Traditional Chinese is a language that we do not speak. */
function languageOf(locale: string): Language {
  const [language, ...rest] = locale
    .toLowerCase()
    .replace(/[.@].*$/s, '')
    .split(/[-_]/);
  if (language !== 'zh') return 'en';
  const isTraditional = rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) && !rest.includes('hans');
  return isTraditional ? 'en' : 'zh-cn';
}
