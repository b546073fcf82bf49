/**
 * Runs inside the extension host: the test files of the folder that SUITE names. The report goes to the file that
 * VSCODE_TEST_REPORT names, because the host's console is mixed with the workbench's; the totals to TEST_TOTALS.
 */
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

const suite = process.env['SUITE'] ?? '';
const report = process.env['VSCODE_TEST_REPORT'];
const totals = process.env['TEST_TOTALS'];

export async function run(): Promise<void> {
  if (report) Mocha.reporters.Base.consoleLog = (...words) => appendFileSync(report, `${format(...words)}\n`);
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 20_000, reporter: 'spec', forbidOnly: true });
  const folder = path.join(__dirname, suite);
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.cjs'));
  if (files.length === 0) throw new Error(`no tests in ${folder}`);
  for (const name of files.sort()) mocha.addFile(path.join(folder, name));
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const running = mocha.run(() => resolve(running));
  });
  const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
  if (totals) appendFileSync(totals, `${JSON.stringify({ passes, failures, pending })}\n`);
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
