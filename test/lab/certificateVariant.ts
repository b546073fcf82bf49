/** The certificates of lab servers: one good, the others wrong in one way each. */
import { type Authority, type CertificateWish, createAuthority, type Issued, selfSigned } from './certificates.ts';
import type { CertificateVariant } from './serverScript.ts';

const dayMs = 24 * 3600 * 1000;

export function issueVariant(authority: Authority, variant: CertificateVariant, host: string): Issued {
  const wish = wishFor(variant, host);
  if (variant === 'unknown-authority') return createAuthority('Fault Lab Stranger').issue(wish);
  if (variant === 'self-signed') return selfSigned(wish);
  if (variant === 'missing-intermediate') {
    const issued = authority.intermediate('Fault Lab Intermediate').issue(wish);
    return { ...issued, cert: issued.leaf };
  }
  if (variant === 'name-constraint') {
    const limited = authority.intermediate('Fault Lab Limited', { permittedNames: ['corp.example.com'] });
    return limited.issue(wish);
  }
  return authority.issue(wish);
}

function wishFor(variant: CertificateVariant, host: string): CertificateWish {
  const good: CertificateWish = { names: ['localhost', 'v.lab.test'], ips: ['127.0.0.1'], cn: 'Fault Lab' };
  const now = Date.now();
  if (variant === 'expired')
    return { ...good, notBefore: new Date(now - 60 * dayMs), notAfter: new Date(now - 30 * dayMs) };
  if (variant === 'not-yet-valid') {
    return { ...good, notBefore: new Date(now + 30 * dayMs), notAfter: new Date(now + 60 * dayMs) };
  }
  if (variant === 'wrong-name') return { names: ['proxy.example.com'], ips: ['192.0.2.1'], cn: 'Fault Lab' };
  if (variant === 'no-ip-san') return { names: ['localhost'], cn: 'Fault Lab' };
  if (variant === 'cn-only') return { cn: host };
  if (variant === 'client-only') return { ...good, eku: 'client' };
  return good;
}
