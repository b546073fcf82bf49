import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nameToolsOrigins, scrubEnvironment, toolsEnvironment } from '../../../../src/vscode/model/environment.ts';
import { sampleReport, sampleSetting } from '../../cli/sampleReport.ts';

describe('the environment of the engine process', () => {
  it('lacks what is meant for the editor and its Node', () => {
    const given = {
      VSCODE_PID: '1',
      vscode_ipc_hook: 'x',
      NODE_OPTIONS: '--inspect',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      node_tls_reject_unauthorized: '0',
      GOPROXY: 'off',
      HOME: '/home/me',
    };
    assert.deepEqual(scrubEnvironment(given), { GOPROXY: 'off', HOME: '/home/me' });
  });

  it('keeps what makes the desktop program run as Node', () => {
    assert.deepEqual(scrubEnvironment({ ELECTRON_RUN_AS_NODE: '1', UNSET: undefined }), { ELECTRON_RUN_AS_NODE: '1' });
  });
});

describe('go.toolsEnvVars', () => {
  const variables = { workspaceFolder: '/w', environment: { USER_PROXY: 'https://p.example' } };

  it('has its variables replaced as the Go extension does', () => {
    const setting = { GOPROXY: `\${env:USER_PROXY},direct`, GOFLAGS: `-modfile=\${workspaceFolder}/x.mod` };
    assert.deepEqual(toolsEnvironment(setting, variables), {
      GOPROXY: 'https://p.example,direct',
      GOFLAGS: '-modfile=/w/x.mod',
    });
  });

  it('is named as the origin of what it sets, and of nothing else', () => {
    const settings = [
      sampleSetting('GOPROXY', 'off', { origin: 'override' }),
      sampleSetting('GOSUMDB', 'off', { origin: 'override' }),
      sampleSetting('GOFLAGS', '', { origin: 'env' }),
    ];
    const named = nameToolsOrigins(sampleReport({ settings }), { GOPROXY: 'off', GOFLAGS: '' });
    assert.deepEqual(
      named.settings.map(({ origin }) => origin),
      ['go.toolsEnvVars', 'override', 'env'],
    );
  });

  it('is passed over where it is no text or no name', () => {
    assert.deepEqual(toolsEnvironment({ A: 1, B: '', 'C=D': 'x', E: 'y' }, variables), { E: 'y' });
    for (const odd of [null, undefined, 'GOPROXY=off', 7]) assert.deepEqual(toolsEnvironment(odd, variables), {});
  });
});
