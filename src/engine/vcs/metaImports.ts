/**
 * The `<meta name="go-import" content="PREFIX VCS URL [SUBDIRECTORY]">` tags of a discovery page, as cmd/go reads them:
 * in the head only, three fields (four since Go 1.25), everything else is passed over without a word.
 * Sources: cmd/go/internal/vcs/{discovery,vcs}.go (`parseMetaGoImports`, `matchGoImport`). A server writes the page.
 */
import { hasPathPrefix } from './pathPrefix.ts';
import { readXmlTags, type XmlTag } from './xmlTokens.ts';

export interface MetaImport {
  prefix: string;
  vcs: string;
  repoRoot: string;
  /** '' where none is given. */
  subdirectory: string;
}

export interface MetaPage {
  /** In go's order: those of vcs `mod` first. */
  imports: readonly MetaImport[];
  /** What ended the reader, or null; go ignores it where a tag was found before. */
  error: string | null;
  /** go-import tags that go passes over because of the number of their fields, as written. */
  ignored: readonly string[];
}

/** Our bound on what a page can make us keep; a page with more tags is cut there. */
const maxImports = 1000;

/** `allowsSubdirectory`: since Go 1.25. */
export function parseMetaImports(bytes: Uint8Array, allowsSubdirectory: boolean): MetaPage {
  const found: MetaImport[] = [];
  const ignored: string[] = [];
  const end = readXmlTags(bytes, (tag) => {
    const name = tag.name.toLowerCase();
    if (name === (tag.kind === 'start' ? 'body' : 'head')) return false;
    if (tag.kind === 'end' || name !== 'meta' || attribute(tag, 'name') !== 'go-import') return true;
    const content = attribute(tag, 'content');
    const read = readContent(content, allowsSubdirectory);
    if (read !== null) found.push(read);
    else if (ignored.length < 10) ignored.push(content.slice(0, 200));
    return found.length < maxImports;
  });
  const error = end.kind === 'error' && found.length === 0 ? end.message : null;
  return { imports: modFirst(found), error, ignored };
}

/** Attribute names do not differ by case; the first one counts. */
function attribute(tag: XmlTag, name: string): string {
  return tag.attributes.find((one) => one.name.toLowerCase() === name)?.value ?? '';
}

function readContent(content: string, allowsSubdirectory: boolean): MetaImport | null {
  const fields = content.split(/[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/);
  const [prefix = '', vcs = '', repoRoot = '', subdirectory = '', ...rest] = fields.filter((field) => field !== '');
  if (repoRoot === '' || rest.length > 0 || (subdirectory !== '' && !allowsSubdirectory)) return null;
  return { prefix, vcs, repoRoot, subdirectory };
}

/** A module server wins over a repository for the same prefix. */
function modFirst(imports: readonly MetaImport[]): MetaImport[] {
  const servers = imports.filter(({ vcs }) => vcs === 'mod');
  const served = new Set(servers.map(({ prefix }) => prefix));
  return [...servers, ...imports.filter(({ vcs, prefix }) => vcs !== 'mod' && !served.has(prefix))];
}

export type MetaMatch =
  | { kind: 'ok'; chosen: MetaImport }
  | { kind: 'none'; discarded: readonly string[] }
  | { kind: 'several' };

/** The one tag whose prefix is the path or leads to it by whole elements. */
export function matchMetaImport(imports: readonly MetaImport[], path: string): MetaMatch {
  const matching = imports.filter(({ prefix }) => hasPathPrefix(path, prefix));
  const [first, second] = matching;
  if (first === undefined) return { kind: 'none', discarded: imports.map(({ prefix }) => prefix) };
  if (second === undefined || (first.vcs === 'mod' && second.vcs !== 'mod')) return { kind: 'ok', chosen: first };
  return { kind: 'several' };
}
