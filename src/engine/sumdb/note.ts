/**
 * Signed notes (golang.org/x/mod/sumdb/note): lines of text, an empty line, and lines of signatures.
 *
 *     go.sum database tree
 *     6629322
 *     MTqwwdgPYOjmJAzWARD9Ayhl9Hhp7oSzzIJyTgLpqR0=
 *
 *     — sum.golang.org Az3grnzYSINTNeolfHtm9Qh7w7XDoWD93SV/KhO7YO8hwllU4yle/1rP2dmnpQH/XotAQk9V3j9Au/TyrZO+9wjbtAk=
 *
 * A signature line is an em dash, the name of the key, and base64 of the key's hash (4 bytes) and the signature. Signed is
 * the text with its last newline. Everything comes from a server or a proxy: a note is refused for whatever is not exactly
 * in this form, and for one bad signature by a known key, however many good ones stand beside it.
 */
import { decodeBase64 } from './base64.ts';
import { decodePlainText } from './utf8.ts';
import { isKeyName, type VerifierKey } from './verifierKey.ts';

export interface NoteSignature {
  name: string;
  /** Of eight hexadecimal digits. */
  hash: string;
  base64: string;
}

export interface Note {
  /** The signed text, with its last newline. */
  text: string;
  /** At least one, each good, each by another key. */
  signatures: NoteSignature[];
  /** By keys that we do not know; they say nothing. */
  unverified: NoteSignature[];
}

export type OpenedNote =
  | { kind: 'ok'; note: Note }
  /** No note at all: a page, an empty or damaged file. */
  | { kind: 'malformed'; message: string }
  /** Signed, but by none of the given keys. */
  | { kind: 'unknownKeys'; message: string; note: Note }
  /** A known key's name stands before a signature that is not its own: altered or forged. */
  | { kind: 'badSignature'; message: string; name: string; hash: string }
  /** Two of the given keys have one name and hash. */
  | { kind: 'ambiguousKey'; message: string };

const maxSignatures = 100;

/** Messages are Go's. */
export function openNote(bytes: Uint8Array, keys: readonly VerifierKey[]): OpenedNote {
  const parsed = parseNote(bytes);
  if (parsed === null) return { kind: 'malformed', message: 'malformed note' };
  const signed = Buffer.from(parsed.text);
  const note: Note = { text: parsed.text, signatures: [], unverified: [] };
  const seen = new Set<string>();
  for (const signature of parsed.signatures.slice(0, maxSignatures)) {
    const id = `${signature.name}+${signature.hash}`;
    const known = keys.filter(({ name, hash }) => name === signature.name && hash === signature.hash);
    const [key] = known;
    if (known.length > 1) return { kind: 'ambiguousKey', message: `ambiguous key ${id}` };
    const line = key === undefined ? `${signature.name} ${signature.base64}` : id;
    if (seen.has(line)) continue;
    seen.add(line);
    if (key === undefined) {
      note.unverified.push(signature);
    } else if (key.isValid(signed, signatureBytes(signature))) {
      note.signatures.push(signature);
    } else {
      return { kind: 'badSignature', message: `invalid signature for key ${id}`, ...idOf(signature) };
    }
  }
  if (parsed.signatures.length > maxSignatures || parsed.isCut) return { kind: 'malformed', message: 'malformed note' };
  if (note.signatures.length > 0) return { kind: 'ok', note };
  return { kind: 'unknownKeys', message: 'note has no verifiable signatures', note };
}

const idOf = ({ name, hash }: NoteSignature) => ({ name, hash });

const signatureBytes = ({ base64 }: NoteSignature) => (decodeBase64(base64) ?? Buffer.alloc(4)).subarray(4);

interface ParsedNote {
  text: string;
  signatures: NoteSignature[];
  /** A line was malformed; the signatures before it are judged first, as Go does. */
  isCut: boolean;
}

function parseNote(bytes: Uint8Array): ParsedNote | null {
  const message = decodePlainText(bytes);
  const split = message?.lastIndexOf('\n\n') ?? -1;
  if (message === null || split < 0) return null;
  const block = message.slice(split + 2);
  if (!block.endsWith('\n')) return null;
  const signatures: NoteSignature[] = [];
  for (const line of block.slice(0, -1).split('\n', maxSignatures + 1)) {
    const signature = parseSignature(line);
    if (signature === null) return { text: message.slice(0, split + 1), signatures, isCut: true };
    signatures.push(signature);
  }
  return { text: message.slice(0, split + 1), signatures, isCut: false };
}

function parseSignature(line: string): NoteSignature | null {
  const space = line.indexOf(' ', 2);
  if (!line.startsWith('— ') || space < 0) return null;
  const name = line.slice(2, space);
  const base64 = line.slice(space + 1);
  const bytes = decodeBase64(base64);
  if (bytes === null || bytes.length < 5 || !isKeyName(name)) return null;
  return { name, hash: bytes.toString('hex', 0, 4), base64 };
}
