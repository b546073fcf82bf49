/**
 * One X.509 certificate as Go's crypto/x509 sees it (RFC 5280, section 4): who it names, who signed it, until when, and
 * what its extensions allow. Node parses certificates too, but does not show the extensions that Go's verdict needs.
 */
import { X509Certificate } from 'node:crypto';
import { type DerValue, derChildren, derObjectIdentifier, derText, derTime, readDer } from './der.ts';
import { addressText } from './hostName.ts';

export interface Certificate {
  raw: Uint8Array;
  /** For signatures and the fingerprint. */
  node: X509Certificate;
  version: number;
  /** Encoded names, as hex: Go compares names byte by byte. */
  rawSubject: string;
  rawIssuer: string;
  rawPublicKey: string;
  subject: string;
  issuer: string;
  /** What Go calls the certificate in a hint: common name, else organization, else the serial number. */
  shownName: string;
  commonName: string;
  notBefore: Date;
  notAfter: Date;
  signatureAlgorithm: SignatureAlgorithm;
  /** Hex of the subjectAltName extension, or null. */
  alternativeNames: string | null;
  dnsNames: string[];
  ips: string[];
  basicConstraints: { isAuthority: boolean; maxPathLength: number | null } | null;
  /** Bit 5 is keyCertSign; null where the extension is absent. */
  mayVerifySignatures: boolean | null;
  /** Object identifiers; empty where anything goes. */
  extendedUsages: string[];
  subjectKeyId: string;
  authorityKeyId: string;
  nameConstraints: NameConstraints | null;
  hasUnhandledCritical: boolean;
}

export interface SignatureAlgorithm {
  /** Go's name, such as `SHA1-RSA`. */
  name: string;
  verdict: 'ok' | 'insecure' | 'unknown';
}

export interface NameConstraints {
  permittedDns: string[];
  excludedDns: string[];
}

/** Null where the bytes are no certificate. */
export function parseCertificate(raw: Uint8Array): Certificate | null {
  const node = readByNode(raw);
  const [tbs, algorithm] = derChildren(readDer(raw));
  if (node === null || tbs === undefined || algorithm === undefined) return null;
  const fields = derChildren(tbs);
  const versioned = fields[0]?.tag === 0xa0;
  const [serial, , issuer, validity, subject, publicKey, ...rest] = versioned ? fields.slice(1) : fields;
  const [notBefore, notAfter] = derChildren(validity).map((time) => derTime(time));
  if (!issuer || !subject || !publicKey || !serial || !notBefore || !notAfter) return null;
  return {
    raw,
    node,
    version: versioned ? (derChildren(fields[0])[0]?.content.at(-1) ?? 0) + 1 : 1,
    rawSubject: hex(subject.raw),
    rawIssuer: hex(issuer.raw),
    rawPublicKey: hex(publicKey.raw),
    subject: nameText(subject),
    issuer: nameText(issuer),
    shownName:
      nameField(subject, commonNameId) ||
      nameField(subject, organizationId) ||
      `serial:${BigInt(`0x${hex(serial.content) || '0'}`)}`,
    commonName: nameField(subject, commonNameId),
    notBefore,
    notAfter,
    signatureAlgorithm: signatureAlgorithm(derObjectIdentifier(derChildren(algorithm)[0])),
    ...readExtensions(rest.find((field) => field.tag === 0xa3)),
  };
}

