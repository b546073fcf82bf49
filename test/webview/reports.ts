/** Real reports for the panel: the engine is asked about labs, so that the page never shows what no run produces. */
import type { Report } from '../../src/protocol/report.ts';
import type { Language } from '../../src/text/language.ts';
import { renderReport } from '../../src/text/renderReport.ts';
import { diagnoseLab } from '../lab/diagnoseLab.ts';
import { startLab } from '../lab/lab.ts';
import { parseScenario } from '../lab/scenario.ts';

const policyAnswer = JSON.stringify({
  errors: [{ status: 403, message: 'blocked by policy "cool-down": v1.0.0 is 3 days old, allowed from 2026-12-01' }],
});

const head = (title: string, outcome: 'ok' | 'failed', expect: string, rest: string) =>
  `title: ${title}\ntitle zh-cn: ${title}\nlesson: ${title}\nlesson zh-cn: ${title}\nexpect: ${expect}\noutcome: ${outcome}\nrepairable by: ${outcome === 'ok' ? 'nobody' : 'client'}\n${rest}`;

const goMod = (requirements: readonly string[]) =>
  `-- go.mod --\nmodule example.com/victim\n\ngo 1.24\n\nrequire (\n${requirements.map((one) => `\t${one}\n`).join('')})\n`;

/** What a hostile server may write into its answer, its headers and its reason. */
export const hostileAnswer = [
  "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
  '\u202emoc.elpmaxe\u202c \u0007\u001b[31mred\u001b[0m \u2066isolated',
  'x'.repeat(5000),
  '{{1+1}} %s {0} %1$s',
].join('\n');

const manyRequirements = Array.from({ length: 80 }, (_, at) => `example.com/dependency/number${at + 1} v1.${at}.0`);

const scenarios = {
  policy: head(
    'A policy forbids the version',
    'failed',
    'http-403-forbidden',
    `module: example.com/m@v1.0.0
GOPROXY={{a}},{{b}}

-- server a --
kind: http2
on list
  header Content-Type: text/plain; charset=utf-8
on all
  status 403
  header Content-Type: application/json
  header Server: Artifactory/7.77.5
  header X-Artifactory-Id: 1d2f3c4b5a
  header X-Request-Id: 7f3a9b1e-77c1
  body ${policyAnswer}
serves: example.com/m@v1.0.0
-- server b --
serves: example.com/m@v1.0.0
${goMod(['example.com/m v1.0.0'])}`,
  ),
  healthy: head(
    'All is well',
    'ok',
    'none',
    `module: example.com/m@v1.0.0
GOPROXY={{a}}

-- server a --
kind: http2
serves: example.com/m@v1.0.0
${goMod(['example.com/m v1.0.0'])}-- go.sum --
example.com/m v1.0.0 {{h1 example.com/m@v1.0.0}}
example.com/m v1.0.0/go.mod {{h1 example.com/m@v1.0.0/go.mod}}
`,
  ),
  mismatch: head(
    'The zip is not the one in go.sum',
    'failed',
    'gosum-mismatch',
    `module: example.com/m@v1.0.0
GOPROXY={{a}}

-- server a --
serves: example.com/m@v1.0.0
${goMod(['example.com/m v1.0.0'])}-- go.sum --
example.com/m v1.0.0 {{h1 example.com/m@v1.1.0}}
example.com/m v1.0.0/go.mod {{h1 example.com/m@v1.0.0/go.mod}}
`,
  ),
  certificate: head(
    'Signed by a stranger',
    'failed',
    'tls-unknown-authority',
    `module: example.com/m@v1.0.0
GOPROXY={{a}},direct

-- server a --
kind: https
certificate: unknown-authority
serves: example.com/m@v1.0.0
`,
  ),
  hostile: head(
    'A hostile server',
    'failed',
    'http-403-forbidden',
    `module: example.com/m@v1.0.0
GOPROXY={{a}}

-- server a --
on all
  status 403 <b>Forbidden</b>
  header Content-Type: text/html
  header X-Evil: <img src=x onerror="document.title='owned'">
  header X-Long: ${'y'.repeat(3000)}
  body-from attack
-- body attack --
${hostileAnswer}
`,
  ),
  withPassword: head(
    'A password in the URL of the proxy',
    'failed',
    'http-403-forbidden',
    `module: example.com/m@v1.0.0
GOPROXY=https://user:hunter2@{{a.host}}

-- server a --
kind: https
on all
  status 403
`,
  ),
  deadProxy: head(
    'One dead proxy, many modules',
    'failed',
    'tcp-refused',
    `GOPROXY=http://127.0.0.1:9

${goMod(manyRequirements)}`,
  ),
} as const;

export type ReportName = keyof typeof scenarios;
export const reportNames = Object.keys(scenarios) as ReportName[];

/** Runs the engine against the lab of this name. */
export async function makeReport(name: ReportName, language: Language = 'en'): Promise<Report> {
  const lab = await startLab(parseScenario(name, scenarios[name]));
  try {
    return renderReport(await diagnoseLab(lab), language);
  } finally {
    await lab.close();
  }
}
