/** What may be asked without the user's asking: the one switch, reachable from the language status. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readConfiguration, section } from '../configuration.ts';

export async function chooseProbing(): Promise<void> {
  const now = readConfiguration(vscode.window.activeTextEditor?.document.uri).probe;
  const items = [
    {
      label: l10n.t('Quiet look'),
      description: 'passive',
      detail: l10n.t('On opening and saving go.mod: small requests that make no server fetch anything.'),
      value: 'passive',
    },
    {
      label: l10n.t('Nothing'),
      description: 'off',
      detail: l10n.t('Nobody is asked until you run a command.'),
      value: 'off',
    },
  ];
  const sorted = items.sort((a, b) => Number(b.value === now) - Number(a.value === now));
  const picked = await vscode.window.showQuickPick(sorted, { title: l10n.t('What is asked on its own') });
  if (!picked || picked.value === now) return;
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration(section).update('probe', picked.value, target);
}
