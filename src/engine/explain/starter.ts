/** Which lines begin an error of their own, and which can only continue one (cmd/go/internal/base and git's output). */

/** After these words, or a colon, a sentence goes on, whatever stands at the next line's begin. */
const goesOn =
  /(?::|,| (?:contain|contains|package|module|reading|Get|read|for|in|is|not|no|to|with|from|the|a|by|verifying|and|fetch|find|remote|public|private))$/;
const endsInColon = /(?:server response|to (?:add|update)(?: it)?(?:, run)?|run|response):$/;

const starters = new RegExp(
  `^ ?(?:${[
    'go(?:\\.exe)?(?: (?:get|build|install|list|mod|run|test|vet|work|tool|generate)\\b[^:\\n]{0,300})?: ',
    '(?:[A-Za-z]:)?[\\w./\\\\~+@!%$ -]{1,400}\\.(?:go|mod|sum|work|s|c|h|cc|cpp|js|ts|py|rs):\\d{1,7}(?::\\d{1,6})?: ?',
    'verifying \\S{1,300}@',
    '(?:package|module) [^\\s:]{1,300}(?::|$| requires)',
    "can't load package",
    '(?:cannot|could not) find (?:module|package)',
    'missing go\\.sum entry',
    'no required module provides',
    'build [^:\\n]{1,300}: ',
    'pattern \\S{1,300}: ',
    'Fetching http',
    'https? fetch failed',
    '# (?:get |[\\w.-]+(?:/|$|\\.))',
    'make(?:\\.exe)?(?:\\[\\d{1,3}\\])?: ',
    '(?:--- |=== |FAIL\\b|ok  |PASS$|panic: |goroutine \\d)',
    '(?:npm|yarn|pnpm|pip|cargo|gcc|clang|ld|mvn|gradle)\\b[ :]',
    '\\$ |PS [A-Z]:|Process completed|[A-Z]:\\\\[^>\\n]{0,200}>|[\\w.-]{1,40}@[\\w.-]{1,60}[:~ ][^\\n$#%]{0,200}[$#%](?: |$)',
    "Step \\d{1,3}/\\d{1,3}|The command '|Downloading |RUN |COPY |-{4,}",
    'Error loading workspace|packages\\.Load error',
  ].join('|')})`,
);

/** Nothing goes on in such a line. */
const strong =
  /^ ?(?:go(?:\.exe)?(?: (?:get|build|install|list|mod|run)\b[^:\n]{0,300})?: |make(?:\[|: )|--- |FAIL\b|Process completed|npm )/;

const moduleAtVersion = /^ ?[A-Za-z0-9][\w.~/-]{0,250}@[^\s:]{1,200}(?: \([^()\n]{1,300}\))?: /;
const embedded = /[\s:>"]go: (?=\S)/;

/** `before` is the line above: after `requires` and `imports` a module at the line's begin is a link of the chain. */
export function beginsError(text: string, before: string): boolean {
  if (/^(?:\t| {2})/.test(text)) return embedded.test(text) && /\bgo: \S{1,200}@\S/.test(text);
  if (/ (?:requires|imports)$|parsing go\.(?:mod|work):$/.test(before)) return false;
  const goes = goesOn.test(before) && !endsInColon.test(before) && before.length >= 12;
  if (strong.test(text) || embedded.test(text)) return true;
  if (goes) return false;
  return starters.test(text) || (moduleAtVersion.test(text) && !isUnfinished(before));
}

/** The terminal's edge went through a path or a URL: its last word stands after `: ` or has a slash in it. */
function isUnfinished(before: string): boolean {
  return before.length >= 40 && !/\bEOF$/.test(before) && /(?:: |[/\\])[^\s:]{1,300}$/.test(before);
}

const continuations = new RegExp(
  `^\\s*(?:${[
    'server response',
    'fatal: ',
    'remote: ',
    'error: (?!stream|tls)',
    'hint: ',
    'module declares its path',
    'but was required as',
    'downloaded: ',
    'go\\.sum: ',
    'SECURITY ERROR',
    'This download does',
    'Confirm the import',
    'If this is a private',
    'not found: ',
    'Process completed',
    '[\\w.-]{1,40}@[\\w.-]{1,60}[:~ ][^\\n]{0,200}[$#%]$',
    'PS [A-Z]:',
    'make(?:\\[|: )',
    'To (?:sync|ignore|build|add|update)',
    'For more ',
    'Please make sure',
    'and the repository',
  ].join('|')})`,
);

/** Lines that go or git always begins anew: never the rest of a wrapped one. */
export function cannotBeWrapped(text: string): boolean {
  return text === '' || /^(?:\t| {2})/.test(text) || continuations.test(text);
}
