/**
 * Standard base64 with padding, as strictly and as tolerantly as Go's `base64.StdEncoding`: line breaks inside are skipped,
 * unused bits at the end may be set, everything else must be exact. (`Buffer.from(text, 'base64')` alone accepts anything.)
 */
export function decodeBase64(text: string): Buffer | null {
  const plain = text.replace(/[\r\n]/g, '');
  return form.test(plain) ? Buffer.from(plain, 'base64') : null;
}

const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$/;
