/** `parse FILE`: go.mod or go.work as the JSON of the go command, or its errors with positions. */
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { goModJson } from '../../engine/modfile/editJson.ts';
import { parseGoMod } from '../../engine/modfile/goMod.ts';
import { goWorkJson, parseGoWork } from '../../engine/modfile/goWork.ts';
import type { FileFailure } from '../../engine/ports.ts';
import type { Language } from '../../text/language.ts';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../exitCode.ts';
import { complain } from './complain.ts';

const mostBytes = 16 * 1024 * 1024;

export async function parseFile(cli: Cli, language: Language, file: string, directory: string | null): Promise<number> {
  const full = path.resolve(cli.cwd, directory ?? '.', file);
  const read = await cli.files.read(full, { maxBytes: mostBytes });
  if (read.kind !== 'ok') return complain(cli, language, () => unreadableSentence(file, read));
  const { errors, json } = parsed(read.bytes, file);
  if (errors.length === 0) {
    cli.stdout.write(json());
    return exitCodes.fine;
  }
  const shown = errors.map(({ line, column, message }) => ({ line, column, message }));
  cli.stdout.write(`${JSON.stringify({ errors: shown }, null, '\t')}\n`);
  return exitCodes.found;
}

function parsed(bytes: Uint8Array, file: string) {
  if (path.basename(file).endsWith('.work')) {
    const goWork = parseGoWork(bytes, file);
    return { errors: goWork.errors, json: () => goWorkJson(goWork) };
  }
  const goMod = parseGoMod(bytes, file);
  return { errors: goMod.errors, json: () => goModJson(goMod) };
}

/** Why a file that was named cannot be read. Call within `inLanguage`. */
export function unreadableSentence(file: string, failure: FileFailure): string {
  if (failure.kind === 'notExist') return l10n.t('{0}: no such file', file);
  switch (failure.reason) {
    case 'isDirectory':
      return l10n.t('{0} is a folder, not a file', file);
    case 'permission':
      return l10n.t('{0} cannot be read: no permission', file);
    case 'tooLarge':
      return l10n.t('{0} is too large', file);
    default:
      return l10n.t('{0} cannot be read: {1}', file, failure.message);
  }
}
