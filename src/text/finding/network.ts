/** Findings about the way to a server: names, connections, redirects. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { type Shown, sentences } from '../shown.ts';
import { affected } from './common.ts';

function askedServer(p: Shown): string {
  return p['dnsServer'] ? l10n.t('The name server {dnsServer} was asked.', p) : '';
}

function sinceCut(p: Shown): string {
  return Number(p['oursMs']) < Number(p['gosMs'])
    ? l10n.t('We stopped waiting earlier than go would: the server may only be slow.')
    : '';
}

function triedAddresses(p: Shown): string {
  return p['addresses'] ? l10n.t('Addresses tried: {addresses}.', p) : '';
}

export const networkWords = {
  'dns-no-such-host': (p, s) => ({
    title: l10n.t('The name {host} does not exist for this machine', s),
    detail: sentences(
      l10n.t('The resolver says that there is no host {host}, so nothing can be asked of it.', p),
      askedServer(p),
      l10n.t(
        'Usual reasons: a typing error in GOPROXY, a VPN that is off, or a name server that does not know internal names.',
      ),
      affected(p),
    ),
    wouldChange: l10n.t('The name resolves on this machine, for example after the VPN is connected.'),
  }),
  'dns-server-misbehaving': (p, s) => ({
    title: l10n.t('The name server failed when asked for {host}', s),
    detail: sentences(
      l10n.t('The name server answered, but with a failure. This does not say whether {host} exists.', p),
      askedServer(p),
      l10n.t('The fault is in the name service that this machine uses, not in the module.'),
      affected(p),
    ),
    wouldChange: l10n.t('Another name server answers for the same name.'),
  }),
  'dns-timeout': (p, s) => ({
    title: l10n.t('The name server did not answer in time for {host}', s),
    detail: sentences(
      l10n.t('No answer came from the name service. This does not say whether {host} exists.', p),
      askedServer(p),
      l10n.t('Usual reasons: a name server that is down, or a firewall that drops its packets.'),
      affected(p),
    ),
    wouldChange: l10n.t('The same name resolves a minute later, or through another name server.'),
  }),
  'dns-server-unreachable': (p, s) => ({
    title: l10n.t('No name server can be reached to look up {host}', s),
    detail: sentences(
      l10n.t('This machine cannot reach the name server it is set to use: it is offline, or the setting is wrong.'),
      askedServer(p),
      affected(p),
    ),
    wouldChange: l10n.t('Other names resolve on this machine.'),
  }),
  'network-unreachable': (p, s) => ({
    title: l10n.t('There is no way from this machine to {host}', s),
    detail: sentences(
      l10n.t('The system refused the connection to {host} before a packet left: no route, or not permitted.', p),
      triedAddresses(p),
      l10n.t('Usual reasons: no network, a VPN that is off, or an IPv6 address where only IPv4 works.'),
      affected(p),
    ),
    wouldChange: l10n.t('Another program on this machine reaches the same address.'),
  }),
  'tcp-refused': (p, s) => ({
    title: l10n.t('{host} refuses the connection', s),
    detail: sentences(
      l10n.t('Nothing accepts connections on port {port} of {host}: the server is down, or the port is wrong.', p),
      triedAddresses(p),
      affected(p),
    ),
    wouldChange: l10n.t('Another program on this machine connects to the same port.'),
  }),
  'tcp-timeout': (p, s) => ({
    title: l10n.t('{host} does not answer: the connection timed out', s),
    detail: sentences(
      l10n.t('No address of {host} answered the attempt to connect. Usually a firewall drops the packets.', p),
      triedAddresses(p),
      sinceCut(p),
      affected(p),
    ),
    wouldChange: l10n.t('The connection opens from another network.'),
  }),
  'tcp-reset': (p, s) => ({
    title: l10n.t('The connection to {host} was reset', s),
    detail: sentences(
      l10n.t('The other side, or something in between, broke the connection off with a reset.'),
      l10n.t(
        'Usual reasons: a firewall that filters by name, a server that crashed, or a port that speaks another protocol.',
      ),
      affected(p),
    ),
    wouldChange: l10n.t('The same request succeeds from another network.'),
  }),
  'eof-during-response': (p, s) => ({
    title: l10n.t('{host} closed the connection without an answer', s),
    detail: sentences(
      l10n.t('The connection was closed before any answer came; go prints only "EOF".'),
      l10n.t('Usual reasons: a server or load balancer that gave up, or an http URL for a port that speaks TLS.'),
      affected(p),
    ),
    wouldChange: l10n.t('The same request gets an answer a minute later.'),
  }),
  'unexpected-eof-body': (p, s) => ({
    title: l10n.t('The answer of {host} broke off in the middle', s),
    detail: sentences(
      p['received'] && p['announced']
        ? l10n.t('{received} of {announced} bytes arrived; go prints "unexpected EOF".', p)
        : l10n.t('The connection ended before the answer was complete; go prints "unexpected EOF".'),
      l10n.t('Usual reasons: a proxy or gateway with a time or size limit, or an unstable network.'),
      affected(p),
    ),
    wouldChange: l10n.t('The whole file arrives when it is asked for again.'),
  }),
  'http2-stream-error': (p, s) => ({
    title: l10n.t('{host} broke off the HTTP/2 stream', s),
    detail: sentences(
      l10n.t('The server, or something in between, ended the HTTP/2 stream with {h2Code}.', p),
      l10n.t(
        'To see whether HTTP/2 is the reason, run go once with GODEBUG=http2client=0; that is a test, not a repair.',
      ),
      affected(p),
    ),
    wouldChange: l10n.t('The same request succeeds over HTTP/1.1.'),
  }),
  'http-malformed-response': (p, s) => ({
    title: l10n.t('What {host} sent is not a valid HTTP answer', s),
    detail: sentences(
      p['what'] === 'tlsRecord'
        ? l10n.t('The port answers with TLS, but the URL begins with http.')
        : l10n.t('The answer cannot be read as HTTP, so go gives up.'),
      p['firstBytes'] ? l10n.t('It begins with: "{firstBytes}"', p) : '',
      affected(p),
    ),
    wouldChange: l10n.t('Another HTTP client reads the answer without complaint.'),
  }),
  'redirect-insecure': (p, s) => ({
    title: l10n.t('{host} redirects from https to http, which go refuses', s),
    detail: sentences(
      l10n.t('{from} redirects to {to}. go never follows a redirect from https to http.', p),
      affected(p),
    ),
    wouldChange: l10n.t('The server redirects to an https URL.'),
  }),
  'redirect-loop': (p, s) => ({
    title: l10n.t('{host} redirects without end', s),
    detail: sentences(l10n.t('go stops after 10 redirects. The last one went from {from} to {to}.', p), affected(p)),
    wouldChange: l10n.t('A request for the same URL ends at a page that does not redirect.'),
  }),
  'redirect-invalid': (p, s) => ({
    title: l10n.t('{host} redirects to nowhere', s),
    detail: sentences(
      l10n.t('{from} answers with a redirect whose target is missing or cannot be read.', p),
      affected(p),
    ),
    wouldChange: l10n.t('The redirect names a valid URL.'),
  }),
} satisfies Record<string, FindingSpeaker>;
