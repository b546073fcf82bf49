/**
 * One line about where the run is, on a terminal only, for anything that takes longer than half a second; it is erased
 * at the end. Progress comes often, so a line is drawn at most ten times a second.
 */
import * as l10n from '@vscode/l10n';
import type { Progress } from '../../engine/api.ts';
import { inLanguage, type Language } from '../../text/language.ts';
import type { Cli } from '../cli.ts';
import { cleanLine } from './clean.ts';
import { isWide, widthOf } from './width.ts';

const firstAfterMs = 500;
const pauseMs = 100;
const eraseLine = '\r\x1b[2K';

export interface ProgressLine {
  show(progress: Progress): void;
  /** Erases the line. Nothing is drawn afterwards. */
  end(): void;
}

export function createProgressLine(cli: Pick<Cli, 'stderr' | 'env' | 'after'>, language: Language): ProgressLine {
  const { stderr } = cli;
  if (!stderr.isTerminal || cli.env['TERM'] === 'dumb') return { show: () => {}, end: () => {} };
  let latest: Progress | null = null;
  let isDrawn = false;
  const draw = () => {
    if (latest !== null) {
      const text = inLanguage(language, () => progressText(latest ?? { done: 0, total: 0, current: null }));
      stderr.write(eraseLine + cutTo(text, (stderr.columns ?? 80) - 1));
      isDrawn = true;
      latest = null;
    }
    cancel = cli.after(pauseMs, draw);
  };
  let cancel = cli.after(firstAfterMs, draw);
  return {
    show: (progress) => {
      latest = progress.current === null && latest !== null ? { ...progress, current: latest.current } : progress;
    },
    end: () => {
      cancel();
      if (isDrawn) stderr.write(eraseLine);
      isDrawn = false;
    },
  };
}

function progressText({ done, total, current }: Progress): string {
  const count = l10n.t('{0} of {1} modules', done, total);
  return current === null ? count : `${count} · ${cleanLine(current)}`;
}

/** Cuts by columns, not by characters. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  let left = width - 1;
  for (const character of text) {
    left -= isWide(character) ? 2 : 1;
    if (left < 0) break;
    cut += character;
  }
  return `${cut}…`;
}
