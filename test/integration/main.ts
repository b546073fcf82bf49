/**
 * The suites inside the extension host, each in a window of its own on a project behind the fault lab. Part of
 * `npm test`; `node test/integration/main.ts quiet` runs only the named suites.
 */
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from '../host/bundleSuite.ts';
import { chooseVSCode } from '../host/chooseVSCode.ts';
import { projectRoot } from '../host/paths.ts';
import { startControl } from './example/control.ts';
import { startExample } from './example/example.ts';

interface Suite {
  name: string;
  /** Flags that only the stand-in launcher knows: the suite is passed over on a desktop. */
  launcherFlags: string[];
}

/** `quiet`: nothing is asked for; `active`: commands are run; `restricted`: the folder is not trusted. */
const suites: Suite[] = [
  { name: 'quiet', launcherFlags: [] },
  { name: 'active', launcherFlags: [] },
  { name: 'restricted', launcherFlags: ['--restricted'] },
];

const wanted = process.argv.slice(2);
const { executable, isDesktop } = await chooseVSCode();
const suiteModule = await bundleSuite();
let failed = false;
for (const { name, launcherFlags } of suites) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (isDesktop && launcherFlags.length > 0) {
    console.log(`skipped on the desktop, which the test runner starts without workspace trust: ${name}`);
    continue;
  }
  if (!(await runSuite(name, launcherFlags))) failed = true;
}
process.exitCode = failed ? 1 : 0;

async function runSuite(name: string, launcherFlags: readonly string[]): Promise<boolean> {
  const example = await startExample();
  const control = await startControl(example);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: suiteModule,
      launchArgs: [example.directory, ...launcherFlags],
      extensionTestsEnv: { ...example.environment, SUITE: name, LAB_CONTROL: control.url },
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  } finally {
    await control.close();
    await example.close();
  }
}
