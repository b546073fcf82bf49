/**
 * A module inside a repository: which tags are its versions, in which folder its go.mod is, and whether a version that
 * somebody wrote down is one that the repository has. `example.com/m/sub/v2` in a repository at `example.com/m` lives in
 * the folder `sub` (or `sub/v2`), and its tags are `sub/v2.0.0`.
 * Source: cmd/go/internal/modfetch/coderepo.go. Everything in a repository is chosen by its owner.
 */
import { type GoMod, parseGoMod } from '../modfile/goMod.ts';
import { checkPathMajor, splitPathVersion } from '../module/path.ts';
import { isPseudoVersion, makePseudoVersion, pseudoVersionRev } from '../module/pseudo.ts';
import { canonicalVersion } from '../module/version.ts';
import { build, canonical, compare, compareForSort, isValid, major, prerelease } from '../semver.ts';
import { quote } from '../strconv.ts';
import type { Commit } from '../vcs/gitRefs.ts';
import type { GitRepo, GitResult } from '../vcs/gitRepo.ts';
import { failed, type Lookup, type LookupFailed } from '../vcs/lookup.ts';
import { hasPathPrefix } from '../vcs/pathPrefix.ts';
import type { RepoLayoutReason } from '../vcs/vcsCause.ts';
import { invalidVersionText, versionError } from './goErrorText.ts';
import { checkPseudoVersion } from './pseudoCheck.ts';

/** A version of the module and the commit it stands for. */
export interface CodeVersion {
  version: string;
  time: Date;
  commit: Commit;
}

/** Where the module's files are in a commit. */
interface ModuleFolder {
  revision: string;
  /** '' for the root of the repository. */
  folder: string;
  /** Null where the module has none and may do without. */
  goMod: Uint8Array | null;
}

export class CodeRepo {
  readonly repo: GitRepo;
  /** The folder in which the module is expected, without a major version. */
  readonly folder: string;
  readonly path: string;
  readonly #root: string;
  readonly #pathMajor: string;
  readonly #pathPrefix: string;

  private constructor(repo: GitRepo, root: string, folder: string, path: string, prefix: string, pathMajor: string) {
    this.repo = repo;
    this.path = path;
    this.folder = folder;
    this.#root = root;
    this.#pathPrefix = root === path ? path : prefix;
    this.#pathMajor = pathMajor;
  }

  /** Fails where a repository with this root cannot hold the module. */
  static open(repo: GitRepo, root: string, subdirectory: string, path: string): CodeRepo | LookupFailed {
    if (!hasPathPrefix(path, root))
      return layoutFailure('mismatched-root', `mismatched repo: found ${root} for ${path}`);
    const split = splitPathVersion(path);
    if (split === null) return layoutFailure('mismatched-root', `invalid module path ${quote(path)}`);
    const { prefix, pathMajor } = split;
    let folder = '';
    if (root !== path) {
      if (!hasPathPrefix(prefix, root)) {
        return layoutFailure('mismatched-root', `repository rooted at ${root} cannot contain module ${path}`);
      }
      folder = prefix.slice(root.length).replace(/^\/+|\/+$/g, '');
    }
    return new CodeRepo(repo, root, joinPath(folder, subdirectory), path, prefix, pathMajor);
  }

  /** The prefix of this module's tags. */
  get tagPrefix(): string {
    return this.folder === '' ? '' : `${this.folder}/`;
  }

