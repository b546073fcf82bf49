/** `go`, `toolchain` and `godebug`, which go.mod and go.work have in common. */
import type { GoMod } from './goMod.ts';
import { goVersionPattern, toolchainPattern } from './goVersions.ts';
import type { TextMap } from './position.ts';
import type { Line, Word } from './syntax.ts';

/** The directive lines of go.mod and go.work that mean the same in both. */
export interface SharedDirectives {
  go: GoMod['go'];
  toolchain: GoMod['toolchain'];
  godebugs: GoMod['godebugs'];
}

/** Null where the line is good and stored; otherwise go's complaint. */
export type Complaint = string | null;

/** `go`, `toolchain`, `godebug`; any other keyword is unknown. */
export function readShared(
  verb: string,
  line: Line,
  words: readonly Word[],
  map: TextMap,
  into: SharedDirectives,
): Complaint {
  switch (verb) {
    case 'go':
      return readGo(line, words, map, into);
    case 'toolchain':
      return readToolchain(line, words, map, into);
    case 'godebug':
      return readGodebug(line, words, map, into);
    default:
      return `unknown directive: ${verb}`;
  }
}

function readGo(line: Line, words: readonly Word[], map: TextMap, into: SharedDirectives): Complaint {
  if (into.go !== null) return 'repeated go statement';
  const [word] = words;
  if (word === undefined || words.length !== 1) return 'go directive expects exactly one argument';
  const version = word.text;
  if (!goVersionPattern.test(version)) return `invalid go version '${version}': must match format 1.23.0`;
  into.go = { version, range: map.range(line.start, line.end), versionRange: map.range(word.start, word.end) };
  return null;
}

function readToolchain(line: Line, words: readonly Word[], map: TextMap, into: SharedDirectives): Complaint {
  if (into.toolchain !== null) return 'repeated toolchain statement';
  const [word] = words;
  if (word === undefined || words.length !== 1) return 'toolchain directive expects exactly one argument';
  const name = word.text;
  if (!toolchainPattern.test(name)) {
    return `invalid toolchain version '${name}': must match format go1.23.0 or default`;
  }
  into.toolchain = { name, range: map.range(line.start, line.end), nameRange: map.range(word.start, word.end) };
  return null;
}

function readGodebug(line: Line, words: readonly Word[], map: TextMap, into: SharedDirectives): Complaint {
  const [word] = words;
  const equals = word?.text.indexOf('=') ?? -1;
  if (word === undefined || words.length !== 1 || equals < 0 || /["'`,]/.test(word.text)) {
    return 'usage: godebug key=value';
  }
  const range = map.range(line.start, line.end);
  into.godebugs.push({ key: word.text.slice(0, equals), value: word.text.slice(equals + 1), range });
  return null;
}
