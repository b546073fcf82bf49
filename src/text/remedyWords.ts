/** The words of a remedy: what to do, what comes of it, and what to mind. */
import * as l10n from '@vscode/l10n';
import type { RemedyCode } from '../engine/diagnose/remedyCode.ts';
import type { Remedy } from '../protocol/report.ts';
import { type Shown, sentences, shown } from './shown.ts';

export interface RemedyWords {
  title: string;
  effect: string;
  caution: string | null;
}

type RemedySpeaker = (p: Shown) => { title: string; effect: string; caution?: string | null };

const settingSpeakers = {
  'goproxy-use-pipe': (p) => ({
    title: l10n.t('Set GOPROXY={value}', p),
    effect: l10n.t('After any failure of {entry}, go asks the next entry: {next}.', p),
    caution: l10n.t('A proxy that refuses on purpose is then gone round too, for every module.'),
  }),
  'goproxy-drop-entry': (p) => ({
    title: l10n.t('Set GOPROXY={value}', p),
    effect: l10n.t('go no longer asks {entry}.', p),
    caution: l10n.t('Modules that only this proxy has are then not found.'),
  }),
  'goproxy-use-default': (p) => ({
    title: l10n.t('Set GOPROXY={value}', p),
    effect: l10n.t('go asks the public proxy, then the origin: its own default.'),
    caution: l10n.t('The names of modules that GOPRIVATE does not cover are sent to proxy.golang.org.'),
  }),
  'goproxy-fix-entry': (p) => ({
    title: l10n.t('Set GOPROXY={value}', p),
    effect: l10n.t('"{from}" becomes "{to}", which go understands.', p),
  }),
  'goproxy-use-http': (p) => ({
    title: l10n.t('Set GOPROXY={value}', p),
    effect: l10n.t('go speaks plain HTTP to this proxy.'),
    caution: l10n.t(
      'Nothing is encrypted, so others on the way can read and change it. go.sum and the checksum database still check what arrives.',
    ),
  }),
  'goproxy-use-https': (p) => ({
    title: l10n.t('Set GOPROXY={value}', p),
    effect: l10n.t('go speaks TLS to this proxy.'),
  }),
  'goprivate-add': (p) => ({
    title: l10n.t('Add {pattern} to GOPRIVATE', p),
    effect: l10n.t(
      'go fetches matching modules from their origin and asks no proxy and no checksum database about them.',
    ),
    caution: l10n.t('You then need access to the origin, and only go.sum protects these modules.'),
  }),
  'goprivate-set': (p) => ({
    title: l10n.t('Set GOPRIVATE={pattern}', p),
    effect: l10n.t(
      'go fetches matching modules from their origin and asks no proxy and no checksum database about them.',
    ),
    caution: l10n.t('If GOPRIVATE has a value already, put the pattern behind it, after a comma.'),
  }),
  'setting-set': (p) => ({
    title: l10n.t('Set {name}={value}', p),
    effect: l10n.t('The new value counts from the next go command on.'),
  }),
  'govcs-allow': (p) => ({
    title: l10n.t('Let go use {vcs} for {root}', p),
    effect: l10n.t('go may start this program for this repository.'),
    caution: l10n.t('Programs other than git and hg were not made for hostile servers; allow them for what you trust.'),
  }),
  'setting-unset': (p) => ({
    title: l10n.t("Remove {name} from go's settings file", p),
    effect: l10n.t("The value from go's installation, or go's default, counts again."),
  }),
} satisfies Partial<Record<RemedyCode, RemedySpeaker>>;

