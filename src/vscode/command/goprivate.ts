/** Add to GOPRIVATE…: patterns from narrow to wide, each with its effect before anything is written. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Report } from '../../protocol/report.ts';
import { readConfiguration } from '../configuration.ts';
import { resultOf, withProgress } from '../diagnosis.ts';
import { effectWords, planEffect } from '../model/planEffect.ts';
import { companyProxyOf, type PrivateChoice, privateChoices } from '../model/privateChoice.ts';
import type { SettingChange } from '../model/settingChange.ts';
import type { Room } from '../room.ts';
import { moduleOf, type Target } from '../target.ts';
import { applyChange } from './applyChange.ts';
import { goModOrWords, sayFailed } from './diagnose.ts';

export async function addToGoprivate(room: Room, argument: unknown): Promise<void> {
  const file = await goModOrWords(argument);
  if (file === null) return;
  const module = await moduleOf(argument, file, room.reader, room.results);
  if (module === null) return;
  const target = { file, module };
  const items = await withProgress(l10n.t('Planning {0}', module), (_, signal) => choices(room, target, signal));
  if (items === null) return;
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Call {0} private', module),
    placeHolder: l10n.t('The narrowest pattern that covers your modules is the best one.'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (picked) await applyChange(room, { target, change: picked.change, title: picked.label, caution: null });
}

type ChoiceItem = vscode.QuickPickItem & { change: SettingChange };

/** Null after a cancellation, or when the user has been told what failed. */
async function choices(room: Room, target: Target, signal: AbortSignal): Promise<ChoiceItem[] | null> {
  const today = await plan(room, target, {}, signal);
  if (today.kind === 'failed') await sayFailed(room, today.message);
  if (today.kind !== 'report') return null;
  const { report } = today;
  const path = pathOf(target);
  const proxy = companyProxyOf(room.results.facts(target.file).find((fact) => fact.path === path) ?? null);
  return Promise.all(
    privateChoices(report.settings, path, proxy).map((choice) => choiceItem(room, target, report, choice, signal)),
  );
}

async function choiceItem(
  room: Room,
  target: Target,
  today: Report,
  { title, reason, change }: PrivateChoice,
  signal: AbortSignal,
): Promise<ChoiceItem> {
  const then = await plan(room, target, change, signal);
  const effect = then.kind === 'report' ? effectWords(planEffect(today, then.report, pathOf(target))) : '';
  return { label: title, description: reason, detail: effect, change };
}

async function plan(room: Room, { file, module }: Target, overrides: SettingChange, signal: AbortSignal) {
  const { timeoutMs } = readConfiguration(file);
  const modules = module === null ? [] : [module];
  const asked = { modules, overrides, cache: 'empty', timeoutMs } as const;
  return resultOf(await room.engine.ask('plan', file, asked, () => {}, signal));
}

function pathOf({ module }: Target): string {
  return (module ?? '').replace(/@.*/, '');
}
