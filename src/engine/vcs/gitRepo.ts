/**
 * One remote git repository through a throw-away bare clone, asked as go asks it: `ls-remote` first, then a shallow fetch
 * of the one reference that is needed, and all branches and tags only where that does not do. Only `HEAD`, branches and
 * tags are ever looked at, so that a commit which only a pull request holds does not count as part of the project.
 * Source: cmd/go/internal/modfetch/codehost/git.go.
 */
import type { Step } from '../../protocol/report.ts';
import type { UnknownReason } from '../modfetch/attempt.ts';
import type { TempDirectory } from '../ports.ts';
import { compare } from '../semver.ts';
import { redactUrl } from '../web/redact.ts';
import { type CommandEnd, fetchTimeoutMs, type Git, listTimeoutMs } from './git.ts';
import { gitHelpText, gitProblemOf } from './gitProblem.ts';
import { type Commit, isHashPrefix, parseRefs, type Refs, type Resolved, readLog, resolveRevision } from './gitRefs.ts';
import { failed, type Lookup, type LookupEnd, type LookupFailed } from './lookup.ts';

export type GitResult<T> = { kind: 'ok'; value: T } | LookupEnd;

export class GitRepo {
  /** Redacted. */
  readonly shownUrl: string;
  readonly #git: Git;
  readonly #directory: TempDirectory;
  readonly #url: string;
  readonly #gosDirectory: string;
  readonly #stats = new Map<string, Promise<GitResult<Commit>>>();
  #refs: Promise<GitResult<Refs>> | null = null;
  #refsStep: Step | null = null;
  #ready: Promise<LookupEnd | null> | null = null;
  #everything: Promise<LookupEnd | null> | null = null;
  #archives = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(git: Git, directory: TempDirectory, url: string, gosDirectory: string) {
    this.#git = git;
    this.#directory = directory;
    this.#url = url;
    this.#gosDirectory = gosDirectory;
    this.shownUrl = redactUrl(url);
  }

  get path(): string {
    return this.#directory.path;
  }

  /** Makes the clone, without fetching anything. Null where it is there. */
  ready(lookup: Lookup): Promise<LookupEnd | null> {
    this.#ready ??= this.#init(lookup);
    return this.#ready;
  }

  /** Branches, tags and HEAD of the remote; annotated tags by their commit. */
  refs(lookup: Lookup): Promise<GitResult<Refs>> {
    const isKnown = this.#refs !== null;
    this.#refs ??= this.#listRefs(lookup);
    if (isKnown) this.#tellKnownRefs(lookup);
    return this.#refs;
  }

  async tags(lookup: Lookup, prefix: string): Promise<GitResult<string[]>> {
    const refs = await this.refs(lookup);
    if (refs.kind !== 'ok') return refs;
    const names = [...refs.value.keys()].flatMap((ref) => (ref.startsWith('refs/tags/') ? [ref.slice(10)] : []));
    return { kind: 'ok', value: names.filter((name) => name.startsWith(prefix)).sort() };
  }

  /** The commit that a tag, a branch, HEAD or a hash of at least seven digits names. */
  stat(lookup: Lookup, revision: string): Promise<GitResult<Commit>> {
    const known = this.#stats.get(revision);
    if (known !== undefined) return known;
    const asked = this.#stat(lookup, revision);
    this.#stats.set(revision, asked);
    return asked;
  }

  async latest(lookup: Lookup): Promise<GitResult<Commit>> {
    const refs = await this.refs(lookup);
    if (refs.kind !== 'ok') return refs;
    const head = refs.value.get('HEAD');
    if (head !== undefined) return this.stat(lookup, head);
    return failed({ kind: 'noMatchingVersions', query: 'latest' }, 'no commits', {
      step: this.#refsStep,
      notExist: true,
    });
  }

  /** A file of a commit; null where there is none. */
  async readFile(lookup: Lookup, revision: string, file: string): Promise<GitResult<Uint8Array | null>> {
    const commit = await this.stat(lookup, revision);
    if (commit.kind !== 'ok') return commit;
    const argv = ['git', 'cat-file', '--end-of-options', 'blob', `${commit.value.hash}:${file}`] as const;
    const end = await this.#local(lookup, argv);
    if (end.kind === 'unknown') return unknown(end.reason);
    return { kind: 'ok', value: end.kind === 'exited' && end.exit === 0 ? end.stdout : null };
  }

  /** The highest tag with this prefix before a commit that `isAllowed`, or ''. */
  async recentTag(
    lookup: Lookup,
    revision: string,
    prefix: string,
    isAllowed: (tag: string) => Promise<boolean>,
  ): Promise<GitResult<string>> {
    const commit = await this.stat(lookup, revision);
    if (commit.kind !== 'ok') return commit;
    const near = await this.#mergedTag(lookup, commit.value.hash, prefix, isAllowed);
    if (near.kind !== 'ok' || near.value !== '') return near;
    const tags = await this.tags(lookup, `${prefix}v`);
    if (tags.kind !== 'ok') return tags;
    if (tags.value.length === 0) return { kind: 'ok', value: '' };
    const all = await this.fetchEverything(lookup);
    return all ?? this.#mergedTag(lookup, commit.value.hash, prefix, isAllowed);
  }

  async #mergedTag(
    lookup: Lookup,
    hash: string,
    prefix: string,
    isAllowed: (tag: string) => Promise<boolean>,
  ): Promise<GitResult<string>> {
    const argv = ['git', 'for-each-ref', '--format=%(refname)', `--merged=${hash}`] as const;
    const end = await this.#local(lookup, argv);
    if (end.kind === 'unknown') return unknown(end.reason);
    if (end.kind === 'missing' || end.exit !== 0) return { kind: 'ok', value: '' };
    let highest = '';
    for (const line of new TextDecoder().decode(end.stdout).split('\n')) {
      const ref = line.trim();
      if (!ref.startsWith(`refs/tags/${prefix}`)) continue;
      const tag = ref.slice('refs/tags/'.length);
      if (!(await isAllowed(tag))) continue;
      const version = tag.slice(prefix.length);
      if (highest === '' || compare(version, highest) > 0) highest = version;
    }
    return { kind: 'ok', value: highest === '' ? '' : prefix + highest };
  }

  /** Whether a tag is on the way to a commit; false as well where either is not there. */
  async descendsFrom(lookup: Lookup, hash: string, tag: string): Promise<GitResult<boolean>> {
    const near = await this.#isAncestor(lookup, hash, tag);
    if (near.kind !== 'ok' || near.value) return near;
    // A shallow history knows too little.
    const all = await this.fetchEverything(lookup);
    return all ?? this.#isAncestor(lookup, hash, tag);
  }

  async #isAncestor(lookup: Lookup, hash: string, tag: string): Promise<GitResult<boolean>> {
    const end = await this.#local(lookup, ['git', 'merge-base', '--is-ancestor', '--', tag, hash]);
    if (end.kind === 'unknown') return unknown(end.reason);
    return { kind: 'ok', value: end.kind === 'exited' && end.exit === 0 };
  }

  /** These parts of a commit (all without any) as a zip with the folder `prefix/`; null where they are not in it. */
  async archive(lookup: Lookup, hash: string, parts: readonly string[]): Promise<GitResult<string | null>> {
    await this.#directory.write('info/attributes', Buffer.from('\n* -export-subst -export-ignore\n'));
    const name = `${hash}-${this.#archives++}.zip`;
    await this.#directory.write(`archive/${name}`, new Uint8Array(0));
    const file = `${this.path}/archive/${name}`;
    const options = ['-c', 'core.autocrlf=input', '-c', 'core.eol=lf'];
    const to = ['--format=zip', '--prefix=prefix/', '-o', file];
    const argv: [string, ...string[]] = ['git', ...options, 'archive', ...to, '--end-of-options', hash, ...parts];
    const shown = [
      'git',
      ...options,
      'archive',
      '--format=zip',
      '--prefix=prefix/',
      '--end-of-options',
      ...argv.slice(11),
    ];
    const params = { url: this.shownUrl, command: shown.join(' ') };
    const step = lookup.story.add('vcs', 'vcs-archive', params, { result: 'unknown' });
    const end = await this.#enqueue(lookup, { argv, step, timeoutMs: fetchTimeoutMs });
    if (end.kind === 'unknown') return unknown(end.reason);
    step.result = end.kind === 'exited' && end.exit === 0 ? 'ok' : 'failed';
    if (end.kind === 'exited' && end.exit === 0) return { kind: 'ok', value: file };
    if (end.kind === 'exited' && end.stderr.includes('did not match any files')) return { kind: 'ok', value: null };
    return this.#runError(shown, end, step);
  }

  async #init(lookup: Lookup): Promise<LookupEnd | null> {
    const refs = await this.refs(lookup);
    if (refs.kind === 'unknown') return refs;
    const version = await this.#git.version(lookup.signal);
    if (version === null) return gitMissing(lookup, this.#gosDirectory, this.#refsStep);
    const hash = refs.kind === 'ok' ? ([...refs.value.values()][0] ?? '') : '';
    const format =
      hash.length === 64 ? ['--object-format=sha256'] : isAtLeast229(version) ? ['--object-format=sha1'] : [];
    for (const argv of [
      ['git', 'init', '--bare', ...format],
      ['git', 'remote', 'add', 'origin', '--', this.#url],
    ] as [string, ...string[]][]) {
      const end = await this.#local(lookup, argv);
      if (end.kind === 'unknown') return unknown(end.reason);
      if (end.kind === 'missing' || end.exit !== 0) return this.#runError(argv, end, this.#refsStep);
    }
    return null;
  }

  async #listRefs(lookup: Lookup): Promise<GitResult<Refs>> {
    const argv = ['git', 'ls-remote', '-q', '--end-of-options', this.#url] as const;
    const params = { url: this.shownUrl, command: shownCommand(argv) };
    const step = lookup.story.add('vcs', 'vcs-list-refs', params, { result: 'unknown' });
    this.#refsStep = step;
    const startMs = lookup.story.nowMs();
    const end = await this.#enqueue(lookup, { argv, step, timeoutMs: listTimeoutMs });
    step.ms = lookup.story.nowMs() - startMs;
    if (end.kind === 'unknown') return unknown(end.reason);
    step.result = end.kind === 'exited' && end.exit === 0 ? 'ok' : 'failed';
    if (end.kind === 'missing' || end.exit !== 0) return this.#runError(gosListCommand(argv, lookup), end, step);
    const refs = parseRefs(new TextDecoder().decode(end.stdout));
    step.params = { ...params, refs: refs.size };
    return { kind: 'ok', value: refs };
  }

  /** Another module of the same repository: the story names the command that was run for all. */
  #tellKnownRefs({ story }: Lookup): void {
    const first = this.#refsStep;
    if (first === null || story.steps.some((step) => step.code === first.code && step.params['url'] === this.shownUrl))
      return;
    const step = story.add('vcs', 'vcs-list-refs', first.params, { result: first.result });
    step.processes.push(...first.processes);
  }

  async #stat(lookup: Lookup, revision: string): Promise<GitResult<Commit>> {
    const broken = await this.ready(lookup);
    if (broken !== null) return broken;
    const isHash = isHashPrefix(revision);
    if (isHash) {
      const local = await this.#statLocal(lookup, revision, revision);
      if (local.kind === 'ok' || local.kind === 'unknown') return local;
    }
    const refs = await this.refs(lookup);
    if (refs.kind !== 'ok') return refs;
    const found = resolveRevision(refs.value, revision);
    if (found === 'ambiguous') return this.#unknownRevision(lookup, revision, `ambiguous revision ${revision}`);
    if (found === null) return this.#unknownRevision(lookup, revision);
    if (!isHash && found.hash !== '') {
      const local = await this.#statLocal(lookup, found.revision, found.hash);
      if (local.kind !== 'failed') return local;
    }
    return this.#fetchAndStat(lookup, found);
  }

  async #fetchAndStat(lookup: Lookup, { revision, ref, hash }: Resolved): Promise<GitResult<Commit>> {
    if (ref !== '' && hash !== '' && this.#everything === null) {
      const isHead = ref === 'HEAD';
      const refspec = isHead ? `${hash}:refs/dummy` : `${ref}:${ref}`;
      const depth = ['fetch', '-f', '--depth=1', '--end-of-options', 'origin', refspec];
      const shallow = await this.#fetch(lookup, ['git', '-c', 'protocol.version=2', ...depth], refspec);
      if (shallow === null) return this.#statLocal(lookup, revision, isHead ? hash : ref);
      if (shallow.kind === 'unknown') return shallow;
    }
    // Whatever went wrong: everything is fetched, in the hope that it is in there.
    const all = await this.fetchEverything(lookup);
    return all ?? this.#statLocal(lookup, revision, revision);
  }

  /** All branches and tags with their history, once. Null where they are there. */
  fetchEverything(lookup: Lookup): Promise<LookupEnd | null> {
    this.#everything ??= this.#fetchAll(lookup);
    return this.#everything;
  }

  async #fetchAll(lookup: Lookup): Promise<LookupEnd | null> {
    const refspecs = ['refs/heads/*:refs/heads/*', 'refs/tags/*:refs/tags/*'];
    const argv: [string, ...string[]] = ['git', 'fetch', '-f', '--end-of-options', 'origin', ...refspecs];
    const wide = await this.#fetch(lookup, argv, refspecs.join(' '));
    if (wide !== null) return wide;
    const isShallow = await this.#local(lookup, ['git', 'rev-parse', '--is-shallow-repository']);
    if (isShallow.kind === 'unknown') return unknown(isShallow.reason);
    if (isShallow.kind === 'missing' || new TextDecoder().decode(isShallow.stdout).trim() !== 'true') return null;
    return this.#fetch(lookup, ['git', 'fetch', '--unshallow', '-f', '--end-of-options', 'origin'], '--unshallow');
  }

  async #fetch(lookup: Lookup, argv: [string, ...string[]], ref: string): Promise<LookupEnd | null> {
    const params = { url: this.shownUrl, command: shownCommand(argv), ref };
    const step = lookup.story.add('vcs', 'vcs-fetch', params, { result: 'unknown' });
    const startMs = lookup.story.nowMs();
    const end = await this.#enqueue(lookup, { argv, step, timeoutMs: fetchTimeoutMs });
    step.ms = lookup.story.nowMs() - startMs;
    if (end.kind === 'unknown') return unknown(end.reason);
    step.result = end.kind === 'exited' && end.exit === 0 ? 'ok' : 'failed';
    return step.result === 'ok' ? null : this.#runError(argv, end, step);
  }

  async #statLocal(lookup: Lookup, version: string, revision: string): Promise<GitResult<Commit>> {
    const format = '--format=format:%H %ct %D';
    const log = ['log', '--no-decorate', '-n1', format, '--end-of-options', revision, '--'];
    const end = await this.#local(lookup, ['git', '-c', 'log.showsignature=false', ...log]);
    if (end.kind === 'unknown') return unknown(end.reason);
    if (end.kind === 'missing' || end.exit !== 0) return this.#unknownRevision(lookup, revision);
    const refs = await this.refs(lookup);
    const commit = readLog(new TextDecoder().decode(end.stdout), version, refs.kind === 'ok' ? refs.value : new Map());
    return commit === null ? this.#unknownRevision(lookup, revision) : { kind: 'ok', value: commit };
  }

  async #unknownRevision(lookup: Lookup, revision: string, words?: string): Promise<LookupFailed> {
    const tags = await this.tags(lookup, '');
    const near = tags.kind === 'ok' ? tags.value.filter((tag) => /(?:^|\/)v\d/.test(tag)).slice(-2000) : [];
    const isTag = /(?:^|\/)v\d+\.\d+\.\d+/.test(revision);
    const cause = { kind: 'unknownRevision', revision, url: this.shownUrl, tags: near, isTag } as const;
    return failed(cause, words ?? `unknown revision ${revision}`, {
      notExist: words === undefined,
      step: this.#refsStep,
    });
  }

  /** A command that asks nobody; it is not part of the story. */
  #local(lookup: Lookup, argv: readonly [string, ...string[]]): Promise<CommandEnd> {
    return this.#enqueue(lookup, { argv, step: null, timeoutMs: listTimeoutMs });
  }

  /** One command at a time in this folder, as go's lock has it. */
  #enqueue(
    lookup: Lookup,
    request: { argv: readonly [string, ...string[]]; step: Step | null; timeoutMs: number },
  ): Promise<CommandEnd> {
    const run = this.#queue.then(() => this.#git.run({ ...request, directory: this.path }, lookup.signal));
    this.#queue = run.catch(() => {});
    return run;
  }

  /** go's report of a program that failed: command, folder, exit status and what it printed. */
  #runError(argv: readonly string[], end: Exclude<CommandEnd, { kind: 'unknown' }>, step: Step | null): LookupFailed {
    const head = `${shownCommand(argv)} in ${this.#gosDirectory}: `;
    if (end.kind === 'missing') {
      const words = `${head}exec: "git": executable file not found in $PATH`;
      return failed({ kind: 'vcsMissing', vcs: 'git' }, words, { step });
    }
    const stderr = end.stderr.replaceAll(this.path, this.#gosDirectory);
    const printed = stderr === '' ? '' : `:\n\t${stderr.replaceAll('\n', '\n\t')}`;
    const text = `${head}exit status ${end.exit}${printed}${gitHelpText(stderr)}`;
    const cause = {
      kind: 'git',
      problem: gitProblemOf(stderr),
      url: this.shownUrl,
      host: hostOf(this.#url),
      stderr: stderr.slice(0, 4096),
      process: end.process,
    } as const;
    return failed(cause, text.slice(0, 8192), { step, exact: !/after \d+ ms/.test(stderr) });
  }
}

const unknown = (reason: UnknownReason): LookupEnd => ({ kind: 'unknown', reason, failure: null });

const shownCommand = (argv: readonly string[]): string =>
  argv.map((word) => (word.includes('://') ? redactUrl(word) : word)).join(' ');

/** Go 1.24 made the clone first and then listed `origin`. */
function gosListCommand(argv: readonly string[], { environment }: Lookup): readonly string[] {
  return /^1\.24(?:\D|$)/.test(environment.release) ? ['git', 'ls-remote', '-q', 'origin'] : argv;
}

function gitMissing({ environment }: Lookup, directory: string, step: Step | null): LookupFailed {
  const notFound = 'exec: "git": executable file not found in $PATH';
  const text = /^1\.2[45](?:\D|$)/.test(environment.release)
    ? `git init --bare in ${directory}: ${notFound}`
    : `unable to resolve git version: failed to execute git version: ${notFound}`;
  return failed({ kind: 'vcsMissing', vcs: 'git' }, text, { step });
}

function isAtLeast229(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 29);
}

function hostOf(url: string): string {
  return /^[^/]*\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url)?.[1] ?? '';
}
