/** Whether a certificate is for the host that was asked: Go's crypto/x509 `VerifyHostname` (RFC 6125). */
import { isIP } from 'node:net';

export interface NamedCertificate {
  dnsNames: readonly string[];
  ips: readonly string[];
}

/** An address matches only addresses, a name only names; the common name is not looked at. */
export function matchesHost(certificate: NamedCertificate, host: string): boolean {
  if (isIP(host) !== 0) return certificate.ips.includes(canonicalAddress(host));
  const wanted = lowerAscii(host);
  return certificate.dnsNames.some((name) =>
    isHostName(withoutDot(wanted), false) && isHostName(name, true)
      ? matchesPattern(name, wanted)
      : lowerAscii(name) === wanted && wanted !== '' && wanted !== '.',
  );
}

/** A wildcard stands for exactly the first label. */
export function matchesPattern(pattern: string, host: string): boolean {
  const labels = lowerAscii(pattern).split('.');
  const wanted = withoutDot(lowerAscii(host)).split('.');
  if (pattern === '' || labels.length !== wanted.length) return false;
  return labels.every((label, index) => (index === 0 && label === '*') || label === wanted[index]);
}

function isHostName(name: string, isPattern: boolean): boolean {
  if (name === '' || name === '*') return false;
  return name.split('.').every((label, index) => {
    if (isPattern && index === 0 && label === '*') return true;
    return /^[a-z0-9_][a-z0-9_-]*$/i.test(label);
  });
}

const withoutDot = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name);

const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The bytes of an address in the form in which Go prints it; IPv4 in IPv6 as IPv4. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return `?${Buffer.from(bytes).toString('hex')}`;
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (isMapped) return bytes.subarray(12).join('.');
  const groups = Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? [];
  return canonicalAddress(groups.join(':'));
}

function canonicalAddress(address: string): string {
  if (isIP(address) === 4) return address;
  const plain = address.split('%', 1)[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  return new URL(`http://[${plain}]`).hostname.slice(1, -1);
}
