/** Every rule, in the order of `findingCodes`: what is closest to a root cause comes first. */

import type { RuleCode } from './findingCode.ts';
import { badCredentials } from './rule/badCredentials.ts';
import { cacheModified } from './rule/cacheModified.ts';
import { checksumsOff } from './rule/checksumsOff.ts';
import { credentialsOverHttp } from './rule/credentialsOverHttp.ts';
import { discoveryHttpError } from './rule/discoveryHttpError.ts';
import { dnsNoSuchHost } from './rule/dnsNoSuchHost.ts';
import { dnsServerMisbehaving } from './rule/dnsServerMisbehaving.ts';
import { dnsServerUnreachable } from './rule/dnsServerUnreachable.ts';
import { dnsTimeout } from './rule/dnsTimeout.ts';
import { eofDuringResponse } from './rule/eofDuringResponse.ts';
import { fileProxyMissing } from './rule/fileProxyMissing.ts';
import { gitMissing } from './rule/gitMissing.ts';
import { gitNetworkError } from './rule/gitNetworkError.ts';
import { gitTransferFailed } from './rule/gitTransferFailed.ts';
import { goImportMismatch } from './rule/goImportMismatch.ts';
import { gomodMalformed } from './rule/gomodMalformed.ts';
import { gomodNeedsUpdate } from './rule/gomodNeedsUpdate.ts';
import { goproxyInvalid } from './rule/goproxyInvalid.ts';
import { gosumConflict } from './rule/gosumConflict.ts';
import { gosumdbInvalid } from './rule/gosumdbInvalid.ts';
import { gosumMalformed } from './rule/gosumMalformed.ts';
import { gosumMismatch } from './rule/gosumMismatch.ts';
import { gosumWrong } from './rule/gosumWrong.ts';
import { goVersionTooNew } from './rule/goVersionTooNew.ts';
import { http2StreamError } from './rule/http2StreamError.ts';
import { http5xx } from './rule/http5xx.ts';
import { http401Unauthorized } from './rule/http401Unauthorized.ts';
import { http403Forbidden } from './rule/http403Forbidden.ts';
import { http404NotFound } from './rule/http404NotFound.ts';
import { http407ProxyAuth } from './rule/http407ProxyAuth.ts';
import { http410Gone } from './rule/http410Gone.ts';
import { http429TooManyRequests } from './rule/http429TooManyRequests.ts';
import { httpMalformedResponse } from './rule/httpMalformedResponse.ts';
import { httpProxyProtocolError } from './rule/httpProxyProtocolError.ts';
import { httpProxyRejected } from './rule/httpProxyRejected.ts';
import { httpProxyUnreachable } from './rule/httpProxyUnreachable.ts';
import { httpUnexpectedStatus } from './rule/httpUnexpectedStatus.ts';
import { incompatibleSuffix } from './rule/incompatibleSuffix.ts';
import { invalidGithubImportPath } from './rule/invalidGithubImportPath.ts';
import { invalidPseudoVersion } from './rule/invalidPseudoVersion.ts';
import { invalidVersion } from './rule/invalidVersion.ts';
import { majorVersionSuffix } from './rule/majorVersionSuffix.ts';
import { malformedModulePath } from './rule/malformedModulePath.ts';
import { missingGosumEntry } from './rule/missingGosumEntry.ts';
import { modulePathMismatch } from './rule/modulePathMismatch.ts';
import { networkUnreachable } from './rule/networkUnreachable.ts';
import { noGoImportMeta } from './rule/noGoImportMeta.ts';
import { noMatchingVersion } from './rule/noMatchingVersion.ts';
import { noSecureProtocol } from './rule/noSecureProtocol.ts';
import { privateModuleOnPublicProxy } from './rule/privateModuleOnPublicProxy.ts';
import { proxyHtmlNotJson } from './rule/proxyHtmlNotJson.ts';
import { proxyInvalidInfo } from './rule/proxyInvalidInfo.ts';
import { proxyListStopsAtError } from './rule/proxyListStopsAtError.ts';
import { proxyOff } from './rule/proxyOff.ts';
import { redirectInsecure } from './rule/redirectInsecure.ts';
import { redirectInvalid } from './rule/redirectInvalid.ts';
import { redirectLoop } from './rule/redirectLoop.ts';
import { replaceDirMissing } from './rule/replaceDirMissing.ts';
import { repoNotFound } from './rule/repoNotFound.ts';
import { settingIgnoredLine } from './rule/settingIgnoredLine.ts';
import { settingProblem } from './rule/settingProblem.ts';
import { settingQuotedValue } from './rule/settingQuotedValue.ts';
import { settingRelativePath } from './rule/settingRelativePath.ts';
import { settingRepeatedLine } from './rule/settingRepeatedLine.ts';
import { settingShadowed } from './rule/settingShadowed.ts';
import { settingTrailingCr } from './rule/settingTrailingCr.ts';
import { sourceDiffers } from './rule/sourceDiffers.ts';
import { sshHostKeyUnverified } from './rule/sshHostKeyUnverified.ts';
import { sshKeyRejected } from './rule/sshKeyRejected.ts';
import { sumdb404Private } from './rule/sumdb404Private.ts';
import { sumdb404Public } from './rule/sumdb404Public.ts';
import { sumdbMisbehaving } from './rule/sumdbMisbehaving.ts';
import { sumdbMismatch } from './rule/sumdbMismatch.ts';
import { sumdbProxyBroken } from './rule/sumdbProxyBroken.ts';
import { sumdbUnreachable } from './rule/sumdbUnreachable.ts';
import { tagMoved } from './rule/tagMoved.ts';
import { tcpRefused } from './rule/tcpRefused.ts';
import { tcpReset } from './rule/tcpReset.ts';
import { tcpTimeout } from './rule/tcpTimeout.ts';
import { terminalPromptsDisabled } from './rule/terminalPromptsDisabled.ts';
import { tlsCertificateInvalid } from './rule/tlsCertificateInvalid.ts';
import { tlsExpired } from './rule/tlsExpired.ts';
import { tlsHandshakeRejected } from './rule/tlsHandshakeRejected.ts';
import { tlsHandshakeTimeout } from './rule/tlsHandshakeTimeout.ts';
import { tlsNameMismatch } from './rule/tlsNameMismatch.ts';
import { tlsNotTls } from './rule/tlsNotTls.ts';
import { tlsUnknownAuthority } from './rule/tlsUnknownAuthority.ts';
import { toolchainNotAvailable } from './rule/toolchainNotAvailable.ts';
import { unexpectedEofBody } from './rule/unexpectedEofBody.ts';
import { unexplainedFailure } from './rule/unexplainedFailure.ts';
import { unknownRevision } from './rule/unknownRevision.ts';
import { vcsDisallowed } from './rule/vcsDisallowed.ts';
import { vcsToolMissing } from './rule/vcsToolMissing.ts';
import { vendorInconsistent } from './rule/vendorInconsistent.ts';
import { workspaceDirMissing } from './rule/workspaceDirMissing.ts';
import { zipBadPath } from './rule/zipBadPath.ts';
import { zipInvalid } from './rule/zipInvalid.ts';
import { zipTooLarge } from './rule/zipTooLarge.ts';
import type { Rule } from './rule.ts';

