/**
 * vendor/modules.txt, in which `go mod vendor` lists what it copied:
 *
 *     # example.com/a v1.2.3 => ../a
 *     ## explicit; go 1.21
 *     example.com/a/pkg
 *
 * A `# ` line names a module and its replacement, `## ` lines annotate it, other lines are its packages. Without a
 * version the line only records a replacement of all versions. In a workspace the first line is `## workspace`. What go
 * does not understand it skips. Source: `readVendorList` in cmd/go/internal/modload/vendor.go.
 */
import { checkImportPath } from '../module/path.ts';
import { isValid } from '../semver.ts';
import { decodeGoText, splitFields, trimSpace } from './goText.ts';
import type { TextRange } from './position.ts';
import { createTextMap } from './position.ts';

export interface ModulesTxt {
  file: string;
  text: string;
  /** Written by `go work vendor`. */
  workspace: boolean;
  /** One for each `# ` line; a module can appear twice, the second time for its replacement only. */
  modules: VendoredModule[];
}

export interface VendoredModule {
  path: string;
  /** Null on a line that replaces every version. */
  version: string | null;
  /** `version` null: a directory. */
  replacement: { path: string; version: string | null } | null;
  /** Required in go.mod itself. */
  explicit: boolean;
  goVersion: string | null;
  packages: string[];
  range: TextRange;
}

export function parseModulesTxt(source: string | Uint8Array, file: string): ModulesTxt {
  const text = decodeGoText(source);
  const map = createTextMap(text);
  const modules: VendoredModule[] = [];
  let current: VendoredModule | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) {
      const fields = splitFields(line);
      if (fields.length >= 3) current = readModule(fields, map.range(start, start + trimSpace(line).length));
      if (fields.length >= 3 && current !== null) modules.push(current);
    } else if (current !== null) {
      readDetail(line, current);
    }
    start += line.length + 1;
  }
  return { file, text, workspace: isWorkspace(text), modules };
}

function isWorkspace(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return first.startsWith('## ') && first.slice(3).split(';').map(trimSpace).includes('workspace');
}

/** `# PATH VERSION`, `# PATH VERSION => NEW [VERSION]` or `# PATH => NEW [VERSION]`; null for anything else. */
function readModule(fields: readonly string[], range: TextRange): VendoredModule | null {
  const [, path = '', second = ''] = fields;
  const hasVersion = isValid(second);
  if (!hasVersion && second !== '=>') return null;
  const [arrow, newPath, newVersion, extra] = fields.slice(hasVersion ? 3 : 2);
  const understood = newVersion === undefined || (isValid(newVersion) && extra === undefined);
  return {
    path,
    version: hasVersion ? second : null,
    replacement:
      arrow === '=>' && newPath !== undefined && understood ? { path: newPath, version: newVersion ?? null } : null,
    explicit: false,
    goVersion: null,
    packages: [],
    range,
  };
}

function readDetail(line: string, module: VendoredModule): void {
  if (line.startsWith('## ')) {
    for (const entry of line.slice(3).split(';').map(trimSpace)) {
      if (entry === 'explicit') module.explicit = true;
      if (entry.startsWith('go ')) module.goVersion = entry.slice(3);
    }
    return;
  }
  const [path, ...more] = splitFields(line);
  if (path !== undefined && more.length === 0 && checkImportPath(path) === null) module.packages.push(path);
}
