/** `hash FILE.zip MODULE@VERSION`: the hash that go.sum would have, and why go would refuse the zip. */
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { checkPath, checkPathMajor, splitPathVersion } from '../../engine/module/path.ts';
import { canonicalVersion } from '../../engine/module/version.ts';
import { type HashFileResult, hashFile as hashZipFile } from '../../engine/zip/hashFile.ts';
import { inLanguage, type Language } from '../../text/language.ts';
import type { Options } from '../argument/commandLine.ts';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../exitCode.ts';
import { cleanLine } from '../terminal/clean.ts';
import { complain } from './complain.ts';
import { unreadableSentence } from './parse.ts';

export async function hashFile(
  cli: Cli,
  language: Language,
  file: string,
  module: string,
  options: Options,
): Promise<number> {
  const at = module.indexOf('@');
  const [modulePath, version] = at < 0 ? [module, ''] : [module.slice(0, at), module.slice(at + 1)];
  const reason = moduleProblem(modulePath, version);
  if (reason !== null) {
    return complain(cli, language, () => l10n.t('"{0}" is not MODULE@VERSION: {1}', module, reason));
  }
  const full = path.resolve(cli.cwd, options.value('-C') ?? '.', file);
  const hashed = await hashZipFile({ files: cli.files }, full, modulePath, version, cli.interrupted);
  if (hashed.kind !== 'ok') return complain(cli, language, () => unreadableSentence(file, hashed));
  if (options.has('--json')) cli.stdout.write(json(hashed));
  else print(cli, language, hashed);
  if (hashed.accepted) return exitCodes.fine;
  const isOpen = hashed.problems.every(({ rule }) => rule === 'not-examined');
  return isOpen ? exitCodes.notComplete : exitCodes.found;
}

type Hashed = Extract<HashFileResult, { kind: 'ok' }>;

function moduleProblem(modulePath: string, version: string): string | null {
  const reason = checkPath(modulePath);
  if (reason !== null) return reason;
  if (version === '' || canonicalVersion(version) !== version) return `version "${version}" invalid: not canonical`;
  return checkPathMajor(version, splitPathVersion(modulePath)?.pathMajor ?? '');
}

function json({ zip, mod, problems }: Hashed): string {
  return `${JSON.stringify({ zip, mod, problems }, null, 2)}\n`;
}

/** The hash alone on standard output, so that it can be compared by a script. */
function print(cli: Cli, language: Language, { zip, problems }: Hashed): void {
  if (zip !== null) cli.stdout.write(`${zip}\n`);
  for (const { rule, file, message } of problems) {
    const sentence = inLanguage(language, () =>
      rule === 'not-examined' ? l10n.t('not examined: {0}', message) : l10n.t('go refuses this zip: {0}', message),
    );
    cli.stderr.write(`${cleanLine(file === '' || message.includes(file) ? sentence : `${sentence} (${file})`)}\n`);
  }
}
