/** What happens to an error text on its way to a reader. Each keeps go's words, and so must keep the finding. */

const lines = (text: string, change: (line: string, index: number) => string) =>
  text
    .split('\n')
    .map((line, index) => change(line, index))
    .join('\n');

const hardWrap = (text: string, width: number) =>
  lines(text, (line) => line.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n'));

/** As a console breaks at blanks, but never inside a word. */
function softWrap(text: string, width: number): string {
  return lines(text, (line) => {
    let column = 0;
    return line
      .split(' ')
      .map((word, index) => {
        const breaks = index > 0 && column + word.length + 1 > width;
        column = breaks ? word.length : column + word.length + 1;
        return (breaks ? '\n' : index > 0 ? ' ' : '') + word;
      })
      .join('');
  });
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

export const disguises: Readonly<Record<string, (text: string) => string>> = {
  colours: (text) => lines(text, (line) => `\u001b[1;31m${line}\u001b[0m`),
  'colours without their escape': (text) => lines(text, (line) => `[31m${line}[0m`),
  'a window title': (text) => `\u001b]0;go build\u0007${text}`,
  'carriage returns': (text) => text.replaceAll('\n', '\r\n'),
  'GitHub Actions': (text) => lines(text, (line, index) => `2025-03-04T05:06:07.${1000000 + index}Z ${line}`),
  'the log of gh': (text) => lines(text, (line) => `build\tRun go build\t2025-03-04T05:06:07.1234567Z ${line}`),
  'an Actions error': (text) => `##[error]${text}\nError: Process completed with exit code 1.`,
  GitLab: (text) => lines(text, (line) => `2025-03-04T05:06:07.123456Z 01O ${line}`),
  'docker build': (text) => lines(text, (line) => `#12 3.456 ${line}`),
  'docker build without a step': (text) => lines(text, (line) => `3.456 ${line}`),
  'docker compose': (text) => lines(text, (line) => `web-1  | ${line}`),
  Jenkins: (text) => lines(text, (line) => `[2025-03-04T05:06:07.123Z] ${line}`),
  'clock times': (text) => lines(text, (line) => `05:06:07 ${line}`),
  'a quotation': (text) => lines(text, (line) => `> ${line}`),
  'a prompt above': (text) => `dev@box:~/app$ go build ./...\n${text}\ndev@box:~/app$ `,
  PowerShell: (text) => `PS C:\\src\\app> go mod download\n${text}\nPS C:\\src\\app>`,
  make: (text) => `go build ./...\n${text}\nmake: *** [Makefile:7: build] Error 1`,
  gopls: (text) => `Error loading workspace: packages.Load error: err: exit status 1: stderr: ${text}`,
  HTML: (text) => `<pre><code>${escaped(text)}</code></pre>`,
  entities: escaped,
  'quotation marks of a word processor': (text) => text.replace(/"([^"\n]*)"/g, '\u201c$1\u201d'),
  'Chinese around it': (text) => `运行 go build 时报错：\n${text}\n请问怎么解决？`,
  'progress above': (text) =>
    `go: downloading golang.org/x/text v0.14.0\ngo: downloading golang.org/x/sys v0.20.0\n${text}`,
  'zero-width characters': (text) => text.replaceAll('/', '/\u200b'),
  'blanks for tabs': (text) => text.replaceAll('\t', '        '),
  'hard wraps at 80': (text) => hardWrap(text, 80),
  'hard wraps at 100': (text) => hardWrap(text, 100),
  'hard wraps at 132': (text) => hardWrap(text, 132),
  'soft wraps at 80': (text) => softWrap(text, 80),
  'soft wraps at 100': (text) => softWrap(text, 100),
  JSON: (text) => `{"level":"error","msg":${JSON.stringify(text)}}`,
  'a structured log': (text) => `time="2025-03-04T05:06:07Z" level=error msg=${JSON.stringify(text)}`,
};
