import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseCertificate } from '../../../../src/engine/web/x509/certificate.ts';
import { parsePem } from '../../../../src/engine/web/x509/trustRoots.ts';
import { verifyChain } from '../../../../src/engine/web/x509/verifyChain.ts';
import { type Authority, createAuthority, type Issued } from '../../../lab/certificates.ts';

const root = createAuthority('Root');

function verdict(issued: Issued, trusted: Authority = root): string {
  const found = verifyChain({
    chain: parsePem(issued.cert),
    roots: parsePem(trusted.pem),
    host: 'a.test',
    now: new Date(),
  });
  return found.kind === 'trusted' ? 'trusted' : `${found.reason}: ${found.hint ?? ''}`;
}

describe('the verdict on a chain', () => {
  it('follows intermediates in any order', () => {
    const issued = root
      .intermediate('A')
      .intermediate('B')
      .issue({ names: ['a.test'] });
    assert.equal(verdict(issued), 'trusted');
    const [leaf = '', ...rest] = issued.cert.split(/(?<=-----END CERTIFICATE-----\n)/);
    assert.equal(verdict({ ...issued, cert: [leaf, ...rest.reverse()].join('') }), 'trusted');
  });

  it('says why what signed is no authority', () => {
    const issued = root.intermediate('Sub', { ca: false }).issue({ names: ['a.test'] });
    assert.equal(
      verdict(issued),
      'notAuthorizedToSign: possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "Sub"',
    );
  });

  it('does not mistake a root of the same name for the right one', () => {
    const issued = createAuthority('Root').issue({ names: ['a.test'] });
    assert.equal(
      verdict(issued),
      'unknownAuthority: possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "Root"',
    );
  });

  it('counts intermediates against the limit of an authority', () => {
    const limited = root.intermediate('Limited', { pathLength: 0 });
    assert.equal(verdict(limited.issue({ names: ['a.test'] })), 'trusted');
    assert.equal(
      verdict(limited.intermediate('Below').issue({ names: ['a.test'] })),
      'notAuthorizedToSign: too many intermediates for path length constraint',
    );
  });

  it('ends for authorities that vouch for each other in circles', () => {
    const many = Array.from({ length: 40 }, () => createAuthority('Loop').pem).join('');
    const issued = createAuthority('Loop').issue({ names: ['a.test'] });
    assert.match(verdict({ ...issued, cert: issued.cert + many }), /^unknownAuthority/);
  });
});

describe('reading a certificate', () => {
  it('never fails on bytes that are none, or cut, or changed', () => {
    const raw = Buffer.from(parsePem(root.issue({ names: ['a.test'], ips: ['::1'] }).leaf)[0]?.raw ?? []);
    for (let length = 0; length < raw.length; length += 7)
      assert.equal(parseCertificate(raw.subarray(0, length)), null);
    for (let index = 0; index < raw.length; index++) {
      const changed = Buffer.from(raw);
      changed[index] = (changed[index] ?? 0) ^ 0xff;
      const parsed = parseCertificate(changed);
      if (parsed !== null) verifyChain({ chain: [parsed], roots: [parsed], host: 'a.test', now: new Date() });
    }
  });
});
