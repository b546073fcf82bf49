/**
 * Go's verdict on a certificate chain: crypto/x509 `Certificate.Verify` in its order. First the leaf itself (critical
 * extensions, time), then the host name, then a chain to a trusted root, then what the chain is for. Node's verdict is
 * another one: it accepts a bare common name, refuses a trusted leaf, and has one code for three different faults.
 *
 * The other side controls the chain: Go's limit of 100 signature checks bounds the search.
 */
import { isIP } from 'node:net';
import { quote } from '../../strconv.ts';
import type { TlsReason } from '../netFailure.ts';
import type { Certificate } from './certificate.ts';
import { matchesHost, matchesPattern } from './hostName.ts';

export interface ChainQuestion {
  /** As received, leaf first. */
  chain: readonly Certificate[];
  roots: readonly Certificate[];
  host: string;
  now: Date;
}

export type ChainVerdict = { kind: 'trusted' } | ChainRejection;

export interface ChainRejection {
  kind: 'rejected';
  reason: TlsReason;
  /** The certificate that is at fault. */
  certificate: Certificate | null;
  hint: string | null;
}

const trusted: ChainVerdict = { kind: 'trusted' };

export function verifyChain(question: ChainQuestion): ChainVerdict {
  const [leaf, ...intermediates] = question.chain;
  if (leaf === undefined) return rejected('malformedCertificate', null, 'no certificates');
  const flaw = checkCertificate(leaf, 'leaf', [], question.now);
  if (flaw !== null) return rejected(flaw.reason, leaf, null);
  if (!matchesHost(leaf, question.host)) return rejected(hostReason(leaf, question.host), leaf, null);
  if (question.roots.some((root) => Buffer.compare(root.raw, leaf.raw) === 0)) return checkPurpose([[leaf]]);
  const search = new ChainSearch(question, intermediates);
  const found = search.from(leaf, [leaf]);
  return 'kind' in found ? found : checkPurpose(found);
}

function rejected(reason: TlsReason, certificate: Certificate | null, hint: string | null): ChainRejection {
  return { kind: 'rejected', reason, certificate, hint };
}

function hostReason(leaf: Certificate, host: string): TlsReason {
  if (leaf.alternativeNames === null && matchesPattern(leaf.commonName, host)) return 'legacyCommonName';
  if (isIP(host) !== 0) return leaf.ips.length === 0 ? 'noIpSans' : 'nameMismatch';
  return leaf.dnsNames.length === 0 ? 'noNames' : 'nameMismatch';
}

type Role = 'leaf' | 'intermediate' | 'root';

interface Flaw {
  reason: TlsReason;
  /** Go's words. */
  words: string;
}

/** `Certificate.isValid`. The leaf's flaws end the verdict, an authority's become the hint of an unknown authority. */
function checkCertificate(certificate: Certificate, role: Role, chain: readonly Certificate[], now: Date): Flaw | null {
  if (certificate.hasUnhandledCritical) {
    return { reason: 'unhandledCriticalExtension', words: 'x509: unhandled critical extension' };
  }
  const time = checkTime(certificate, now);
  if (time !== null) return time;
  const constraints = certificate.basicConstraints;
  if (role === 'intermediate' && constraints?.isAuthority !== true) {
    const words = 'x509: certificate is not authorized to sign other certificates';
    return { reason: 'notAuthorizedToSign', words };
  }
  const limit = constraints?.isAuthority === true ? constraints.maxPathLength : null;
  if (limit !== null && chain.length - 1 > limit) {
    return { reason: 'notAuthorizedToSign', words: 'x509: too many intermediates for path length constraint' };
  }
  return null;
}

function checkTime(certificate: Certificate, now: Date): Flaw | null {
  const words = 'x509: certificate has expired or is not yet valid: current time';
  if (now < certificate.notBefore) {
    return { reason: 'notYetValid', words: `${words} ${rfc3339(now)} is before ${rfc3339(certificate.notBefore)}` };
  }
  if (now > certificate.notAfter) {
    return { reason: 'expired', words: `${words} ${rfc3339(now)} is after ${rfc3339(certificate.notAfter)}` };
  }
  return null;
}

