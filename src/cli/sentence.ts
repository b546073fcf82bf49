/** One sentence for everything that can be wrong with what was asked. Call within `inLanguage`. */
import * as l10n from '@vscode/l10n';
import type { BadQuestionCode } from '../engine/api.ts';
import type { Params } from '../protocol/report.ts';
import type { ArgumentProblem } from './argument/commandLine.ts';

export function argumentSentence(problem: ArgumentProblem): string {
  switch (problem.kind) {
    case 'unknownCommand':
      return problem.nearest === null
        ? l10n.t('unknown command "{0}"; gomod-doctor --help lists the commands', problem.word)
        : l10n.t('unknown command "{0}"; did you mean "{1}"?', problem.word, problem.nearest);
    case 'unknownOption':
      return problem.nearest === null
        ? l10n.t(
            'unknown option "{0}"; gomod-doctor {1} --help lists the options of {1}',
            problem.word,
            problem.command,
          )
        : l10n.t('unknown option "{0}" for {1}; did you mean "{2}"?', problem.word, problem.command, problem.nearest);
    case 'missingValue':
      return l10n.t('option {0} needs a value: {0} {1}', problem.option, problem.takes);
    case 'unwantedValue':
      return l10n.t('option {0} takes no value, but "{1}" was given', problem.option, problem.value);
    case 'badChoice':
      return l10n.t(
        'option {0} takes one of {1}, not "{2}"',
        problem.option,
        problem.choices.join(', '),
        problem.value,
      );
    case 'badSeconds':
      return l10n.t('option --timeout takes a number of seconds from 0.001 to 86400, not "{0}"', problem.value);
    case 'badAssignment':
      return l10n.t('option --set takes NAME=VALUE, not "{0}"', problem.value);
    case 'missingOperand':
      return l10n.t('{0} needs an argument: {1}', problem.command, problem.operand);
    case 'missingOption':
      return l10n.t('{0} needs an option: {1}', problem.command, problem.option);
    case 'unwantedOperand':
      return l10n.t('{0} takes no further argument, but "{1}" was given', problem.command, problem.word);
  }
}

export function badQuestionSentence(code: BadQuestionCode, params: Params): string {
  const text = (name: string) => String(params[name] ?? '');
  switch (code) {
    case 'no-such-directory':
      return l10n.t('{0} is not a folder that can be read', text('directory'));
    case 'no-go-mod':
      return l10n.t(
        'there is no go.mod in {0} or above it; name a module, or choose a folder with -C',
        text('directory'),
      );
    case 'go-mod-unreadable':
      return l10n.t('{0} cannot be read: {1}', text('file'), text('message'));
    case 'go-mod-malformed':
      return l10n.t('{0}:{1}:{2}: {3}', text('file'), text('line'), text('column'), text('message'));
    case 'not-a-module-path':
      return l10n.t('"{0}" is not a module path: {1}', text('argument'), text('reason'));
    case 'not-a-setting':
      return l10n.t('"{0}" is not a setting that changes a fetch; gomod-doctor env lists them', text('argument'));
    case 'private-not-compared':
      return l10n.t(
        '{0} is not compared: it matches {1} in {2}, which keeps it from proxies',
        text('module'),
        text('pattern'),
        text('setting'),
      );
    case 'not-a-mirror':
      return l10n.t('"{0}" is not the URL of one module proxy', text('argument'));
    case 'unknown-release':
      return l10n.t('"{0}" is not a release of Go from 1.24 on; write it as 1.26 or 1.26.8', text('release'));
  }
}
