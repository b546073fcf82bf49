/**
 * Which Go a command runs on. Since Go 1.21 the go command reads GOTOOLCHAIN and the go and toolchain lines before it does
 * anything else, and runs another release where they ask for a newer one.
 * Source: cmd/go/internal/toolchain/select.go (`Select`, `Exec`); go.dev/doc/toolchain.
 */
import type { Environment } from '../goenv/environment.ts';
import type { Project } from '../modfetch/project.ts';
import type { TextRange } from '../modfile/position.ts';
import { quote } from '../strconv.ts';
import { compareGo, fromToolchain, isLanguageVersion, strictVersion } from './gover.ts';
import { isTooNew, localRelease, tooNewText } from './tooNew.ts';

export type ToolchainChoice =
  | { kind: 'local' }
  /** `name` such as `go1.27.0`; `line` is the one that asks for it, null where GOTOOLCHAIN itself does. */
  | { kind: 'switch'; name: string; mode: 'auto' | 'path' | ''; line: FileLine | null }
  /** The release in use is too old, and GOTOOLCHAIN forbids another. `needs` is the version of the go line. */
  | { kind: 'tooOld'; needs: string; message: string; line: FileLine }
  /** GOTOOLCHAIN or a toolchain line is no such thing. */
  | { kind: 'invalid'; message: string };

export interface FileLine {
  file: string;
  line: number;
}

/** go.work where it is in force, else go.mod. */
function decidingFile(project: Project) {
  const work = project.goWork;
  return work === null
    ? { file: project.goModPath, name: 'go.mod', ...lines(project.goMod) }
    : { file: work.path, name: 'go.work', ...lines(work.file) };
}

interface Directives {
  go: { version: string; range: TextRange } | null;
  toolchain: { name: string; range: TextRange } | null;
}

const lines = ({ go, toolchain }: Directives): Directives => ({ go, toolchain });

export function chooseToolchain(project: Project, environment: Environment): ToolchainChoice {
  const setting = readSetting(environment.value('GOTOOLCHAIN'));
  if (setting.kind === 'invalid') return setting;
  const { mode } = setting;
  const deciding = decidingFile(project);
  let chosen: ToolchainChoice & { kind: 'switch' | 'local' } =
    setting.name === null ? { kind: 'local' } : { kind: 'switch', name: setting.name, mode, line: null };
  let least = setting.name === null ? localRelease(environment) : fromToolchain(setting.name);
  const { go, toolchain, file } = deciding;
  if (mode !== '' && toolchain?.name !== 'default') {
    const wanted = toolchain === null ? '' : fromToolchain(toolchain.name);
    if (toolchain !== null && wanted === '') {
      return { kind: 'invalid', message: `invalid toolchain ${quote(toolchain.name)} in ${deciding.name}` };
    }
    if (toolchain !== null && compareGo(wanted, least) > 0) {
      chosen = { kind: 'switch', name: toolchain.name, mode, line: { file, line: toolchain.range.start.line } };
      least = wanted;
    }
    if (go !== null && compareGo(go.version, least) > 0) {
      const name = `go${go.version}${needsPatch(go.version) ? '.0' : ''}`;
      chosen = { kind: 'switch', name, mode, line: { file, line: go.range.start.line } };
      least = go.version;
    }
  }
  if (chosen.kind === 'switch') return chosen;
  if (go === null || !isTooNew(go.version, environment)) return chosen;
  const message = tooNewText(deciding.name, go.version, environment);
  return { kind: 'tooOld', needs: go.version, message, line: { file, line: go.range.start.line } };
}

/** The language 1.27 is no release; the first one that has it is 1.27.0. */
function needsPatch(version: string): boolean {
  return isLanguageVersion(version) && compareGo(version, strictVersion) >= 0;
}

type Setting =
  | { kind: 'ok'; name: string | null; mode: 'auto' | 'path' | '' }
  | Extract<ToolchainChoice, { kind: 'invalid' }>;

/** `local`, `auto`, `path`, `NAME`, `NAME+auto`, `NAME+path`. */
function readSetting(setting: string): Setting {
  if (setting === 'auto' || setting === 'path') return { kind: 'ok', name: null, mode: setting };
  if (setting === '') return { kind: 'ok', name: null, mode: '' };
  const plus = setting.indexOf('+');
  const name = plus < 0 ? setting : setting.slice(0, plus);
  const suffix = plus < 0 ? '' : setting.slice(plus + 1);
  if (name !== 'local' && fromToolchain(name) === '') {
    const minimum = plus < 0 ? '' : `: invalid minimum toolchain ${quote(name)}`;
    return { kind: 'invalid', message: `invalid GOTOOLCHAIN ${quote(setting)}${minimum}` };
  }
  if (plus >= 0 && suffix !== 'auto' && suffix !== 'path') {
    const message = `invalid GOTOOLCHAIN ${quote(setting)}: only version suffixes are +auto and +path`;
    return { kind: 'invalid', message };
  }
  const mode = suffix === 'auto' || suffix === 'path' ? suffix : '';
  return { kind: 'ok', name: name === 'local' ? null : name, mode };
}
