/** How an output is painted: its width, and whether colours are wanted there. */
import type { Output } from '../cli.ts';
import type { Paint } from './page.ts';

const widthOfPipes = 80;
const widestPage = 140;

/** NO_COLOR (no-color.org) and FORCE_COLOR count where they are not empty; `--no-color` wins over both. */
export function terminalPaint(
  output: Output,
  env: Readonly<Record<string, string | undefined>>,
  options: { noColor: boolean },
): Paint {
  const columns = output.columns ?? (Number(env['COLUMNS'] ?? '') || widthOfPipes);
  return { width: Math.max(40, Math.min(columns, widestPage)), colour: wantsColour(output, env, options.noColor) };
}

function wantsColour(output: Output, env: Readonly<Record<string, string | undefined>>, noColor: boolean): boolean {
  if (noColor || isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return output.isTerminal && env['TERM'] !== 'dumb';
}

const isSet = (value: string | undefined) => value !== undefined && value !== '';
