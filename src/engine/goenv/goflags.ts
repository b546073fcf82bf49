/**
 * GOFLAGS: flags that every go command gets. Words are separated by white space; a word that begins with a quote runs
 * to the next one. Each must be `-name` or `-name=value`, and some go command must know it; a command passes over those
 * that it does not know itself. (cmd/go/internal/base/goflags.go, cmd/internal/quoted.)
 */
import { quote } from '../strconv.ts';

export interface GoFlag {
  /** Without dashes. */
  name: string;
  /** Null for a flag without `=`. */
  value: string | null;
  /** UTF-16 offset in the setting. */
  offset: number;
}

export type GoFlags =
  | { kind: 'ok'; flags: GoFlag[] }
  /** `message` is what go says behind `go: `. */
  | { kind: 'invalid'; message: string; offset: number };

/** Every flag of some command of go 1.26. */
const known = new Set(
  `C a artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache changed
  compat compiled compiler count cover covermode coverpkg coverprofile cpu cpuprofile d debug-actiongraph
  debug-runtime-trace debug-trace deps diff dropexclude dropgodebug dropignore dropreplace droprequire dropretract
  droptool dropuse e exclude exec export f failfast find fix fmt fullpath fuzz fuzzcache fuzzminimizetime fuzztime
  gccgoflags gcflags go godebug i ignore insecure installsuffix json ldflags linkshared list m memprofile
  memprofilerate mod modcache modcacherw modfile module msan mutexprofile mutexprofilefraction n o outputdir overlay p
  parallel pgo pkgdir print r race replace require retract retracted reuse run short shuffle skip t tags test testcache
  timeout tool toolchain toolexec trace trimpath u use v vendor versions vet w work x`.split(/\s+/),
);

const testFlags = new Set(
  `artifacts bench benchmem benchtime blockprofile blockprofilerate count coverprofile cpu cpuprofile failfast fullpath
  fuzz fuzzminimizetime fuzztime list memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel run
  short shuffle skip timeout trace v`.split(/\s+/),
);

export function parseGoflags(goflags: string): GoFlags {
  const split = splitQuoted(goflags);
  if (split.kind === 'invalid') return split;
  const flags: GoFlag[] = [];
  for (const { text, offset } of split.words) {
    const parts = /^--?([^=-][^=]*)(?:=([\s\S]*))?$/.exec(text);
    const name = parts?.[1];
    if (name === undefined) return { kind: 'invalid', message: `parsing $GOFLAGS: non-flag ${quote(text)}`, offset };
    const isKnown = name.startsWith('test.') ? testFlags.has(name.slice('test.'.length)) : known.has(name);
    if (!isKnown) return { kind: 'invalid', message: `parsing $GOFLAGS: unknown flag -${name}`, offset };
    flags.push({ name, value: parts?.[2] ?? null, offset });
  }
  return { kind: 'ok', flags };
}

/** The value of a flag: the last one counts. Null where it is not there or the setting is invalid. */
export function goflagValue(goflags: string, name: string): string | null {
  const parsed = parseGoflags(goflags);
  if (parsed.kind === 'invalid') return null;
  return parsed.flags.findLast((flag) => flag.name === name)?.value ?? null;
}

type Split = { kind: 'ok'; words: { text: string; offset: number }[] } | Extract<GoFlags, { kind: 'invalid' }>;

/** Words as cmd/internal/quoted splits them. */
export function splitQuoted(text: string): Split {
  const words: { text: string; offset: number }[] = [];
  for (let index = 0; index < text.length; ) {
    const char = text.charAt(index);
    if (' \t\r\n'.includes(char)) {
      index++;
    } else if (char === '"' || char === "'") {
      const end = text.indexOf(char, index + 1);
      if (end < 0) return { kind: 'invalid', message: `parsing $GOFLAGS: unterminated ${char} string`, offset: index };
      words.push({ text: text.slice(index + 1, end), offset: index });
      index = end + 1;
    } else {
      const length = text.slice(index).search(/[ \t\r\n]/);
      const end = length < 0 ? text.length : index + length;
      words.push({ text: text.slice(index, end), offset: index });
      index = end;
    }
  }
  return { kind: 'ok', words };
}
