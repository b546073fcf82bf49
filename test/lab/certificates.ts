/**
 * Certificate authorities and certificates made on the spot, good ones and ones that are wrong on purpose: Node can read
 * X.509 but not write it. A certificate is a signed list of who (subject), by whom (issuer), until when, whose key and
 * for what (extensions); RFC 5280 section 4.
 */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import {
  bitString,
  boolean,
  der,
  explicit,
  implicit,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  pem,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';

export type ExtendedUsage = 'server' | 'client' | 'any';

export interface CertificateWish {
  /** DNS names of the subjectAltName extension. */
  names?: readonly string[];
  /** IP addresses of the subjectAltName extension. */
  ips?: readonly string[];
  /** Common name of the subject; default: the first name or address, else `leaf`. */
  cn?: string;
  notBefore?: Date;
  notAfter?: Date;
  /** What the basic constraints say; default no authority. Null leaves the extension out. */
  ca?: boolean | null;
  pathLength?: number;
  hash?: 'sha256' | 'sha1';
  /** An RSA key of so many bits instead of ECDSA P-256. */
  keyBits?: number;
  /** Default `server`; null leaves the extension out. */
  eku?: ExtendedUsage | null;
  /** DNS suffixes that an authority may sign for (name constraints, critical). */
  permittedNames?: readonly string[];
  /** Adds an extension that nobody knows, marked critical. */
  unknownCritical?: boolean;
}

export interface Issued {
  /** PKCS #8, PEM. */
  key: string;
  /** PEM: this certificate, then the intermediates up to but without the root. */
  cert: string;
  /** PEM of this certificate alone. */
  leaf: string;
}

export interface Authority {
  /** PEM of the authority's own certificate. */
  readonly pem: string;
  issue(wish: CertificateWish): Issued;
  /** An authority below this one; what it issues carries its certificate in the chain. */
  intermediate(name: string, wish?: CertificateWish): Authority;
}

/** A self-signed root. */
export function createAuthority(name: string, wish: CertificateWish = {}): Authority {
  const keys = makeKeys(wish.keyBits);
  const root = { name, key: keys.privateKey };
  const certificate = writeCertificate(name, keys.publicKey, root, { ca: true, eku: null, ...wish });
  return authorityOf(root, certificate, '');
}

/** A certificate that vouches for itself. */
export function selfSigned(wish: CertificateWish): Issued {
  const keys = makeKeys(wish.keyBits);
  const name = commonName(wish);
  const leaf = writeCertificate(name, keys.publicKey, { name, key: keys.privateKey }, wish);
  return { key: privatePem(keys.privateKey), cert: leaf, leaf };
}

interface Signer {
  name: string;
  key: KeyObject;
}

function authorityOf(signer: Signer, certificate: string, chain: string): Authority {
  const issue = (wish: CertificateWish, keys: { publicKey: KeyObject; privateKey: KeyObject }): Issued => {
    const leaf = writeCertificate(commonName(wish), keys.publicKey, signer, wish);
    return { key: privatePem(keys.privateKey), cert: leaf + chain, leaf };
  };
  return {
    pem: certificate,
    issue: (wish) => issue(wish, makeKeys(wish.keyBits)),
    intermediate: (name, wish = {}) => {
      const keys = makeKeys(wish.keyBits);
      const issued = issue({ ca: true, eku: null, ...wish, cn: name }, keys);
      return authorityOf({ name, key: keys.privateKey }, issued.leaf, issued.leaf + chain);
    },
  };
}

function makeKeys(rsaBits: number | undefined): { publicKey: KeyObject; privateKey: KeyObject } {
  if (rsaBits !== undefined) return generateKeyPairSync('rsa', { modulusLength: rsaBits });
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

const privatePem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const commonName = (wish: CertificateWish): string => wish.cn ?? wish.names?.[0] ?? wish.ips?.[0] ?? 'leaf';

const dayMs = 24 * 3600 * 1000;

function writeCertificate(subject: string, publicKey: KeyObject, signer: Signer, wish: CertificateWish): string {
  const algorithm = signatureAlgorithm(signer.key, wish.hash ?? 'sha256');
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    distinguishedName(signer.name),
    sequence(
      time(wish.notBefore ?? new Date(Date.now() - dayMs)),
      time(wish.notAfter ?? new Date(Date.now() + 30 * dayMs)),
    ),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(publicKey, signer, wish))),
  );
  const signature = sign(wish.hash ?? 'sha256', body, signer.key);
  return pem('CERTIFICATE', sequence(body, algorithm, bitString(signature)));
}

function signatureAlgorithm(key: KeyObject, hash: 'sha256' | 'sha1'): Buffer {
  if (key.asymmetricKeyType === 'rsa') {
    const oid = hash === 'sha1' ? '1.2.840.113549.1.1.5' : '1.2.840.113549.1.1.11';
    return sequence(objectIdentifier(oid), nothing());
  }
  return sequence(objectIdentifier(hash === 'sha1' ? '1.2.840.10045.4.1' : '1.2.840.10045.4.3.2'));
}

const distinguishedName = (name: string): Buffer =>
  sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))));

function extensions(publicKey: KeyObject, signer: Signer, wish: CertificateWish): Buffer[] {
  const isAuthority = wish.ca === true;
  const list = [
    extension('2.5.29.14', false, octetString(keyId(publicKey))),
    extension('2.5.29.35', false, sequence(implicit(0, keyId(createPublicKey(signer.key))))),
    extension('2.5.29.15', true, isAuthority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0xa0]), 5)),
  ];
  if (wish.ca !== null) list.push(basicConstraints(isAuthority, wish.pathLength));
  const usage = wish.eku === undefined ? 'server' : wish.eku;
  if (usage !== null) list.push(extension('2.5.29.37', false, sequence(objectIdentifier(usageIds[usage]))));
  const names = alternativeNames(wish);
  if (names.length > 0) list.push(extension('2.5.29.17', false, sequence(...names)));
  if (wish.permittedNames) list.push(nameConstraints(wish.permittedNames));
  if (wish.unknownCritical) list.push(extension('1.3.6.1.4.1.99999.1', true, nothing()));
  return list;
}

const usageIds: Record<ExtendedUsage, string> = {
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
  any: '2.5.29.37.0',
};

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

function basicConstraints(isAuthority: boolean, pathLength: number | undefined): Buffer {
  const fields: Buffer[] = isAuthority ? [boolean(true)] : [];
  if (pathLength !== undefined) fields.push(integer(Buffer.from([pathLength])));
  return extension('2.5.29.19', true, sequence(...fields));
}

function alternativeNames(wish: CertificateWish): Buffer[] {
  const names = (wish.names ?? []).map((name) => implicit(2, Buffer.from(name)));
  return [...names, ...(wish.ips ?? []).map((ip) => implicit(7, addressBytes(ip)))];
}

function nameConstraints(permitted: readonly string[]): Buffer {
  const trees = permitted.map((name) => sequence(implicit(2, Buffer.from(name))));
  return extension('2.5.29.30', true, sequence(der(0xa0, ...trees)));
}

/** Network order; IPv6 in any spelling that URL understands. */
function addressBytes(ip: string): Buffer {
  if (isIP(ip) === 4) return Buffer.from(ip.split('.').map(Number));
  const [head = '', tail = ''] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16));
  const front = groups(head);
  const back = groups(tail);
  const all = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

const keyId = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