  /** Versions by their tags, sorted, with `+incompatible` ones where no version has a go.mod. */
  async versions(lookup: Lookup, prefix: string): Promise<GitResult<string[]>> {
    if (this.path.startsWith('gopkg.in/') && this.path.endsWith('-unstable')) return { kind: 'ok', value: [] };
    const tags = await this.repo.tags(lookup, this.tagPrefix + prefix);
    if (tags.kind !== 'ok') return this.#wrapped(tags, null);
    const list: string[] = [];
    const incompatible: string[] = [];
    for (const tag of tags.value) {
      const version = tag.slice(this.tagPrefix.length);
      if (version === '' || version !== canonical(version) || isPseudoVersion(version)) continue;
      if (checkPathMajor(version, this.#pathMajor) === null) list.push(version);
      else if (this.folder === '' && this.#pathMajor === '' && compare(major(version), 'v1') > 0)
        incompatible.push(version);
    }
    list.sort(compareForSort);
    incompatible.sort(compareForSort);
    return this.#addIncompatible(lookup, list, incompatible);
  }

  async #addIncompatible(
    lookup: Lookup,
    list: string[],
    incompatible: readonly string[],
  ): Promise<GitResult<string[]>> {
    if (incompatible.length === 0) return { kind: 'ok', value: list };
    const last = list.at(-1);
    if (last !== undefined) {
      const hasGoMod = await this.#hasRootGoMod(lookup, last);
      if (hasGoMod.kind !== 'ok') return this.#wrapped(hasGoMod, null);
      if (hasGoMod.value) return { kind: 'ok', value: list };
    }
    const added: string[] = [];
    for (const group of Object.values(Object.groupBy(incompatible, major))) {
      const latest = group?.at(-1);
      if (group === undefined || latest === undefined) continue;
      const hasGoMod = await this.#hasRootGoMod(lookup, latest);
      if (hasGoMod.kind !== 'ok') return this.#wrapped(hasGoMod, null);
      if (!hasGoMod.value) added.push(...group.map((version) => `${version}+incompatible`));
    }
    return { kind: 'ok', value: [...list, ...added.sort(compareForSort)] };
  }

  async #hasRootGoMod(lookup: Lookup, version: string): Promise<GitResult<boolean>> {
    const read = await this.repo.readFile(lookup, version, 'go.mod');
    return read.kind === 'ok' ? { kind: 'ok', value: read.value !== null } : read;
  }

  /** What a version, a branch, a tag or a hash stands for. */
  async stat(lookup: Lookup, revision: string): Promise<GitResult<CodeVersion>> {
    const commit = await this.repo.stat(lookup, this.toRevision(revision));
    if (commit.kind !== 'ok') return this.#wrapped(commit, revision);
    return this.#convert(lookup, commit.value, revision);
  }

  async latest(lookup: Lookup): Promise<GitResult<CodeVersion>> {
    const commit = await this.repo.latest(lookup);
    return commit.kind === 'ok' ? this.#convert(lookup, commit.value, '') : commit;
  }

  /** The tag or hash that a version stands for in the repository. */
  toRevision(revision: string): string {
    if (!isValid(revision)) return revision;
    if (isPseudoVersion(revision)) {
      const rev = pseudoVersionRev(revision);
      return typeof rev === 'string' ? rev : revision;
    }
    const isIncompatible = build(revision) === '+incompatible';
    return this.tagPrefix + (isIncompatible ? revision.slice(0, -'+incompatible'.length) : revision);
  }

  async goMod(lookup: Lookup, version: string): Promise<GitResult<Uint8Array>> {
    const found = await this.#verifiedFolder(lookup, version);
    if (found.kind !== 'ok') return found;
    return { kind: 'ok', value: found.value.goMod ?? Buffer.from(`module ${autoQuote(this.path)}\n`) };
  }

  /** Where the files of a version are, for its zip. */
  async folderOf(
    lookup: Lookup,
    version: string,
  ): Promise<GitResult<{ hash: string; folder: string; goMod: GoMod | null }>> {
    const found = await this.#verifiedFolder(lookup, version);
    if (found.kind !== 'ok') return found;
    const commit = await this.repo.stat(lookup, found.value.revision);
    if (commit.kind !== 'ok') return commit;
    const { folder, goMod } = found.value;
    const parsed = goMod === null ? null : parseGoMod(goMod, 'go.mod');
    return { kind: 'ok', value: { hash: commit.value.hash, folder, goMod: parsed } };
  }

  /** A pseudo-version is checked before its commit is believed. */
  async #verifiedFolder(lookup: Lookup, version: string): Promise<GitResult<ModuleFolder>> {
    if (version !== canonicalVersion(version)) {
      const text = `version ${version} is not canonical`;
      return failed({ kind: 'invalidVersion', reason: text }, text);
    }
    if (isPseudoVersion(version)) {
      const checked = await this.stat(lookup, version);
      if (checked.kind !== 'ok') return checked;
    }
    return this.#findFolder(lookup, version);
  }

