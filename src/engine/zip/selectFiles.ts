/**
 * From the archive of a commit to the files of a module zip: one folder of it, without nested modules, vendored packages
 * and links, under the names `PATH@VERSION/…`. Source: golang.org/x/mod/zip (`Create`, `checkFiles`, `isVendoredPackage`)
 * and `Zip` in cmd/go/internal/modfetch/coderepo.go.
 */
import { foldName } from './foldName.ts';
import type { ModuleZip, ZipEntry } from './moduleZip.ts';

export interface Selection {
  /** Of `prefix/` in the archive; '' for its root. */
  folder: string;
  path: string;
  version: string;
  /** The `go` line of the module's go.mod, or ''. It decides about `vendor/modules.txt`. */
  goVersion: string;
  /** Take the LICENSE of the root, because the module's folder has none. */
  takesRootLicense: boolean;
}

/** The module zip that go would make, with its entries still in the archive. */
export function selectModuleFiles(archive: ModuleZip, selection: Selection): ModuleZip {
  const inFolder = archive.entries.flatMap((entry) => inModule(entry, selection));
  const nested = nestedModules(inFolder);
  const isSince124 = isAtLeast124(selection.goVersion);
  const kept = inFolder.filter(
    ({ name, isLink }) =>
      isLink !== true &&
      name !== '.hg_archival.txt' &&
      !isVendored(name, isSince124) &&
      !foldersOf(name).some((folder) => nested.has(folder)),
  );
  const prefix = `${selection.path}@${selection.version}/`;
  return { ...archive, entries: kept.map((entry) => ({ ...entry, name: prefix + entry.name })) };
}

const archivePrefix = 'prefix/';

/** A file of the folder, by its name below it; nothing for other files and for directories. */
function inModule(entry: ZipEntry, { folder, takesRootLicense }: Selection): ZipEntry[] {
  if (!entry.name.startsWith(archivePrefix) || entry.name.endsWith('/')) return [];
  const name = entry.name.slice(archivePrefix.length);
  const start = folder === '' ? '' : `${folder}/`;
  if (name.startsWith(start)) return [{ ...entry, name: name.slice(start.length) }];
  return takesRootLicense && name === 'LICENSE' ? [{ ...entry, name }] : [];
}

/** Folders below the root that have a go.mod of their own, in any letter case. */
function nestedModules(entries: readonly ZipEntry[]): Set<string> {
  const folders = entries
    .filter(({ name, isLink }) => isLink !== true && foldName(name.slice(name.lastIndexOf('/') + 1)) === 'go.mod')
    .map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1));
  return new Set(folders.filter((folder) => folder !== ''));
}

/** `a/`, `a/b/` of `a/b/c.go`. */
function foldersOf(name: string): string[] {
  const folders: string[] = [];
  for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1))
    folders.push(name.slice(0, slash + 1));
  return folders;
}

/** Before Go 1.24 a nested `vendor` was cut in the wrong place; old modules keep their hashes. */
function isVendored(name: string, isSince124: boolean): boolean {
  if (isSince124 && name === 'vendor/modules.txt') return true;
  const length = 'vendor/'.length;
  if (name.startsWith('vendor/')) return name.slice(length).includes('/');
  const nested = name.indexOf('/vendor/');
  if (nested < 0) return false;
  return name.slice(isSince124 ? nested + '/vendor/'.length : '/vendor/'.length).includes('/');
}

function isAtLeast124(goVersion: string): boolean {
  const [, first = '0', second = '0'] = /^(\d{1,4})(?:\.(\d{1,4}))?/.exec(goVersion) ?? [];
  return Number(first) > 1 || (Number(first) === 1 && Number(second) >= 24);
}
