/**
 * Patterns for sentences that may be wrapped anywhere between words: each blank of the source stands for any white
 * space, none included. No other repetition is unbounded, so that matching stays linear in the size of a block.
 */
export function phrase(source: string): RegExp {
  return new RegExp(source.replaceAll(' ', '\\s{0,40}'), 'i');
}

/** One of several sentences. */
export function phrases(...sources: readonly string[]): RegExp {
  return phrase(`(?:${sources.join('|')})`);
}
