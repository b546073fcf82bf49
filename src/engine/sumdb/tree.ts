/**
 * Tree heads: what the checksum database signs (golang.org/x/mod/sumdb/tlog, FormatTree and ParseTree).
 *
 *     go.sum database tree
 *     SIZE
 *     BASE64 OF THE TREE'S HASH
 *
 * Further lines are signed by the server and are not in the log, so nothing may ever be read from them (CVE-2026-56864).
 * A head has no time. Two good heads of one size with different hashes prove by themselves that the server lies.
 */
import { type Hash, maxTreeSize, parseHash } from './merkle.ts';

export interface TreeHead {
  size: number;
  hash: Hash;
}

export type ParsedTree =
  | { kind: 'ok'; tree: TreeHead }
  | { kind: 'malformed'; message: string }
  /** A size that Go takes and we cannot count exactly. */
  | { kind: 'tooLarge'; size: string };

const firstLine = 'go.sum database tree';
const maxBytes = 1_000_000;
const malformed: ParsedTree = { kind: 'malformed', message: 'malformed tree note' };

/** `text` is that of an opened note. */
export function parseTree(text: string): ParsedTree {
  if (Buffer.byteLength(text) > maxBytes) return malformed;
  const [first, size = '', base64 = '', rest] = text.split('\n', 4);
  if (first !== firstLine || rest === undefined || !/^(?:0|[1-9][0-9]{0,18})$/.test(size)) return malformed;
  const hash = parseHash(base64);
  if (hash === null || BigInt(size) >= 2n ** 63n) return malformed;
  return Number(size) <= maxTreeSize ? { kind: 'ok', tree: { size: Number(size), hash } } : { kind: 'tooLarge', size };
}

export function formatTree(tree: TreeHead): string {
  return `${firstLine}\n${tree.size}\n${tree.hash.toString('base64')}\n`;
}
