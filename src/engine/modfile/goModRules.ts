/**
 * The meaning of go.mod's lines: which directives there are, what each may say, and what go says about the others. Each
 * line is judged alone; a bad line costs nothing but itself.
 */

import { quote } from '../strconv.ts';
import type { Checked } from './checked.ts';
import { bad } from './checked.ts';
import { deprecation, directiveComment, isIndirect } from './directiveComment.ts';
import type { GoMod, ModError } from './goMod.ts';
import { readString } from './goString.ts';
import { readPathMajor, readRetractVersion, readVersion, versionMismatch } from './goVersions.ts';
import { modError } from './modError.ts';
import type { TextMap } from './position.ts';
import { readReplace } from './replaceRule.ts';
import type { Complaint } from './sharedDirectives.ts';
import { readShared } from './sharedDirectives.ts';
import type { Block, Line, Statement, Word } from './syntax.ts';
import { opensBlock } from './syntax.ts';

export type Directives = Pick<
  GoMod,
  'module' | 'go' | 'toolchain' | 'godebugs' | 'requires' | 'excludes' | 'replaces' | 'retracts' | 'tools' | 'ignores'
>;

/** Directives that a file may have many of. */
const repeatableVerbs = new Set(['godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore']);
const blockVerbs = new Set(['module', ...repeatableVerbs]);

export function readDirectives(
  statements: readonly Statement[],
  map: TextMap,
): { directives: Directives; errors: ModError[] } {
  const reader = new DirectiveReader(map);
  for (const statement of statements) {
    if (statement.kind === 'line') reader.readLine(statement);
    else reader.readBlock(statement);
  }
  return { directives: reader.directives, errors: reader.errors };
}

class DirectiveReader {
  readonly directives: Directives = {
    module: null,
    go: null,
    toolchain: null,
    godebugs: [],
    requires: [],
    excludes: [],
    replaces: [],
    retracts: [],
    tools: [],
    ignores: [],
  };
  readonly errors: ModError[] = [];
  readonly #map: TextMap;
  /** go refuses a second module line even where the first one was bad. */
  #moduleSeen = false;

  constructor(map: TextMap) {
    this.#map = map;
  }

  readLine(line: Line): void {
    const [verb] = line.words;
    if (verb !== undefined) this.#report(line.start, this.#read(verb.text, null, line, line.words.slice(1)));
  }

  readBlock(block: Block): void {
    const [verb] = block.words;
    const name = unknownBlock(block, blockVerbs);
    if (name !== null || verb === undefined) {
      this.#report(block.start, name);
      return;
    }
    let inner: string | null = null;
    for (const line of block.lines) {
      if (inner === null && !repeatableVerbs.has(line.words[0]?.text ?? '')) {
        this.#report(line.start, this.#read(verb.text, block, line, line.words));
      } else {
        inner = this.#readForeign(verb.text, inner, block, line);
      }
    }
  }

  /**
   * A line that begins like a directive of its own, or follows one that opens a block: its own block lacks the `)`. go
   * judges it as a line of the block; what it says is kept as what it was meant to be. `inner` is the keyword of the
   * block that began inside this one, and the returned one is that for the next line.
   */
  #readForeign(verb: string, inner: string | null, block: Block, line: Line): string | null {
    const judge = new DirectiveReader(this.#map);
    judge.#moduleSeen = this.#moduleSeen;
    const complaint = judge.#read(verb, block, line, line.words);
    this.#report(line.start, complaint);
    const [first, ...rest] = line.words;
    const misplaced = complaint !== null && first !== undefined && repeatableVerbs.has(first.text);
    const opens = misplaced && opensBlock(line);
    if (misplaced && !opens) this.#read(first.text, null, line, rest);
    if (!misplaced) this.#read(inner ?? verb, block, line, line.words);
    this.#moduleSeen = judge.#moduleSeen;
    return opens ? first.text : inner;
  }