/** Whole seconds in UTC. */
export function rfc3339(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

const maxSignatureChecks = 100;

/** `Certificate.buildChains`: every way from the leaf to a root, depth first, roots before intermediates. */
class ChainSearch {
  readonly #question: ChainQuestion;
  readonly #intermediates: readonly Certificate[];
  #checks = 0;

  constructor(question: ChainQuestion, intermediates: readonly Certificate[]) {
    this.#question = question;
    this.#intermediates = intermediates;
  }

  /**
   * Without a chain, the fault of the last authority that was tried counts (an expired one); a signature that does not
   * do is only the hint of an unknown authority, and of those the first counts.
   */
  from(certificate: Certificate, chain: readonly Certificate[]): Certificate[][] | ChainRejection {
    const chains: Certificate[][] = [];
    let fault: ChainRejection | null = null;
    let hint: Hint | null = null;
    for (const { role, candidate } of this.#parents(certificate)) {
      if (++this.#checks > maxSignatureChecks) break;
      if (isInChain(candidate, chain)) continue;
      const unsigned = checkSignature(certificate, candidate);
      if (unsigned !== null) {
        hint ??= { flaw: unsigned, candidate };
        continue;
      }
      const longer = this.#follow(candidate, role, chain);
      fault = 'kind' in longer ? longer : null;
      if (!('kind' in longer)) chains.push(...longer);
    }
    return chains.length > 0 ? chains : (fault ?? unknownAuthority(certificate, hint));
  }

  #follow(candidate: Certificate, role: Role, chain: readonly Certificate[]): Certificate[][] | ChainRejection {
    const flaw = checkCertificate(candidate, role, chain, this.#question.now);
    if (flaw !== null) return rejected(flaw.reason, candidate, flaw.words.replace(/^x509: /, ''));
    const longer = [...chain, candidate];
    return role === 'root' ? [longer] : this.from(candidate, longer);
  }

  #parents(certificate: Certificate): { role: Role; candidate: Certificate }[] {
    const named = (pool: readonly Certificate[], role: Role): { role: Role; candidate: Certificate }[] =>
      pool
        .filter((candidate) => candidate.rawSubject === certificate.rawIssuer)
        .sort((a, b) => keyIdRank(a, certificate) - keyIdRank(b, certificate))
        .map((candidate) => ({ role, candidate }));
    return [...named(this.#question.roots, 'root'), ...named(this.#intermediates, 'intermediate')];
  }
}

interface Hint {
  flaw: Flaw;
  candidate: Certificate;
}

function unknownAuthority(certificate: Certificate, hint: Hint | null): ChainRejection {
  if (hint === null) return rejected('unknownAuthority', certificate, null);
  const { flaw, candidate } = hint;
  const words = `possibly because of ${quote(flaw.words)} while trying to verify candidate authority certificate ${quote(candidate.shownName)}`;
  return rejected(flaw.reason, certificate, words);
}

/** A parent whose key id matches is tried first, one without an id second. */
function keyIdRank(parent: Certificate, child: Certificate): number {
  if (parent.subjectKeyId === child.authorityKeyId) return 0;
  return (parent.subjectKeyId === '') !== (child.authorityKeyId === '') ? 1 : 2;
}

function isInChain(candidate: Certificate, chain: readonly Certificate[]): boolean {
  return chain.some(
    (member) =>
      member.rawSubject === candidate.rawSubject &&
      member.rawPublicKey === candidate.rawPublicKey &&
      member.alternativeNames === candidate.alternativeNames,
  );
}

/** `Certificate.CheckSignatureFrom`. */
function checkSignature(child: Certificate, parent: Certificate): Flaw | null {
  const constraints = parent.basicConstraints;
  const isNoAuthority = constraints === null ? parent.version === 3 : !constraints.isAuthority;
  if (isNoAuthority || parent.mayVerifySignatures === false) {
    const words = 'x509: invalid signature: parent certificate cannot sign this kind of certificate';
    return { reason: 'notAuthorizedToSign', words };
  }
  const { name, verdict } = child.signatureAlgorithm;
  if (verdict === 'insecure') {
    return { reason: 'insecureAlgorithm', words: `x509: cannot verify signature: insecure algorithm ${name}` };
  }
  if (verdict === 'unknown') {
    return { reason: 'unknownAuthority', words: 'x509: cannot verify signature: algorithm unimplemented' };
  }
  return isSignedBy(child, parent) ? null : { reason: 'unknownAuthority', words: signatureWords(parent) };
}

function isSignedBy(child: Certificate, parent: Certificate): boolean {
  try {
    return child.node.verify(parent.node.publicKey);
  } catch {
    return false;
  }
}

function signatureWords(parent: Certificate): string {
  return parent.node.publicKey.asymmetricKeyType === 'rsa'
    ? 'crypto/rsa: verification error'
    : 'x509: ECDSA verification failure';
}

const serverUsage = '1.3.6.1.5.5.7.3.1';
const anyUsage = '2.5.29.37.0';

/** Of all chains that lead to a root one must be for servers and allowed to speak for every name in the leaf. */
function checkPurpose(chains: readonly (readonly Certificate[])[]): ChainVerdict {
  let constraint: string | null = null;
  for (const chain of chains) {
    if (!isForServers(chain)) continue;
    const broken = brokenNameConstraint(chain);
    if (broken === null) return trusted;
    constraint ??= broken;
  }
  const leaf = chains[0]?.[0] ?? null;
  if (constraint !== null) return rejected('nameConstraint', leaf, constraint);
  return rejected('incompatibleUsage', leaf, null);
}

function isForServers(chain: readonly Certificate[]): boolean {
  return chain.every(
    ({ extendedUsages }) =>
      extendedUsages.length === 0 || extendedUsages.includes(serverUsage) || extendedUsages.includes(anyUsage),
  );
}

function brokenNameConstraint(chain: readonly Certificate[]): string | null {
  const names = chain[0]?.dnsNames ?? [];
  for (const { nameConstraints } of chain.slice(1)) {
    if (nameConstraints === null) continue;
    const { permittedDns, excludedDns } = nameConstraints;
    for (const name of names) {
      const excluded = excludedDns.find((domain) => isBelow(name, domain));
      if (excluded !== undefined) return `DNS name ${quote(name)} is excluded by constraint ${quote(excluded)}`;
      const isPermitted = permittedDns.length === 0 || permittedDns.some((domain) => isBelow(name, domain));
      if (!isPermitted) return `DNS name ${quote(name)} is not permitted by any constraint`;
    }
  }
  return null;
}

/** A leading period asks for at least one more label. */
function isBelow(name: string, domain: string): boolean {
  const wanted = domain.toLowerCase();
  const actual = name.toLowerCase();
  if (wanted === '') return true;
  if (wanted.startsWith('.')) return actual.endsWith(wanted);
  return actual === wanted || actual.endsWith(`.${wanted}`);
}
