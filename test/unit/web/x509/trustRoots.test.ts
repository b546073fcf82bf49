import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Ports } from '../../../../src/engine/ports.ts';
import { createTrustStore } from '../../../../src/engine/web/x509/trustRoots.ts';
import { createAuthority } from '../../../lab/certificates.ts';
import { fakeEnvironment, fakePorts } from '../fixture.ts';

const a = createAuthority('A').pem;
const b = createAuthority('B').pem;

function portsWith(files: Record<string, string>, platform = 'linux'): Ports & { read: string[] } {
  const ports = fakePorts();
  const read: string[] = [];
  return {
    ...ports,
    read,
    host: { ...ports.host, platform },
    files: {
      ...ports.files,
      read: async (path) => {
        read.push(path);
        const text = files[path];
        return text === undefined ? { kind: 'notExist' } : { kind: 'ok', bytes: Buffer.from(text) };
      },
      list: async (directory) => {
        const names = Object.keys(files).filter((path) => path.startsWith(`${directory}/`));
        return { kind: 'ok', names: names.map((path) => path.slice(directory.length + 1)) };
      },
    },
  };
}

const subjects = (roots: { certificates: readonly { subject: string }[] } | null): string[] | undefined =>
  roots?.certificates.map(({ subject }) => subject).sort();

describe('the roots that Go trusts', () => {
  it('are the first bundle of the system that exists', async () => {
    const ports = portsWith({ '/etc/ssl/ca-bundle.pem': a, '/etc/ssl/cert.pem': b });
    const bundle = await createTrustStore(ports, fakeEnvironment({}), () => null).bundle();
    assert.deepEqual(subjects(bundle), ['CN=A']);
    assert.equal(bundle?.source, '/etc/ssl/ca-bundle.pem');
  });

  it('are SSL_CERT_FILE instead, also where it cannot be read', async () => {
    const ports = portsWith({
      '/etc/ssl/cert.pem': a,
      '/my.pem': `junk\n${b}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    });
    const mine = await createTrustStore(ports, fakeEnvironment({ SSL_CERT_FILE: '/my.pem' }), () => null).bundle();
    assert.deepEqual(subjects(mine), ['CN=B']);
    const none = await createTrustStore(ports, fakeEnvironment({ SSL_CERT_FILE: '/none' }), () => null).bundle();
    assert.deepEqual(subjects(none), []);
  });

  it('are the files in SSL_CERT_DIR besides, read only when they are needed', async () => {
    const ports = portsWith({ '/etc/ssl/cert.pem': a, '/x/1.pem': b, '/y/2.pem': a });
    const store = createTrustStore(ports, fakeEnvironment({ SSL_CERT_DIR: '/x:/y' }), () => null);
    await store.bundle();
    assert(!ports.read.includes('/x/1.pem'));
    assert.deepEqual(subjects(await store.everything()), ['CN=A', 'CN=B']);
  });

  it('are the store of the system on macOS and Windows, whatever the variables say', async () => {
    for (const platform of ['darwin', 'win32']) {
      const ports = portsWith({ '/my.pem': b }, platform);
      const roots = await createTrustStore(ports, fakeEnvironment({ SSL_CERT_FILE: '/my.pem' }), () => [a]).bundle();
      assert.deepEqual(subjects(roots), ['CN=A']);
      assert.equal(roots?.isGos, false);
    }
    assert.equal(await createTrustStore(portsWith({}, 'darwin'), fakeEnvironment({}), () => null).bundle(), null);
  });
});
