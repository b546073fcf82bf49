import type { ModError } from './goMod.ts';
import { shownText } from './goText.ts';
import type { TextMap } from './position.ts';

/** go's complaint about the place `offset`. */
export function modError(map: TextMap, offset: number, message: string): ModError {
  const { line, goColumn } = map.position(offset);
  return { line, column: goColumn, message: shownText(message) };
}