  async #convert(lookup: Lookup, commit: Commit, wanted: string): Promise<GitResult<CodeVersion>> {
    if (isPseudoVersion(wanted)) {
      const checked = await this.#checkCanonical(lookup, commit, wanted, wanted);
      if (checked.kind !== 'ok') return checked;
      const problem = await checkPseudoVersion(lookup, this, commit, wanted, this.#pathMajor);
      return problem ?? checked;
    }
    const isRetracted = await this.#retracted(lookup);
    const own = this.#versionOfTag(commit.version);
    if (own?.isCanonical) {
      const checked = await this.#checkCanonical(lookup, commit, own.version, wanted);
      if (checked.kind !== 'failed') return checked;
    }
    const choice = await this.#chooseTag(lookup, commit, wanted, isRetracted);
    if (choice.kind !== 'ok') return choice;
    if (choice.value.version !== '') return this.#checkCanonical(lookup, commit, choice.value.version, wanted);
    let base = choice.value.base;
    if (base === '') {
      const isAllowed = (tag: string) => this.#mayPrecede(lookup, commit, wanted, tag, isRetracted);
      const recent = await this.repo.recentTag(lookup, commit.hash, this.tagPrefix, isAllowed);
      if (recent.kind !== 'ok') return recent;
      base = this.#versionOfTag(recent.value)?.version ?? '';
    }
    const pseudo = makePseudoVersion(this.pseudoMajor, base, commit.time, commit.short);
    return this.#checkCanonical(lookup, commit, pseudo, wanted);
  }

  /** The major version that the path demands, such as `v2`; '' for v0 and v1. */
  get pseudoMajor(): string {
    return this.#pathMajor.replace(/^[/.]/, '').replace(/-unstable$/, '');
  }

