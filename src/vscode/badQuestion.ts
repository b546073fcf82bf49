/** Why the engine could not take a question, in one sentence. */
import * as l10n from '@vscode/l10n';
import type { Answer } from '../protocol/messages.ts';

export function badQuestionWords({ code, params }: Extract<Answer, { kind: 'badQuestion' }>): string {
  const text = (name: string) => String(params[name] ?? '');
  switch (code) {
    case 'no-such-directory':
      return l10n.t('There is no folder {0}.', text('directory'));
    case 'no-go-mod':
      return l10n.t('There is no go.mod in {0} or above it.', text('directory'));
    case 'go-mod-unreadable':
      return l10n.t('{0} cannot be read: {1}', text('file'), text('message'));
    case 'go-mod-malformed':
      return l10n.t('{0}:{1}: {2}', text('file'), text('line'), text('message'));
    case 'not-a-module-path':
      return l10n.t('{0} is not a module path: {1}', text('argument'), text('reason'));
    case 'not-a-setting':
      return l10n.t('{0} is not a setting.', text('argument'));
    case 'private-not-compared':
      return l10n.t(
        '{0} is not compared: {1} in {2} keeps it from proxies.',
        text('module'),
        text('pattern'),
        text('setting'),
      );
    case 'not-a-mirror':
      return l10n.t('{0} is not the URL of one module proxy.', text('argument'));
    case 'unknown-release':
      return l10n.t('The rules of Go {0} are not known.', text('release'));
    default:
      return l10n.t('The engine cannot answer this: {0}', code);
  }
}
