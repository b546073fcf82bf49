/**
 * The zip of a version made from its commit, as go makes it: an archive of the module's folder, then the rules of
 * golang.org/x/mod/zip. Its hash can be compared with go.sum and with what proxies serve. The bytes of the zip are not
 * made: the hash does not depend on them. Source: `Zip` in cmd/go/internal/modfetch/coderepo.go.
 */
import type { RandomAccessFile } from '../ports.ts';
import { failed, type Lookup, type LookupEnd } from '../vcs/lookup.ts';
import { checkZipRules, unzipError } from '../zip/checkZip.ts';
import { type ModuleZip, openModuleZip } from '../zip/moduleZip.ts';
import { selectModuleFiles } from '../zip/selectFiles.ts';
import type { Failed, Unknown } from './attempt.ts';
import { endOf, type Origin } from './directRepo.ts';
import type { Session } from './session.ts';

/** Files of a module that go would zip, still in an archive of our own. The caller closes `file`. */
export interface MadeZip {
  zip: ModuleZip;
  file: RandomAccessFile;
}

export async function makeZip(
  session: Session,
  origin: Origin & { kind: 'code' },
  version: string,
): Promise<{ kind: 'ok'; made: MadeZip } | Failed | Unknown> {
  const lookup: Lookup = { ...origin.lookup, story: session.story, signal: session.signal };
  const { code } = origin;
  const found = await code.folderOf(lookup, version);
  if (found.kind !== 'ok') return endOf(found, 'zip');
  const { hash, folder, goMod } = found.value;
  const takesRootLicense = await needsRootLicense(lookup, origin, hash, folder);
  if (typeof takesRootLicense !== 'boolean') return endOf(takesRootLicense, 'zip');
  const archive = await code.repo.archive(
    lookup,
    hash,
    folder === '' ? [] : takesRootLicense ? [folder, 'LICENSE'] : [folder],
  );
  if (archive.kind !== 'ok') return endOf(archive, 'zip');
  if (archive.value === null) {
    const text = 'file does not exist';
    return endOf(failed({ kind: 'goFailure', code: 'no-folder', message: text }, text, { notExist: true }), 'zip');
  }
  const opened = await session.context.ports.files.openRandom(archive.value);
  if (opened.kind !== 'ok') return { kind: 'unknown', reason: 'our-machine-failed', failure: null };
  const read = await openModuleZip(opened.file);
  if (read.kind !== 'ok') {
    opened.file.close();
    return { kind: 'unknown', reason: 'our-limit', failure: null };
  }
  const goVersion = goMod?.go?.version ?? '';
  const zip = selectModuleFiles(read.zip, { folder, path: code.path, version, goVersion, takesRootLicense });
  const refused = refuse(zip, code.path, version);
  if (refused === null) return { kind: 'ok', made: { zip, file: opened.file } };
  opened.file.close();
  return endOf(refused, 'zip');
}

/** A module in a folder without LICENSE gets the repository's. */
async function needsRootLicense(
  lookup: Lookup,
  { code }: Origin & { kind: 'code' },
  hash: string,
  folder: string,
): Promise<boolean | LookupEnd> {
  if (folder === '') return false;
  const own = await code.repo.readFile(lookup, hash, `${folder}/LICENSE`);
  if (own.kind !== 'ok') return own;
  if (own.value !== null) return false;
  const root = await code.repo.readFile(lookup, hash, 'LICENSE');
  return root.kind === 'ok' ? root.value !== null : root;
}

/** What go has against these files when it makes the zip. */
function refuse(zip: ModuleZip, path: string, version: string): LookupEnd | null {
  const problems = checkZipRules({ ...zip, sizeBytes: 0 }, path, version);
  const prefix = `${path}@${version}/`;
  const named = problems.map((problem) => ({ ...problem, file: problem.file.slice(prefix.length) }));
  const text = unzipError(named);
  const [first] = named;
  if (text === null || first === undefined) return null;
  const { rule, file, message } = first;
  return failed({ kind: 'zipRule', rule, file, message }, `create zip: ${text}`);
}