  /** A tag on the commit that is the wanted version or the best one; or the base of a pseudo-version. */
  async #chooseTag(
    lookup: Lookup,
    commit: Commit,
    wanted: string,
    isRetracted: (version: string) => boolean,
  ): Promise<GitResult<{ version: string; base: string }>> {
    let highest = '';
    let base = '';
    for (const tag of commit.tags) {
      const read = this.#versionOfTag(tag);
      if (read === null) continue;
      const { version, isCanonical } = read;
      if (wanted !== '' && isValid(wanted) && compare(version, wanted) === 0) {
        if (isCanonical) return { kind: 'ok', value: { version, base } };
        base = version;
      }
      if (!isCanonical || (highest !== '' && compare(highest, version) >= 0) || isRetracted(version)) continue;
      const fits = checkPathMajor(version, this.#pathMajor) === null;
      if (fits || (await this.#mayBeIncompatible(lookup, commit, wanted, version))) highest = version;
    }
    return { kind: 'ok', value: { version: highest, base } };
  }

  async #mayPrecede(
    lookup: Lookup,
    commit: Commit,
    wanted: string,
    tag: string,
    isRetracted: (version: string) => boolean,
  ): Promise<boolean> {
    const version = this.#versionOfTag(tag)?.version;
    if (version === undefined) return false;
    const fits = checkPathMajor(version, this.#pathMajor) === null;
    return (fits || (await this.#mayBeIncompatible(lookup, commit, wanted, version))) && !isRetracted(version);
  }

  /** The version in a tag of this module's folder; null for other tags and for what looks like a pseudo-version. */
  #versionOfTag(tag: string): { version: string; isCanonical: boolean } | null {
    if (!tag.startsWith(this.tagPrefix) || isPseudoVersion(tag)) return null;
    const written = tag.slice(this.tagPrefix.length);
    const version = canonical(written);
    if (version === '' || !written.startsWith(version)) return null;
    return { version, isCanonical: version === written };
  }

  /** Whether a v2+ tag may serve a path without suffix: only at the root, and only without a go.mod. */
  async #mayBeIncompatible(lookup: Lookup, commit: Commit, wanted: string, version: string): Promise<boolean> {
    if (this.folder !== '' || this.#pathMajor !== '') return false;
    const root = await this.repo.readFile(lookup, commit.hash, 'go.mod');
    if (root.kind === 'ok' && root.value !== null) return false;
    if (version === '' || wanted.endsWith('+incompatible')) return true;
    const below = await this.repo.readFile(lookup, commit.hash, `${major(version)}/go.mod`);
    return below.kind !== 'ok' || below.value === null;
  }

  /** Whether the commit's files agree with the version and the path, and the version's final form. */
  async #checkCanonical(
    lookup: Lookup,
    commit: Commit,
    version: string,
    wanted: string,
  ): Promise<GitResult<CodeVersion>> {
    const found = await this.#findFolder(lookup, version);
    if (found.kind === 'unknown') return found;
    if (found.kind === 'failed') return { ...this.#invalid(found, version), notExist: true };
    const asWanted = version === wanted.replace(/\+incompatible$/, '') ? wanted : version;
    const base = asWanted.replace(/\+incompatible$/, '');
    let final = asWanted;
    let problem: LookupFailed | null = null;
    if (checkPathMajor(base, this.#pathMajor) !== null) {
      if (await this.#mayBeIncompatible(lookup, commit, wanted, base)) final = `${base}+incompatible`;
      else problem = this.#wrongMajor(base);
    } else if (asWanted.endsWith('+incompatible')) {
      const text = `+incompatible suffix not allowed: major version ${major(asWanted)} is compatible`;
      problem = layoutFailure('incompatible', text);
    }
    if (wanted !== '' && wanted === canonicalVersion(wanted)) {
      const wantedBase = wanted.replace(/\+incompatible$/, '');
      if (wantedBase !== base) {
        const text = `resolves to version ${final} (${wantedBase} is not a tag)`;
        return this.#invalid(layoutFailure('not-a-tag', text), wanted);
      }
    }
    if (problem !== null) return this.#invalid(problem, asWanted);
    return { kind: 'ok', value: { version: final, time: commit.time, commit } };
  }

  #wrongMajor(version: string): LookupFailed {
    if (this.#pathMajor !== '') {
      return layoutFailure('other-major', 'module path includes a major version suffix, so major version must match');
    }
    const wanted = `${this.#pathPrefix}/${major(version)}`;
    const text = `module contains a go.mod file, so module path must match major version (${quote(wanted)})`;
    return { ...layoutFailure('other-major', text), cause: layoutCause('other-major', text, wanted) };
  }

  /** The folder that holds the module at a version, by the go.mod files there (`findDir`). */
  async #findFolder(lookup: Lookup, version: string): Promise<GitResult<ModuleFolder>> {
    const revision = this.toRevision(version);
    const file = joinPath(this.folder, 'go.mod');
    const first = await this.#readGoMod(lookup, revision, file);
    if (first.kind !== 'ok') return first;
    const own = first.value;
    const fits = own !== null && (isMajor(own.path, this.#pathMajor) || this.#mayReplaceGopkg(own.path));
    const below = await this.#majorFolder(lookup, revision, file, fits);
    if (below !== null) return below;
    if (own !== null && fits) return { kind: 'ok', value: { revision, folder: this.folder, goMod: own.bytes } };
    if (own !== null) return this.#refusedGoMod(own.path, file, revision, version);
    const needsNone = this.folder === '' && (this.#pathMajor === '' || this.#pathMajor.startsWith('.'));
    if (needsNone) return { kind: 'ok', value: { revision, folder: '', goMod: null } };
    const both = this.#looksBelow() ? ` and ...${this.#pathMajor}/go.mod` : '';
    return layoutFailure('missing-go-mod', `missing ${this.#pathPrefix}/go.mod${both} at revision ${revision}`);
  }

  #looksBelow(): boolean {
    return this.#pathMajor !== '' && this.#root !== this.path && !this.#pathMajor.startsWith('.');
  }

  /** `sub/v2/go.mod`; null where it decides nothing. */
  async #majorFolder(
    lookup: Lookup,
    revision: string,
    file: string,
    rootFits: boolean,
  ): Promise<GitResult<ModuleFolder> | null> {
    if (!this.#looksBelow()) return null;
    const folder = joinPath(this.folder, this.#pathMajor.slice(1));
    const read = await this.#readGoMod(lookup, revision, `${folder}/go.mod`);
    if (read.kind !== 'ok') return read;
    if (read.value === null) return null;
    const { path, bytes } = read.value;
    const suffix = this.#pathMajor;
    if (isMajor(path, suffix) && rootFits) {
      const text = `${this.#pathPrefix}/${file} and ...${suffix}/go.mod both have ...${suffix} module paths at revision ${revision}`;
      return layoutFailure('both-folders', text);
    }
    if (isMajor(path, suffix)) return { kind: 'ok', value: { revision, folder, goMod: bytes } };
    const where = `${this.#root}/${folder}/go.mod`;
    return path === ''
      ? layoutFailure('no-module-line', `${where} is missing module path at revision ${revision}`)
      : layoutFailure(
          'other-major',
          `${where} has non-...${suffix} module path ${quote(path)} at revision ${revision}`,
        );
  }

  #refusedGoMod(path: string, file: string, revision: string, version: string): LookupFailed {
    const suffix = this.#looksBelow() ? ` (and ...${this.#pathMajor}/go.mod does not exist)` : '';
    const at = `${suffix} at revision ${revision}`;
    if (path === '') return layoutFailure('no-module-line', `${file} is missing module path${at}`);
    const how =
      this.#pathMajor !== ''
        ? `non-...${this.#pathMajor}`
        : splitPathVersion(path) === null
          ? 'malformed'
          : `post-${major(version)}`;
    const text = `${file} has ${how} module path ${quote(path)}${at}`;
    return { ...layoutFailure('other-major', text), cause: layoutCause('other-major', text, path) };
  }

  /** Through a mistake of old, a gopkg.in module may stand behind a path without version. */
  #mayReplaceGopkg(path: string): boolean {
    return this.#pathMajor === '' && path.startsWith('gopkg.in/');
  }

  async #readGoMod(
    lookup: Lookup,
    revision: string,
    file: string,
  ): Promise<GitResult<{ path: string; bytes: Uint8Array } | null>> {
    const read = await this.repo.readFile(lookup, revision, file);
    if (read.kind === 'unknown') return read;
    if (read.kind === 'failed') {
      return { ...read, text: `reading ${this.#root}/${file} at revision ${revision}: ${read.text}` };
    }
    if (read.value === null) return { kind: 'ok', value: null };
    const path = parseGoMod(read.value, file).module?.path ?? '';
    return { kind: 'ok', value: { path, bytes: read.value } };
  }

  /** What the newest release retracts; nothing where that cannot be had. */
  async #retracted(lookup: Lookup): Promise<(version: string) => boolean> {
    const none = () => false;
    const versions = await this.versions(lookup, '');
    if (versions.kind !== 'ok') return none;
    const end = versions.value.findIndex((version) => version.endsWith('+incompatible'));
    const compatible = end < 0 ? versions.value : versions.value.slice(0, end);
    const highest = compatible.findLast((version) => prerelease(version) === '') ?? compatible.at(-1);
    if (highest === undefined) return none;
    const goMod = await this.goMod(lookup, highest);
    if (goMod.kind !== 'ok') return none;
    const { retracts } = parseGoMod(goMod.value, 'go.mod');
    return (version) => retracts.some(({ low, high }) => compare(low, version) <= 0 && compare(version, high) <= 0);
  }

  #invalid(failure: LookupFailed, version: string): LookupFailed {
    return { ...failure, text: invalidVersionText(this.path, version, failure.text, false), isWrapped: true };
  }

  #wrapped<T extends GitResult<never>>(end: T, revision: string | null): T | LookupFailed {
    if (end.kind !== 'failed') return end;
    if (revision !== null) return this.#invalid(end, revision);
    return { ...end, text: versionError(this.path, null, end.text), isWrapped: true };
  }
}

function layoutCause(reason: RepoLayoutReason, message: string, wantedPath: string | null) {
  return { kind: 'repoLayout', reason, message, wantedPath } as const;
}

function layoutFailure(reason: RepoLayoutReason, message: string): LookupFailed {
  return failed(layoutCause(reason, message, null), message);
}

/** Whether a module line fits the major version that the path demands (`isMajor`). */
function isMajor(modulePath: string, pathMajor: string): boolean {
  if (modulePath === '') return false;
  const own = splitPathVersion(modulePath)?.pathMajor;
  if (own === undefined) return false;
  if (pathMajor === '') return ['', 'v0', 'v1'].includes(own.replace(/^[/.]/, '').replace(/-unstable$/, ''));
  return own !== '' && own.slice(1) === pathMajor.slice(1);
}

function joinPath(folder: string, name: string): string {
  return [folder, name].filter((part) => part !== '').join('/');
}

/** A path stands bare in go.mod unless it would not be read back. */
function autoQuote(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : quote(path);
}
