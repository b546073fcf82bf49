/** The beginning of a body as text for people; null where it is no text. */
import { excerptBytes } from './limits.ts';
import type { Redactor } from './redact.ts';

export interface Excerpt {
  text: string | null;
  isTruncated: boolean;
}

/** `head` may be a little longer than the excerpt: a secret across the cut is removed before cutting. */
export function excerptOf(head: Uint8Array, sizeBytes: number, redactor: Redactor): Excerpt {
  if (sizeBytes === 0) return { text: null, isTruncated: false };
  const text = new TextDecoder().decode(head);
  if (isBinary(text)) return { text: null, isTruncated: true };
  const clean = redactor.text(text).replace(/[\p{Cc}\p{Cf}]/gu, (char) => (/[\n\r\t]/.test(char) ? char : '\ufffd'));
  return { text: clean.slice(0, excerptBytes), isTruncated: sizeBytes > excerptBytes };
}

function isBinary(text: string): boolean {
  return text.includes('\0') || text.split('\ufffd').length - 1 > text.length / 10;
}

/** An error page may repeat what it was sent; only its words matter, so they are redacted. */
export function scrubBody(bytes: Uint8Array, redactor: Redactor): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const clean = redactor.text(text);
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
}
