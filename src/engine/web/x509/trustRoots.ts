/**
 * The certificates that Go trusts. On Linux and the BSDs it reads files in a fixed order (crypto/x509/root_unix.go):
 * SSL_CERT_FILE, else the first system bundle that exists; and, besides, every file in SSL_CERT_DIR, else in the system's
 * directories. On macOS and Windows the system decides, and those variables mean nothing.
 *
 * The directories are read only when the bundle alone does not lead to trust: they can add trust, never take it away.
 */
import type { Environment } from '../../goenv/environment.ts';
import type { Ports } from '../../ports.ts';
import { type Certificate, parseCertificate } from './certificate.ts';

export interface TrustRoots {
  certificates: readonly Certificate[];
  /** For people, such as `SSL_CERT_FILE=/etc/proxy-ca.pem` or `/etc/ssl/certs/ca-certificates.crt`. */
  source: string;
  /** False where the system's own verifier decides and we can only come close to it, or where no roots can be read. */
  isGos: boolean;
}

/** Two stages: first the bundle, then also the directories. Null where nothing is known about the system's roots. */
export interface TrustStore {
  bundle(): Promise<TrustRoots | null>;
  everything(): Promise<TrustRoots | null>;
}

/** `systemRoots` are PEM texts of the system's store, or null where this Node cannot read it. */
export function createTrustStore(
  ports: Ports,
  environment: Environment,
  systemRoots: () => readonly string[] | null,
): TrustStore {
  if (ports.host.platform === 'darwin' || ports.host.platform === 'win32') {
    const platform = once(async () => platformRoots(systemRoots()));
    return { bundle: platform, everything: platform };
  }
  const setting = (name: string): string => environment.value(name) || (ports.host.env[name] ?? '');
  const bundle = once(() => readBundle(ports, setting('SSL_CERT_FILE')));
  const directories = once(() => readDirectories(ports, setting('SSL_CERT_DIR')));
  return {
    bundle,
    everything: once(async () => joinRoots(await bundle(), await directories())),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function platformRoots(pems: readonly string[] | null): TrustRoots | null {
  if (pems === null) return null;
  return { certificates: unique(pems.flatMap(parsePem)), source: 'system store', isGos: false };
}

const linuxBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const bsdBundles = [
  '/usr/local/etc/ssl/cert.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/share/certs/ca-root-nss.crt',
  '/etc/openssl/certs/ca-certificates.crt',
];
const linuxDirectories = ['/etc/ssl/certs', '/etc/pki/tls/certs'];
const bsdDirectories = ['/etc/ssl/certs', '/usr/local/share/certs', '/etc/openssl/certs'];

const maxFileBytes = 16 * 1024 * 1024;
const maxFiles = 5000;

async function readBundle(ports: Ports, file: string): Promise<TrustRoots> {
  const candidates = file !== '' ? [file] : isLinux(ports) ? linuxBundles : bsdBundles;
  for (const path of candidates) {
    const read = await ports.files.read(path, { maxBytes: maxFileBytes });
    if (read.kind !== 'ok') continue;
    const source = file === '' ? path : `SSL_CERT_FILE=${path}`;
    return { certificates: unique(parsePem(Buffer.from(read.bytes).toString('latin1'))), source, isGos: true };
  }
  return {
    certificates: [],
    source: file === '' ? 'no bundle found' : `SSL_CERT_FILE=${file} (unreadable)`,
    isGos: true,
  };
}

async function readDirectories(ports: Ports, setting: string): Promise<TrustRoots> {
  const directories = setting !== '' ? setting.split(':') : isLinux(ports) ? linuxDirectories : bsdDirectories;
  const certificates: Certificate[] = [];
  for (const directory of directories) certificates.push(...(await readDirectory(ports, directory)));
  return { certificates, source: setting === '' ? directories.join(':') : `SSL_CERT_DIR=${setting}`, isGos: true };
}

async function readDirectory(ports: Ports, directory: string): Promise<Certificate[]> {
  const listed = await ports.files.list(directory);
  if (listed.kind !== 'ok') return [];
  const certificates: Certificate[] = [];
  for (const name of listed.names.slice(0, maxFiles)) {
    const read = await ports.files.read(`${directory}/${name}`, { maxBytes: maxFileBytes });
    if (read.kind === 'ok') certificates.push(...parsePem(Buffer.from(read.bytes).toString('latin1')));
  }
  return certificates;
}

const isLinux = (ports: Ports): boolean => ports.host.platform === 'linux' || ports.host.platform === 'android';

function joinRoots(first: TrustRoots, second: TrustRoots): TrustRoots {
  const certificates = unique([...first.certificates, ...second.certificates]);
  return { certificates, source: `${first.source}, ${second.source}`, isGos: first.isGos };
}

function unique(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.node.fingerprint256, certificate])).values()];
}

const begin = '-----BEGIN CERTIFICATE-----';
const end = '-----END CERTIFICATE-----';

/** The certificates in a PEM text; whatever is broken is skipped, as Go skips it. */
export function parsePem(text: string): Certificate[] {
  const certificates: Certificate[] = [];
  let start = text.indexOf(begin);
  while (start >= 0) {
    const stop = text.indexOf(end, start);
    if (stop < 0) break;
    const certificate = parseCertificate(Buffer.from(text.slice(start + begin.length, stop), 'base64'));
    if (certificate !== null) certificates.push(certificate);
    start = text.indexOf(begin, stop);
  }
  return certificates;
}
