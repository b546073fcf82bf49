/**
 * Where gopls already says the same about a line, ours steps back. gopls passes the go command's words on with the
 * source `go list`, `go mod tidy` or `syntax` (golang.org/x/tools/gopls/internal/mod and cache).
 */

export interface OtherDiagnostic {
  source: string;
  message: string;
  /** From 1. */
  startLine: number;
  endLine: number;
}

type Class = 'syntax' | 'sum' | 'checksum' | 'fetch';

export function isToldByGopls(code: string, line: number, others: readonly OtherDiagnostic[]): boolean {
  const ours = classOfCode(code);
  return others.some(
    (other) =>
      isGopls(other.source) && other.startLine <= line && line <= other.endLine && classOfMessage(other) === ours,
  );
}

function isGopls(source: string): boolean {
  return /^(?:go list|go mod tidy|syntax)$|gopls/i.test(source);
}

function classOfCode(code: string): Class | null {
  if (code === 'gomod-malformed') return 'syntax';
  if (code === 'missing-gosum-entry') return 'sum';
  if (code === 'gosum-mismatch') return 'checksum';
  return /^(?:setting-|goproxy-|credentials-|gosum-|proxy-list-)/.test(code) ? null : 'fetch';
}

function classOfMessage({ source, message }: OtherDiagnostic): Class | null {
  if (source === 'syntax') return 'syntax';
  if (/missing go\.sum entry/.test(message)) return 'sum';
  if (/checksum mismatch|SECURITY ERROR/.test(message)) return 'checksum';
  const fetch =
    /reading (?:https?|file):|Get "|dial tcp|unrecognized import path|unknown revision|git ls-remote|module lookup disabled|no matching versions|invalid version|cannot find module|404 Not Found|410 Gone/;
  return fetch.test(message) ? 'fetch' : null;
}
