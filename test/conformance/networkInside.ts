/**
 * Runs in a namespace of its own (user, mount, network): plays the network faults one after the other, asks the real go
 * and the engine, and prints what both said as JSON. Argument: a file to put in the place of /etc/resolv.conf.
 */
import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLab } from '../lab/lab.ts';
import { parseScenario } from '../lab/scenario.ts';
import { type Side, sideOf } from './compare.ts';
import { startDnsServer } from './dnsServer.ts';
import { goDownload, goVersion } from './goDownload.ts';
import { type NetworkCase, networkCases } from './networkCase.ts';
import type { NetworkSide } from './networkEngine.ts';

export interface NetworkResult {
  name: string;
  go: Side;
  ours: Side;
  code: string | null;
}

const [resolvConf = ''] = process.argv.slice(2);
writeFileSync(resolvConf, '');
system('ip', 'link', 'set', 'lo', 'up');
system('mount', '--bind', resolvConf, '/etc/resolv.conf');
const dns = await startDnsServer('127.0.0.1');
const release = await goVersion();
const results: NetworkResult[] = [];
for (const one of networkCases) results.push(await play(one));
dns.close();
process.stdout.write(JSON.stringify(results));

async function play(one: NetworkCase): Promise<NetworkResult> {
  writeFileSync(resolvConf, one.resolvConf);
  dns.answer = one.dns;
  for (const route of one.routes) system('ip', 'route', ...route.split(' '));
  const scenario = `title: ${one.name}\nmodule: example.com/m@v1.0.0\nGOPROXY=${one.goproxy}\n`;
  const lab = await startLab(parseScenario('network', scenario));
  try {
    const go = sideOf(lab, (await goDownload(lab)).told);
    const { side, code } = await askEngine(scenario);
    return { name: one.name, go, ours: side, code };
  } finally {
    await lab.close();
    for (const route of one.routes) system('ip', 'route', ...route.replace('add', 'del').split(' '));
  }
}

/** Without blocking: our DNS server runs in this process. */
async function askEngine(scenario: string): Promise<NetworkSide> {
  const program = join(import.meta.dirname, 'networkEngine.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, scenario, release]);
  return JSON.parse(stdout) as NetworkSide;
}

function system(command: string, ...argv: string[]): void {
  const { status, stderr } = spawnSync(command, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: ${stderr}`);
}
