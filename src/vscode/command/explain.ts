/** Explain Fetch Plan and Show Effective Settings: what would happen, without any network. */
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { readConfiguration } from '../configuration.ts';
import { resultOf, withProgress } from '../diagnosis.ts';
import { settingsMarkdown } from '../model/settingsText.ts';
import type { Room } from '../room.ts';
import { moduleOf } from '../target.ts';
import { goModOrWords, sayFailed } from './diagnose.ts';
import { render } from './report.ts';

export async function explainPlan(room: Room, argument: unknown): Promise<void> {
  const file = await goModOrWords(argument);
  if (file === null) return;
  const module = await moduleOf(argument, file, room.reader, room.results);
  if (module === null) return;
  const report = await ask(room, 'plan', file, [module]);
  const text = report && (await render(room, report, 'markdown'));
  if (text) await room.texts.show('Go Modules Plan.md', text);
}

export async function showEffectiveSettings(room: Room, argument: unknown): Promise<void> {
  const file = await goModOrWords(argument);
  if (file === null) return;
  const report = await ask(room, 'env', file, []);
  if (report !== null) await room.texts.show('Go Modules Settings.md', settingsMarkdown(report));
}

async function ask(room: Room, method: 'plan' | 'env', file: vscode.Uri, modules: readonly string[]) {
  const { timeoutMs } = readConfiguration(file);
  const title = method === 'plan' ? l10n.t('Planning {0}', modules.join(' ')) : l10n.t('Reading settings');
  const result = await withProgress(title, async (onProgress, signal) =>
    resultOf(await room.engine.ask(method, file, { modules, timeoutMs, cache: 'empty' }, onProgress, signal)),
  );
  if (result.kind === 'failed') await sayFailed(room, result.message);
  return result.kind === 'report' ? result.report : null;
}
