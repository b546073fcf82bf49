import { inLanguage, type Language } from '../../text/language.ts';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../exitCode.ts';
import { cleanLine } from '../terminal/clean.ts';

/** One sentence on standard error; gives the exit code of a bad question. */
export function complain(cli: Pick<Cli, 'stderr'>, language: Language, sentence: () => string): number {
  cli.stderr.write(`gomod-doctor: ${cleanLine(inLanguage(language, sentence))}\n`);
  return exitCodes.badQuestion;
}
