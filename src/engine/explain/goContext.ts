/**
 * Whether a block is about a fetch at all: a program under test, a container tool or npm also says "connection
 * refused". Only what go wraps in its own way counts; bare words count where the text around them speaks of go.
 */
import type { Facts } from './facts.ts';

const protocolUrl = /\/@v\/|\/@latest\b|\?go-get=1|\/lookup\/\S{1,300}@v|\/sumdb\/|golang\.org\/|^file:\/\//;
const goHosts = /\b(?:(?:proxy|sum|index)\.golang\.(?:org|google\.cn)|goproxy\.[a-z.]{2,30}|golang\.org\/toolchain)/;

const wrappers = [
  /[A-Za-z0-9][\w-]{0,60}\.[\w.~/-]{1,250}@[\w.+/-]{1,200}(?:\s{1,3}\([^)\n]{1,200}\))?:\s/,
  /\bmodule\s{1,40}[\w-]{1,60}\.[\w.~/-]{1,250}:\s/,
  /\bverifying\s{1,40}(?:module|go\.mod|\S{1,300}@)/,
  /unrecognized\s{1,40}import\s{1,40}path|cannot\s{1,40}find\s{1,40}module|https?\s{1,40}fetch|cannot\s{1,40}load\s/,
  /(?:^|[\s"])go(?:\s(?:get|install|build|mod|list|run)[^:\n]{0,200})?:\s/,
  /\b(?:git|hg|svn|bzr|fossil)\s[^\n]{1,600}(?:cache|exit)/,
  /(?:^|\s)package\s{1,40}\S{1,200}:\s/,
  /# get https?:|pkg[/\\]mod|terminal\s{1,40}prompts\s{1,40}disabled|go-build|go[/\\]pkg\b|(?:build|module)\s{1,40}cache/,
  /\.go:\d{1,7}:\d{1,6}:\s(?:git|hg|module|cannot find|[\w-]{1,60}\.[\w./~-]{1,200}@)/,
  /(?:require|replace|exclude)\s{1,40}\S{1,200}:\s{1,40}version/,
];

export function isFetch(facts: Facts): boolean {
  if (protocolUrl.test(facts.url) || goHosts.test(facts.head)) return true;
  return wrappers.some((pattern) => pattern.test(facts.head));
}

/** A module at a version, or a URL of the proxy protocol, in go's wrappers: an error of a fetch, even if its cause is not known. */
export function isSurelyFetch(facts: Facts): boolean {
  return protocolUrl.test(facts.url) || (facts.head.includes('@') && moduleAtVersion.test(facts.head));
}

const moduleAtVersion =
  /(?:^|go: |:\d{1,6}: )[A-Za-z0-9][\w-]{0,60}\.[\w.~/-]{1,250}@v?\d[\w.+/-]{0,200}(?:\s{1,3}\([^)\n]{1,200}\))?:\s/m;

const goWords =
  /\bgo(?:\.exe)?\s(?:get|mod|install|build|run|list|work|tool|vet|env)\b|\bgo: |\bGOPROXY\b|\bgopls\b|cache[/\\]vcs/;

/** The text as a whole speaks of the go command. */
export const speaksOfGo = (text: string): boolean => goWords.test(text.slice(0, 20_000));
