/** DNS faults and unreachable addresses, played to the real go and to the engine in a network namespace. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { differences } from './compare.ts';
import { hasGo } from './goDownload.ts';
import { networkCases } from './networkCase.ts';
import type { NetworkResult } from './networkInside.ts';

const namespace = ['unshare', '--map-root-user', '--net', '--mount'];

describe('go and the engine in a broken network', function () {
  this.timeout(120_000);
  let results: NetworkResult[] = [];

  before(function () {
    const missing = missingTool();
    if (missing !== null) {
      console.error(`NOT COMPARED WITH GO: ${missing}`);
      this.skip();
    }
    results = playAll();
  });

  for (const { name, expect } of networkCases) {
    it(`agree about ${name}`, () => {
      const result = results.find((candidate) => candidate.name === name);
      assert.ok(result, 'the case was not played');
      const found = differences(result.go, result.ours);
      assert.ok(found.length === 0, `\n${found.join('\n')}`);
      assert.equal(result.code, expect);
    });
  }
});

/** Why this system cannot play the faults, or null. */
function missingTool(): string | null {
  if (!hasGo()) return 'there is no go command on PATH';
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  const { status } = spawnSync('unshare', [...namespace.slice(1), 'ip', 'link', 'set', 'lo', 'up']);
  return status === 0 ? null : 'this user may not make a network namespace, or there is no `ip`';
}

function playAll(): NetworkResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'network-'));
  try {
    const inside = join(import.meta.dirname, 'networkInside.ts');
    const argv = [...namespace.slice(1), process.execPath, inside, join(folder, 'resolv.conf')];
    const { stdout, stderr, status } = spawnSync('unshare', argv, { encoding: 'utf8', timeout: 100_000 });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as NetworkResult[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
