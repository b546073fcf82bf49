import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import type { ExchangeReport } from '../../../src/protocol/report.ts';
import { curlCommand } from '../../../src/text/curl.ts';
import { exchangeTexts } from '../../../src/text/exchangeTexts.ts';
import { makeReport } from '../../webview/reports.ts';

const exchange = async (change: Partial<ExchangeReport> = {}): Promise<ExchangeReport> => {
  const [first] = (await makeReport('healthy')).exchanges;
  assert.ok(first);
  return { ...first, ...change };
};

describe('a request as a curl command', () => {
  it('has method, version, headers and URL of the request, and leaves Host to curl', async () => {
    const { command, isRedacted } = curlCommand(
      await exchange({ url: 'https://proxy.example/example.com/m/@v/v1.0.0.info', httpVersion: '2' }),
      null,
      'linux',
    );
    assert.equal(
      command,
      "curl --include --globoff --http2 --compressed --header 'User-Agent: gomod-doctor/0.0.0-lab' --header 'Accept-Encoding: gzip' https://proxy.example/example.com/m/@v/v1.0.0.info",
    );
    assert.equal(isRedacted, false);
  });

  it('goes through the same forward proxy', async () => {
    const { command } = curlCommand(await exchange(), 'http://proxy.corp.example:3128', 'linux');
    assert.match(command, / --proxy http:\/\/proxy\.corp\.example:3128 /);
  });

  it('says that something was redacted, in a header or in the URL', async () => {
    const header = { name: 'Authorization', value: 'Basic xxxxx', redacted: true };
    assert.ok(curlCommand(await exchange({ requestHeaders: [header] }), null, 'linux').isRedacted);
    assert.ok(curlCommand(await exchange({ url: 'https://u:xxxxx@proxy.example/' }), null, 'linux').isRedacted);
  });

  it('reaches curl as the same words through a shell, whatever a URL or header holds', async function () {
    if (process.platform === 'win32') this.skip();
    const nasty = 'a\'b$(id)`id`"\\ {x,y}[1-3] %41 $HOME ;|&';
    const { command } = curlCommand(
      await exchange({ url: `https://h/${nasty}`, requestHeaders: [{ name: 'X', value: nasty, redacted: false }] }),
      null,
      'linux',
    );
    const script = `curl() { printf '%s\\n' "$@"; }; ${command}`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
    assert.deepEqual(words.slice(-2), [`X: ${nasty}`, `https://h/${nasty}`]);
  });

  it('is understood by curl where there is one', async function () {
    if (spawnSync('curl', ['--version']).error) this.skip();
    const { command } = curlCommand(await exchange({ url: 'http://127.0.0.1:9/', httpVersion: null }), null, 'linux');
    const run = spawnSync('sh', ['-c', `${command} --noproxy '*'`], { encoding: 'utf8', timeout: 5000 });
    assert.equal(run.status, 7, run.stderr);
  });
});

describe('the texts of exchanges', () => {
  it("have the server's words where it refused, and none where it served", async () => {
    const report = await makeReport('policy');
    const said = Object.values(exchangeTexts(report, 'linux')).map((texts) => texts.said);
    assert.deepEqual(
      new Set(said),
      new Set(['blocked by policy "cool-down": v1.0.0 is 3 days old, allowed from 2026-12-01']),
    );
    const healthy = Object.values(exchangeTexts(await makeReport('healthy'), 'linux'));
    assert.ok(healthy.length > 0 && healthy.every(({ said: words }) => words === null));
  });
});