const actSpeakers = {
  'trust-company-ca': (p) => ({
    title: p['issuer']
      ? l10n.t('Trust the authority "{issuer}" on this machine', p)
      : l10n.t('Trust the authority on this machine'),
    effect: l10n.t('go accepts certificates of this authority. git and containers have their own lists.'),
    caution: l10n.t(
      'Only with a certificate that your administrator gave you: whoever owns the authority can read your traffic.',
    ),
  }),
  'check-clock': () => ({
    title: l10n.t('Look at the clock of this machine'),
    effect: l10n.t('Shows the time that certificates are judged by.'),
  }),
  'check-dns': (p) => ({
    title: l10n.t('Look up {host} by hand', p),
    effect: l10n.t('Shows which name server is asked and what it says.'),
  }),
  'check-connection': (p) => ({
    title: l10n.t('Ask for {url} with curl', p),
    effect: l10n.t('If curl fails in the same way, neither go nor this program is the reason.'),
  }),
  'use-ssh': (p) => ({
    title: l10n.t('Let git use ssh in place of https for {host}', p),
    effect: l10n.t('git rewrites the URLs of this host, for go as well, and logs in with your ssh key.'),
    caution: l10n.t('It counts for all your repositories on this host.'),
  }),
  'list-remote': (p) => ({
    title: l10n.t('Ask {url} with git by hand', p),
    effect: l10n.t('In a terminal git may ask for a login, and keeps it where a credential helper is set up.'),
  }),
  'try-ssh': (p) => ({
    title: l10n.t('Connect to {host} with ssh by hand', p),
    effect: l10n.t('ssh shows the key of the server and asks about it; -v says which of your keys it offers.'),
    caution: l10n.t("Compare the server's key with the one that its owner publishes before you accept it."),
  }),
  'list-versions': (p) => ({
    title: l10n.t('List the versions of {module}', p),
    effect: l10n.t('Shows which versions your proxies know.'),
  }),
  'download-module': (p) => ({
    title: l10n.t('Download {module} and record its hashes', p),
    effect: l10n.t('go checks the module against the checksum database and adds the missing lines to go.sum.'),
  }),
  'ask-other-entry': (p) => ({
    title: l10n.t('Ask {entry} for {module}', p),
    effect: l10n.t('Shows whether another source has the bytes that go.sum expects.'),
    caution: l10n.t('The name of the module is sent to that server.'),
  }),
  'go-mod-tidy': () => ({
    title: l10n.t('Run go mod tidy'),
    effect: l10n.t('go adds missing lines to go.mod and go.sum and removes unused ones.'),
    caution: l10n.t('It may change versions in go.mod; look at the difference.'),
  }),
  'go-mod-verify': () => ({
    title: l10n.t('Run go mod verify'),
    effect: l10n.t('go hashes everything in the module cache and names what is not as it was recorded.'),
  }),
  'verify-module': (p) => ({
    title: l10n.t('See who says what about {module}', p),
    effect: l10n.t('Compares go.sum, the module cache, each proxy and the checksum database with its proof.'),
    caution: l10n.t('The module is downloaded from each proxy of GOPROXY.'),
  }),
  'clean-module': (p) => ({
    title: l10n.t('Take {module} out of the module cache', p),
    effect: l10n.t('Deletes the wrong files of this version and nothing else; go downloads and checks them anew.'),
  }),
  'find-commit': () => ({
    title: l10n.t('Find the commit that brought the hash in'),
    effect: l10n.t('Lists the commits in which this hash appears in go.sum or disappears from it.'),
  }),
  'go-mod-vendor': () => ({
    title: l10n.t('Run go mod vendor'),
    effect: l10n.t('go writes the vendor folder anew, as go.mod has it.'),
  }),
  'get-module': (p) => ({
    title: l10n.t('Add {module} with go get', p),
    effect: l10n.t('go finds the module of the package and writes it into go.mod.'),
  }),
  'clean-modcache': () => ({
    title: l10n.t('Empty the module cache'),
    effect: l10n.t('go fetches every module again and checks it.'),
    caution: l10n.t('All downloaded modules are deleted, for every project of this user.'),
  }),
  'use-listed-version': (p) => ({
    title: l10n.t('Use {version} of {module}', p),
    effect: l10n.t('The require line asks for a version that the server lists.'),
    caution: l10n.t('It is another version: read what changed.'),
  }),
  'use-major-suffix': (p) => ({
    title: l10n.t('Require {to} instead', p),
    effect: l10n.t('Path and version fit together.'),
    caution: l10n.t('The imports in your code must change too.'),
  }),
  'drop-replace': (p) => ({
    title: l10n.t('Remove the replace line for {module}', p),
    effect: l10n.t('go fetches the module itself again.'),
  }),
  'open-file': (p) => ({
    title: l10n.t('Open {file} at line {line}', p),
    effect: l10n.t('Shows the place that needs a correction.'),
  }),
  'read-proxy-credentials': (p) => ({
    title: l10n.t('Give go credentials for {host}', p),
    effect: l10n.t("Go's reference explains .netrc and GOAUTH; both need https."),
  }),
  'give-git-login': (p) => ({
    title: p['product']
      ? l10n.t('Give git a token for {host} ({product})', p)
      : l10n.t('Give git a login for {host}', p),
    effect: l10n.t(
      'git takes it from a credential helper or from a line "machine {host} login USER password TOKEN" in .netrc.',
      p,
    ),
    caution: l10n.t('A token that may only read code is enough.'),
  }),
  'install-git': () => ({
    title: l10n.t('Install git'),
    effect: l10n.t('go runs it to fetch from repositories.'),
  }),
  'tell-proxy-admin': (p) => ({
    title: l10n.t('Ask the administrator of {host}', p),
    effect: l10n.t('The report has what they need: URL, status, time and answer, without secrets.'),
  }),
  'tell-network-admin': (p) => ({
    title: l10n.t('Ask whoever runs your network about {host}', p),
    effect: l10n.t('The report has what they need: name, addresses, time and failure, without secrets.'),
  }),
  'tell-module-author': (p) => ({
    title: l10n.t('Tell the authors of {module}', p),
    effect: l10n.t('The report has what they need: version, source and what go says, without secrets.'),
  }),
  'wait-and-retry': (p) => ({
    title: l10n.t('Wait, and try again after {until}', p),
    effect: l10n.t('The answer may be another one then.'),
  }),
} satisfies Partial<Record<RemedyCode, RemedySpeaker>>;

const speakers: Readonly<Record<RemedyCode, RemedySpeaker>> = { ...settingSpeakers, ...actSpeakers };

/** The words of this remedy in the language of the moment. */
export function remedyWords(remedy: Remedy): RemedyWords {
  const speak = isKnown(remedy.code) ? speakers[remedy.code] : null;
  if (!speak) return { title: remedy.code, effect: '', caution: null };
  const p = shown(remedy.params);
  const { title, effect, caution } = speak(p);
  const hidden =
    p['hidden'] === 'true'
      ? l10n.t('The process environment sets this too: change it there, or go will not see the new value.')
      : '';
  return { title, effect, caution: sentences(caution ?? '', hidden) || null };
}

function isKnown(code: string): code is RemedyCode {
  return Object.hasOwn(speakers, code);
}