  #report(offset: number, complaint: Complaint): void {
    if (complaint !== null) this.errors.push(modError(this.#map, offset, complaint));
  }

  #read(verb: string, block: Block | null, line: Line, words: readonly Word[]): Complaint {
    switch (verb) {
      case 'module':
        return this.#readModule(block, line, words);
      case 'require':
        return this.#readRequire(line, words);
      case 'exclude':
        return this.#readExclude(line, words);
      case 'replace':
        return store(readReplace(line, words, this.#map), this.directives.replaces);
      case 'retract':
        return this.#readRetract(block, line, words);
      case 'tool':
        return this.#readPath('tool', line, words, this.directives.tools);
      case 'ignore':
        return this.#readPath('ignore', line, words, this.directives.ignores);
      default:
        return readShared(verb, line, words, this.#map, this.directives);
    }
  }

  #readModule(block: Block | null, line: Line, words: readonly Word[]): Complaint {
    if (this.#moduleSeen) return 'repeated module statement';
    this.#moduleSeen = true;
    const [word] = words;
    if (word === undefined || words.length !== 1) return 'usage: module module/path';
    const path = readString(word);
    if (path.kind === 'bad') return `invalid quoted string: ${path.reason}`;
    this.directives.module = {
      path: path.value,
      deprecated: deprecation(block, line),
      range: this.#map.range(line.start, line.end),
      pathRange: this.#map.range(word.start, word.end),
    };
    return null;
  }

  #readRequire(line: Line, words: readonly Word[]): Complaint {
    const [pathWord, versionWord] = words;
    if (pathWord === undefined || versionWord === undefined || words.length !== 2) return usage('require');
    const path = readString(pathWord);
    if (path.kind === 'bad') return `invalid quoted string: ${path.reason}`;
    const version = readModuleVersion('require', path.value, versionWord);
    const problem = version.kind === 'bad' ? version.message : null;
    this.directives.requires.push({
      path: path.value,
      version: version.kind === 'bad' ? versionWord.text : version.value,
      indirect: isIndirect(line),
      range: this.#map.range(line.start, line.end),
      pathRange: this.#map.range(pathWord.start, pathWord.end),
      versionRange: this.#map.range(versionWord.start, versionWord.end),
      problem,
    });
    return problem;
  }

  #readExclude(line: Line, words: readonly Word[]): Complaint {
    const [pathWord, versionWord] = words;
    if (pathWord === undefined || versionWord === undefined || words.length !== 2) return usage('exclude');
    const path = readString(pathWord);
    if (path.kind === 'bad') return `invalid quoted string: ${path.reason}`;
    const version = readModuleVersion('exclude', path.value, versionWord);
    if (version.kind === 'bad') return version.message;
    this.directives.excludes.push({
      path: path.value,
      version: version.value,
      range: this.#map.range(line.start, line.end),
      pathRange: this.#map.range(pathWord.start, pathWord.end),
      versionRange: this.#map.range(versionWord.start, versionWord.end),
    });
    return null;
  }

  #readRetract(block: Block | null, line: Line, words: readonly Word[]): Complaint {
    const interval = readInterval(words);
    if (interval.kind === 'bad') return interval.message;
    const { low, high, length } = interval.value;
    const extra = words[length];
    if (extra !== undefined) return `unexpected token after version: ${quote(extra.text)}`;
    const rationale = directiveComment(block, line);
    this.directives.retracts.push({ low, high, rationale, range: this.#map.range(line.start, line.end) });
    return null;
  }

  #readPath(verb: string, line: Line, words: readonly Word[], into: GoMod['tools']): Complaint {
    const [word] = words;
    if (word === undefined || words.length !== 1) return `${verb} directive expects exactly one argument`;
    const path = readString(word);
    if (path.kind === 'bad') return `invalid quoted string: ${path.reason}`;
    const pathRange = this.#map.range(word.start, word.end);
    into.push({ path: path.value, range: this.#map.range(line.start, line.end), pathRange });
    return null;
  }
}

/** go's complaint about a block that is none of `verbs`, or null. */
export function unknownBlock(block: Block, verbs: ReadonlySet<string>): Complaint {
  const name = block.words.map((word) => word.text).join(' ');
  return block.words.length === 1 && verbs.has(name) ? null : `unknown block type: ${name}`;
}

/** The version of a require or exclude, canonical and fitting its path. */
function readModuleVersion(verb: string, path: string, word: Word): Checked<string> {
  const version = readVersion(verb, path, word);
  if (version.kind === 'bad') return version;
  const pathMajor = readPathMajor(path);
  if (pathMajor.kind === 'bad') return pathMajor;
  const mismatch = versionMismatch(verb, path, version.value, pathMajor.value);
  return mismatch === null ? version : { kind: 'bad', message: mismatch };
}

/** `v1.2.3` or `[v1.0.0, v1.9.9]`; `length` is the number of words it takes. */
function readInterval(words: readonly Word[]): Checked<{ low: string; high: string; length: number }> {
  const [first, lowWord, comma, highWord, close] = words;
  if (first === undefined || first.text === '(') return bad("expected '[' or version");
  if (first.text !== '[') {
    const version = readRetractVersion(first);
    if (version.kind === 'bad') return version;
    return { kind: 'ok', value: { low: version.value, high: version.value, length: 1 } };
  }
  if (lowWord === undefined) return bad("expected version after '['");
  const low = readRetractVersion(lowWord);
  if (low.kind === 'bad') return low;
  if (comma?.text !== ',') return bad("expected ',' after version");
  if (highWord === undefined) return bad("expected version after ','");
  const high = readRetractVersion(highWord);
  if (high.kind === 'bad') return high;
  if (close?.text !== ']') return bad("expected ']' after version");
  return { kind: 'ok', value: { low: low.value, high: high.value, length: 5 } };
}

export function store<T>(checked: Checked<T>, into: T[]): Complaint {
  if (checked.kind === 'bad') return checked.message;
  into.push(checked.value);
  return null;
}

function usage(verb: string): string {
  return `usage: ${verb} module/path v1.2.3`;
}
