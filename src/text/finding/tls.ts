/** Findings about TLS. Names and dates come from the server's certificate. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { type Shown, sentences } from '../shown.ts';
import { affected } from './common.ts';

function rejectedReason(p: Shown): string {
  switch (p['reason']) {
    case 'versionNotSupported':
      return l10n.t('The server does not offer a TLS version that go speaks (1.2 or newer).');
    case 'certificateRequired':
      return l10n.t('The server wants a client certificate, which go cannot send.');
    default:
      return l10n.t('The server ended the handshake.');
  }
}

function invalidReason(p: Shown): string {
  switch (p['reason']) {
    case 'insecureAlgorithm':
      return l10n.t('The certificate is signed with an algorithm that go no longer accepts.');
    case 'incompatibleUsage':
      return l10n.t('The certificate is not meant for servers.');
    case 'nameConstraint':
      return l10n.t('An authority in the chain may not issue certificates for this name.');
    case 'unhandledCriticalExtension':
      return l10n.t('The certificate has a critical extension that go does not know.');
    default:
      return l10n.t('The certificate is damaged.');
  }
}

export const tlsWords = {
  'tls-not-tls': (p, s) => ({
    title: l10n.t('{host} does not speak TLS on the port used for https', s),
    detail: sentences(
      p['reason'] === 'plainHttp'
        ? l10n.t('The URL begins with https, but the port answers with plain HTTP.')
        : l10n.t('The URL begins with https, but the port answers with something that is not TLS.'),
      l10n.t(
        'Either the port is wrong, or "http://" is missing in GOPROXY: go takes an entry without a scheme as https.',
      ),
      affected(p),
    ),
    wouldChange: l10n.t('The same port completes a TLS handshake.'),
  }),
  'tls-expired': (p, s) => ({
    title:
      p['reason'] === 'notYetValid'
        ? l10n.t('The certificate of {host} is not valid yet', s)
        : l10n.t('The certificate of {host} has expired', s),
    detail: sentences(
      l10n.t('It is valid from {notBefore} to {notAfter}; this machine says that it is {now}.', p),
      l10n.t(
        'If that time is wrong, set the clock. If it is right, whoever runs {host} must renew the certificate.',
        p,
      ),
      affected(p),
    ),
    wouldChange: l10n.t('The clock of this machine turns out to be wrong.'),
  }),
  'tls-name-mismatch': (p, s) => ({
    title: l10n.t('The certificate of {host} is for another name', s),
    detail: sentences(
      p['names']
        ? l10n.t('It was asked as {wanted}, but the certificate is for: {names}.', p)
        : l10n.t('It was asked as {wanted}, but the certificate names no host that go accepts.', p),
      p['reason'] === 'legacyCommonName'
        ? l10n.t('The name stands only in the old Common Name field, which go does not read.')
        : '',
      l10n.t('Use a name from the certificate in GOPROXY, or have the certificate issued for this name.'),
      affected(p),
    ),
    wouldChange: l10n.t('The server shows a certificate for this name.'),
  }),
  'tls-unknown-authority': (p, s) => ({
    title: l10n.t('The certificate of {host} comes from an unknown authority', s),
    detail: sentences(
      p['issuer'] ? l10n.t('It was issued by "{issuer}", which this machine does not trust.', p) : '',
      l10n.t('Trusted authorities were read from {trust}.', p),
      l10n.t(
        'Usual reasons: a company that inspects TLS, a private authority, or a server that leaves out an intermediate certificate.',
      ),
      l10n.t('GOINSECURE does not help here: go always checks the certificate of a module proxy.'),
      affected(p),
    ),
    wouldChange: l10n.t('The issuer is among the trusted authorities of this machine.'),
  }),
  'tls-certificate-invalid': (p, s) => ({
    title: l10n.t('go does not accept the certificate of {host}', s),
    detail: sentences(invalidReason(p), l10n.t('Whoever runs {host} must replace the certificate.', p), affected(p)),
    wouldChange: l10n.t('The server shows another certificate.'),
  }),
  'tls-handshake-timeout': (p, s) => ({
    title: l10n.t('The TLS handshake with {host} does not finish', s),
    detail: sentences(
      l10n.t('The connection opens, but no handshake came to an end within {seconds} s. go waits 10 s for it.', p),
      Number(p['oursMs']) < Number(p['gosMs'])
        ? l10n.t('We stopped waiting earlier than go would: the server may only be slow.')
        : '',
      l10n.t('Usual reasons: a firewall that filters by name, or an overloaded server.'),
      affected(p),
    ),
    wouldChange: l10n.t('The handshake succeeds from another network.'),
  }),
  'tls-handshake-rejected': (p, s) => ({
    title: l10n.t('{host} rejects the TLS handshake', s),
    detail: sentences(rejectedReason(p), p['alert'] ? l10n.t('Its alert: {alert}.', p) : '', affected(p)),
    wouldChange: l10n.t('Another client completes the handshake with the same server.'),
  }),
} satisfies Record<string, FindingSpeaker>;
