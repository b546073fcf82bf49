/** Whether go accepts a value: its form only, nobody is asked. */
import { parseGoflags } from './goflags.ts';
import { parseGoproxy } from './goproxy.ts';
import { parseGosumdb } from './gosumdb.ts';
import { parseGovcs } from './govcs.ts';
import { fields } from './space.ts';
import { pathsOf } from './userFile.ts';

export function isValidSetting(name: string, value: string, platform: string): boolean {
  const isAbsolute = (file: string) => pathsOf(platform).isAbsolute(file);
  switch (name) {
    case 'GOPROXY':
      return parseGoproxy(value, '').kind === 'ok';
    case 'GOSUMDB':
      return parseGosumdb(value).kind !== 'invalid';
    case 'GOFLAGS':
      return parseGoflags(value).kind === 'ok';
    case 'GOVCS':
      return parseGovcs(value).kind === 'ok';
    case 'GOAUTH':
      return isValidGoauth(value, isAbsolute);
    case 'GO111MODULE':
      return ['', 'on', 'off', 'auto'].includes(value);
    case 'GOTOOLCHAIN':
      return isValidToolchain(value);
    case 'GOWORK':
      return value === '' || value === 'off' || isAbsolute(value);
    case 'GOMODCACHE':
      return isAbsolute(value);
    case 'GOPATH':
      return (
        value !== '' && value.split(pathsOf(platform).delimiter).every((entry) => entry === '' || isAbsolute(entry))
      );
    default:
      return true;
  }
}

/** `off` stands alone; `git` wants an absolute folder; anything else is a command (cmd/go/internal/auth). */
function isValidGoauth(value: string, isAbsolute: (file: string) => boolean): boolean {
  if (value === 'off') return true;
  return value.split(';').every((command) => {
    const [program, folder, ...more] = fields(command);
    if (program === undefined || program === 'off') return false;
    return program !== 'git' || (folder !== undefined && more.length === 0 && isAbsolute(folder));
  });
}

/** `auto`, `path`, `local` or a toolchain name, the last two also with `+auto` or `+path` (cmd/go/internal/toolchain). */
function isValidToolchain(value: string): boolean {
  if (value === '' || value === 'auto' || value === 'path') return true;
  return /^(?:local|(?:[^+\s]*-)?go\d[^+\s]*)(?:\+(?:auto|path))?$/.test(value);
}
