/**
 * GODEBUG: `key=value` pairs with commas between them. The last pair for a key counts; a part without `=` means nothing;
 * what follows `#` in a value is a note for bisecting. (internal/godebug.)
 */
export function parseGodebug(godebug: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const part of godebug.split(',')) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const [value = ''] = part.slice(equals + 1).split('#', 1);
    pairs.set(part.slice(0, equals), value);
  }
  return pairs;
}
