/** Signs that a server was asked for something it may not see. The words come from the server. */
import { phrases } from '../phrase.ts';

const loginWords = phrases(
  'terminal prompts disabled',
  'could not read (?:Username|Password)',
  'Authentication failed',
  'Permission denied \\(',
  'Repository not found',
  "repository '[^'\\n]{1,300}' not found",
  'Host key verification failed',
  'HTTP Basic: Access denied',
  'If this is a private repository',
  'no such host',
  'Could not resolve host',
  'unrecognized import path',
  'returned error: 40[134]',
);

export const hasPrivateWords = (words: string): boolean => words !== '' && loginWords.test(words);

const privateEnds = /\.(?:corp|internal|local|localdomain|lan|home|intranet|private|localhost)$/i;
const publicHosts =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org|gopkg\.in|git\.sr\.ht|(?:[\w-]{1,60}\.)*(?:golang\.org|google\.com|k8s\.io|uber\.org|apache\.org|googlesource\.com))$/i;
const publicProxies =
  /^(?:(?:[\w-]{1,60}\.)*golang\.org|goproxy\.(?:cn|io)|mirrors\.aliyun\.com|mirrors(?:\.cloud)?\.tencent\.com|repo\.huaweicloud\.com|goproxy\.baidu\.com|athens\.azurefd\.net|mirrors\.\S{1,100})(?::\d{1,5})?$/i;

/** A path that a public proxy cannot know: its host is no public name, or a Git server of somebody's own. */
export function looksPrivate(module: string, askedHost: string): boolean {
  const host = module.split('/')[0] ?? '';
  if (host === '' || publicHosts.test(host)) return false;
  if (!publicProxies.test(askedHost)) return false;
  return (
    privateEnds.test(host) ||
    /\.git$/.test(module) ||
    /^(?:git|gitlab|gitea|gogs|bitbucket|code|codehub|stash|scm|vcs)\d{0,2}[.-]/i.test(host) ||
    /\.(?:corp|internal|intra)\./i.test(host)
  );
}
