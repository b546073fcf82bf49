/**
 * Takes from a line what a terminal, a page or a log format put around go's words: escape sequences, invisible
 * characters, HTML, JSON escapes, and the prefixes of CI systems. What is left is what the go command printed.
 */

const odd = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/;
const marks = /[\u2018\u2019\u201c\u201d\uff02\uff1a]|\[[0-9;]{1,12}m|&(?:#|[a-z]{2,4};)|<\/?[a-z]|\\/i;

/** Terminal sequences as ECMA-48 has them. */
const escapeSequence =
  /[\u001b\u009b](?:\][^\u0007\u001b\n]{0,2000}(?:\u0007|\u001b\\)?|[[(#?;0-9]{0,20}[0-9;?]{0,40}[@-~])/g;
const lostEscape = /\[\d{1,3}(?:;\d{1,3}){0,4}m|(?<![\w"'])\[m/g;
const htmlTag = /<\/?(?:a|b|br|code|div|em|font|i|li|ol|p|pre|span|strong|td|tr|ul)(?:\s[^<>]{0,400})?\/?>/gi;

/** The characters of one line that go printed, as far as that can be told. */
export function cleanLine(line: string): string {
  let text = line;
  if (odd.test(text)) text = withoutControls(text);
  if (marks.test(text)) text = withoutMarkup(text);
  return withoutPrefix(text).trimEnd();
}

function withoutControls(text: string): string {
  return text
    .replace(escapeSequence, '')
    .replace(/[\u00a0\u2028\u2029]/g, ' ')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '');
}

function withoutMarkup(text: string): string {
  let plain = text
    .replace(lostEscape, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d\uff02]/g, '"')
    .replace(/\uff1a\s?/g, ': ');
  if (/&(?:#|[a-z]{2,4};)/i.test(plain)) plain = withoutEntities(withoutEntities(plain));
  plain = plain.replace(htmlTag, '');
  return plain.includes('\\') ? withoutJsonEscapes(plain) : plain;
}

const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' };

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : code === 0xa0 || code < 0x20 ? ' ' : whole;
  });
}

/** A string of JSON or of a structured log: only there is `\\"` written, so Windows paths stay as they are. */
const jsonString = /\\"|\\n\\t|\\u00(?:2[267]|3[ce])|"(?:error|err|message|msg|text|log)"\s{0,3}:|\bmsg="/i;
const jsonEscapes: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' };

function withoutJsonEscapes(text: string): string {
  if (!jsonString.test(text)) return text;
  return text.replace(/\\(?:u00([2-7][0-9a-f])|([nrt"/\\]))/gi, (_, code: string | undefined, letter: string) =>
    code === undefined ? (jsonEscapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** What CI systems, loggers, containers and quoting put in front of a line. Each alternative eats at most one blank. */
const prefix = new RegExp(
  `(?:${[
    '[^\\t\\n]{1,60}\\t[^\\t\\n]{1,60}\\t(?=\\ufeff?\\d{4}-\\d\\d-\\d\\dT)', // gh run view --log
    '\\[?\\d{4}[-/.]\\d\\d[-/.]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|UTC| ?[+-]\\d\\d:?\\d\\d)?\\]?(?: \\d\\d[OE]\\+?)?(?: (?:stdout|stderr) [FP])?(?:[ :|-]|$)',
    '\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?\\]?(?:[ |:]|$)',
    '\\[ {0,6}\\d{1,6}\\.\\d{1,6}s?\\] ?', // seconds since start
    '\\[\\d{1,6}:\\d\\d\\] ?',
    '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\S{1,60} [\\w./-]{1,40}(?:\\[\\d{1,8}\\])?: ',
    '#\\d{1,4} (?:\\d{1,6}\\.\\d{1,3} )?', // docker build, plain progress
    '\\d{1,6}\\.\\d{1,3} (?=\\S|\\t| {4})', // docker build, seconds
    '##\\[(?:error|warning|debug|section|group|command)\\]', // GitHub, Azure
    '::(?:error|warning|notice|debug)(?: [^:\\n]{0,300})?::',
    '\\[(?:error|warn|warning|info|fatal|debug|stderr|stdout)\\]:? ?',
    '(?:ERROR|FATAL|WARN|WARNING|INFO|DEBUG|E|W|I)(?:: | \\| | - )(?!stream|tls)',
    '\\{(?:"[\\w.@-]{1,40}": ?(?:"[^"]{0,100}"|[\\d.]{1,20}|true|false|null), ?){0,8}"(?:msg|message|error|err|log|text)": ?"',
    'time="[^"]{1,60}" level=\\w{1,10} msg="?',
    '(?:level|severity)=\\w{1,10} msg="?',
    '[\\w.-]{1,40} {1,20}\\| ', // docker compose
    '[\u2502\u2503|>]{1,3} ?',
    '(?://|\\*|;) ?(?=go: |go get |verifying |\\w\\S{0,200}@v\\d\\S{0,100}: )',
    '# (?=go: |go get |verifying |\\S{1,200}\\.go:\\d)',
    '(?:Error|error|stderr|output|err): (?!stream|tls)(?=\\S)',
    '\\d{1,5}[:|] (?=go: )',
  ].join('|')})+`,
  'iy',
);

function withoutPrefix(text: string): string {
  prefix.lastIndex = 0;
  const found = prefix.exec(text);
  return found === null || found[0] === '' ? text : text.slice(found[0].length);
}