export const rules: Readonly<Record<RuleCode, Rule>> = {
  'gomod-malformed': gomodMalformed,
  'gosum-malformed': gosumMalformed,
  'goproxy-invalid': goproxyInvalid,
  'proxy-off': proxyOff,
  'credentials-over-http': credentialsOverHttp,
  'malformed-module-path': malformedModulePath,
  'vcs-disallowed': vcsDisallowed,
  'invalid-github-import-path': invalidGithubImportPath,
  'invalid-version': invalidVersion,
  'replace-dir-missing': replaceDirMissing,
  'workspace-dir-missing': workspaceDirMissing,
  'vendor-inconsistent': vendorInconsistent,
  'gomod-needs-update': gomodNeedsUpdate,
  'go-version-too-new': goVersionTooNew,
  'toolchain-not-available': toolchainNotAvailable,
  'dns-no-such-host': dnsNoSuchHost,
  'dns-server-misbehaving': dnsServerMisbehaving,
  'dns-timeout': dnsTimeout,
  'dns-server-unreachable': dnsServerUnreachable,
  'network-unreachable': networkUnreachable,
  'http-proxy-unreachable': httpProxyUnreachable,
  'http-proxy-protocol-error': httpProxyProtocolError,
  'http-407-proxy-auth': http407ProxyAuth,
  'http-proxy-rejected': httpProxyRejected,
  'tcp-refused': tcpRefused,
  'tcp-timeout': tcpTimeout,
  'tcp-reset': tcpReset,
  'tls-not-tls': tlsNotTls,
  'tls-expired': tlsExpired,
  'tls-name-mismatch': tlsNameMismatch,
  'tls-unknown-authority': tlsUnknownAuthority,
  'tls-certificate-invalid': tlsCertificateInvalid,
  'tls-handshake-timeout': tlsHandshakeTimeout,
  'tls-handshake-rejected': tlsHandshakeRejected,
  'eof-during-response': eofDuringResponse,
  'unexpected-eof-body': unexpectedEofBody,
  'http2-stream-error': http2StreamError,
  'http-malformed-response': httpMalformedResponse,
  'redirect-insecure': redirectInsecure,
  'redirect-loop': redirectLoop,
  'redirect-invalid': redirectInvalid,
  'http-401-unauthorized': http401Unauthorized,
  'http-403-forbidden': http403Forbidden,
  'http-429-too-many-requests': http429TooManyRequests,
  'http-5xx': http5xx,
  'http-unexpected-status': httpUnexpectedStatus,
  'proxy-html-not-json': proxyHtmlNotJson,
  'proxy-invalid-info': proxyInvalidInfo,
  'zip-invalid': zipInvalid,
  'zip-bad-path': zipBadPath,
  'zip-too-large': zipTooLarge,
  'gosum-mismatch': gosumMismatch,
  'sumdb-misbehaving': sumdbMisbehaving,
  'sumdb-mismatch': sumdbMismatch,
  'gosumdb-invalid': gosumdbInvalid,
  'sumdb-proxy-broken': sumdbProxyBroken,
  'sumdb-unreachable': sumdbUnreachable,
  'sumdb-404-private': sumdb404Private,
  'sumdb-404-public': sumdb404Public,
  'cache-modified': cacheModified,
  'gosum-wrong': gosumWrong,
  'tag-moved': tagMoved,
  'source-differs': sourceDiffers,
  'private-module-on-public-proxy': privateModuleOnPublicProxy,
  'git-missing': gitMissing,
  'vcs-tool-missing': vcsToolMissing,
  'discovery-http-error': discoveryHttpError,
  'no-go-import-meta': noGoImportMeta,
  'go-import-mismatch': goImportMismatch,
  'no-secure-protocol': noSecureProtocol,
  'git-network-error': gitNetworkError,
  'git-transfer-failed': gitTransferFailed,
  'terminal-prompts-disabled': terminalPromptsDisabled,
  'bad-credentials': badCredentials,
  'ssh-key-rejected': sshKeyRejected,
  'ssh-host-key-unverified': sshHostKeyUnverified,
  'repo-not-found': repoNotFound,
  'invalid-pseudo-version': invalidPseudoVersion,
  'incompatible-suffix': incompatibleSuffix,
  'major-version-suffix': majorVersionSuffix,
  'module-path-mismatch': modulePathMismatch,
  'unknown-revision': unknownRevision,
  'no-matching-version': noMatchingVersion,
  'file-proxy-missing': fileProxyMissing,
  'http-410-gone': http410Gone,
  'http-404-not-found': http404NotFound,
  'unexplained-failure': unexplainedFailure,
  'proxy-list-stops-at-error': proxyListStopsAtError,
  'missing-gosum-entry': missingGosumEntry,
  'gosum-conflict': gosumConflict,
  'checksums-off': checksumsOff,
  'setting-ignored-line': settingIgnoredLine,
  'setting-repeated-line': settingRepeatedLine,
  'setting-quoted-value': settingQuotedValue,
  'setting-trailing-cr': settingTrailingCr,
  'setting-shadowed': settingShadowed,
  'setting-relative-path': settingRelativePath,
  'setting-problem': settingProblem,
};
