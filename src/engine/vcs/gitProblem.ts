/**
 * What git's own words mean. They come from git, curl and ssh of any age, and parts of them from a server (`remote: …`);
 * those lines are looked at last. The words are English because git runs with LC_ALL=C.
 */
import type { GitProblem } from './vcsCause.ts';

const patterns: readonly (readonly [GitProblem, RegExp])[] = [
  ['prompts-disabled', /could not read (?:Username|Password) for/i],
  ['bad-credentials', /Authentication failed for|invalid credentials|HTTP Basic: Access denied/i],
  ['proxy-auth', /\b407\b[^\n]{0,60}(?:proxy|CONNECT)|proxy[^\n]{0,60}\b407\b/i],
  ['ssh-host-key', /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No \S+ host key is known/i],
  ['ssh-key', /Permission denied \((?:[\w-]+,?)*\)|Too many authentication failures|no mutual signature/i],
  ['forbidden', /The requested URL returned error: 403/i],
  [
    'not-found',
    /(?:repository|Repository) '?[^\n']{0,300}'? ?not found|The requested URL returned error: (?:404|410)/i,
  ],
  ['not-found', /does not appear to be a git repository|Repository not found/i],
  ['protocol-not-allowed', /transport '[^\n']{0,40}' not allowed|Protocol "[^\n"]{0,40}" (?:not supported|disabled)/i],
  ['protocol-not-allowed', /Unable to find remote helper for/i],
  [
    'tls',
    /server certificate verification failed|SSL certificate problem|schannel: |gnutls_handshake|SSL_connect|TLS connect error/i,
  ],
  ['network', /Could not resolve (?:host|hostname|proxy)|Failed to connect to|Couldn't connect to server/i],
  ['network', /ssh: connect to host|Connection (?:refused|timed out|reset)|Network is unreachable|No route to host/i],
  ['network', /Operation timed out|Empty reply from server|unable to connect to/i],
  ['transfer', /RPC failed|early EOF|unexpected disconnect|index-pack (?:failed|output)|the remote end hung up/i],
  ['transfer', /transfer closed with|bad pack header|pack has bad object|HTTP\/2 stream/i],
];

/** What stopped git, by its standard error. */
export function gitProblemOf(stderr: string): GitProblem {
  const text = stderr.slice(0, 64 * 1024);
  const own = text.replace(/^remote:.*$/gm, '');
  return find(own) ?? find(text) ?? 'other';
}

function find(text: string): GitProblem | null {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The help that go adds below a private repository's error. */
export function gitHelpText(stderr: string): string {
  if (!stderr.includes('fatal: could not read Username')) return '';
  return (
    '\nConfirm the import path was entered correctly.\n' +
    'If this is a private repository, see https://golang.org/doc/faq#git_https for additional information.'
  );
}