function readByNode(raw: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(raw);
  } catch {
    return null;
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const commonNameId = '2.5.4.3';
const organizationId = '2.5.4.10';

const attributeNames: Readonly<Record<string, string>> = {
  [commonNameId]: 'CN',
  [organizationId]: 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
};

function nameAttributes(name: DerValue): { id: string; text: string }[] {
  return derChildren(name)
    .flatMap((group) => derChildren(group))
    .map((attribute) => {
      const [id, value] = derChildren(attribute);
      return { id: derObjectIdentifier(id), text: derText(value) };
    });
}

function nameField(name: DerValue, id: string): string {
  return nameAttributes(name).find((attribute) => attribute.id === id)?.text ?? '';
}

/** `CN=Root, O=Example`; bounded, because the other side writes it. */
function nameText(name: DerValue): string {
  const parts = nameAttributes(name).map(({ id, text }) => `${attributeNames[id] ?? id}=${text}`);
  return parts
    .reverse()
    .join(', ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 300);
}

const signatureAlgorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.4': { name: 'MD5-RSA', verdict: 'insecure' },
  '1.2.840.113549.1.1.5': { name: 'SHA1-RSA', verdict: 'insecure' },
  '1.3.14.3.2.29': { name: 'SHA1-RSA', verdict: 'insecure' },
  '1.2.840.10045.4.1': { name: 'ECDSA-SHA1', verdict: 'insecure' },
  '1.2.840.113549.1.1.11': { name: 'SHA256-RSA', verdict: 'ok' },
  '1.2.840.113549.1.1.12': { name: 'SHA384-RSA', verdict: 'ok' },
  '1.2.840.113549.1.1.13': { name: 'SHA512-RSA', verdict: 'ok' },
  '1.2.840.113549.1.1.10': { name: 'SHA256-RSAPSS', verdict: 'ok' },
  '1.2.840.10045.4.3.2': { name: 'ECDSA-SHA256', verdict: 'ok' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA-SHA384', verdict: 'ok' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA-SHA512', verdict: 'ok' },
  '1.3.101.112': { name: 'Ed25519', verdict: 'ok' },
};

function signatureAlgorithm(id: string): SignatureAlgorithm {
  return signatureAlgorithms[id] ?? { name: id, verdict: 'unknown' };
}

type Extensions = Pick<
  Certificate,
  | 'alternativeNames'
  | 'dnsNames'
  | 'ips'
  | 'basicConstraints'
  | 'mayVerifySignatures'
  | 'extendedUsages'
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'nameConstraints'
  | 'hasUnhandledCritical'
>;

/** Extensions that Go reads or knowingly ignores; any other that is critical makes a certificate unusable. */
const handled = new Set([
  ...[14, 15, 17, 19, 30, 31, 32, 33, 35, 36, 37, 54].map((arc) => `2.5.29.${arc}`),
  '1.3.6.1.5.5.7.1.1',
]);

function readExtensions(field: DerValue | undefined): Extensions {
  const values = new Map<string, DerValue | null>();
  let hasUnhandledCritical = false;
  for (const extension of derChildren(derChildren(field)[0])) {
    const [id, ...rest] = derChildren(extension);
    const oid = derObjectIdentifier(id);
    const isCritical = rest.length > 1 && rest[0]?.tag === 0x01 && rest[0].content[0] !== 0;
    if (isCritical && !handled.has(oid)) hasUnhandledCritical = true;
    values.set(oid, readDer(rest.at(-1)?.content ?? new Uint8Array()));
  }
  const names = values.get('2.5.29.17');
  return {
    ...readNames(names),
    alternativeNames: names ? hex(names.raw) : null,
    basicConstraints: readBasicConstraints(values.get('2.5.29.19')),
    mayVerifySignatures: readKeyUsage(values.get('2.5.29.15')),
    extendedUsages: derChildren(values.get('2.5.29.37')).map((usage) => derObjectIdentifier(usage)),
    subjectKeyId: hex(values.get('2.5.29.14')?.content ?? new Uint8Array()),
    authorityKeyId: hex(
      derChildren(values.get('2.5.29.35')).find((part) => part.tag === 0x80)?.content ?? new Uint8Array(),
    ),
    nameConstraints: readNameConstraints(values.get('2.5.29.30')),
    hasUnhandledCritical,
  };
}

function readNames(value: DerValue | null | undefined): { dnsNames: string[]; ips: string[] } {
  const names = derChildren(value);
  return {
    dnsNames: names.filter((name) => name.tag === 0x82).map((name) => derText(name)),
    ips: names.filter((name) => name.tag === 0x87).map((name) => addressText(name.content)),
  };
}

function readBasicConstraints(value: DerValue | null | undefined): Certificate['basicConstraints'] {
  if (!value) return null;
  const fields = derChildren(value);
  const length = fields.find((field) => field.tag === 0x02)?.content;
  const isAuthority = fields[0]?.tag === 0x01 && fields[0].content[0] !== 0;
  return {
    isAuthority,
    maxPathLength: length === undefined ? null : length.reduce((sum, byte) => sum * 256 + byte, 0),
  };
}

function readKeyUsage(value: DerValue | null | undefined): boolean | null {
  if (!value) return null;
  return ((value.content[1] ?? 0) & 0x04) !== 0;
}

function readNameConstraints(value: DerValue | null | undefined): NameConstraints | null {
  if (!value) return null;
  const trees = derChildren(value);
  const dns = (tag: number): string[] =>
    derChildren(trees.find((tree) => tree.tag === tag))
      .flatMap((subtree) => derChildren(subtree).slice(0, 1))
      .filter((name) => name.tag === 0x82)
      .map((name) => derText(name));
  return { permittedDns: dns(0xa0), excludedDns: dns(0xa1) };
}
