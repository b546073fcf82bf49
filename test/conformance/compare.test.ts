import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RunningLab } from '../lab/lab.ts';
import type { LogEntry } from '../lab/labServer.ts';
import { differences, sideOf } from './compare.ts';
import type { Told } from './goDownload.ts';

const asked = (path: string, status: number | null, port: number): LogEntry => ({
  method: 'GET',
  path,
  host: `127.0.0.1:${port}`,
  status,
});

const failed = (error: string): Told => ({ outcome: 'not ok', version: null, error, exact: true });

function lab(port: number, log: LogEntry[]): RunningLab {
  const fake: Pick<RunningLab, 'urls' | 'environment' | 'logs' | 'modules'> = {
    modules: ['example.com/m@v1.0.0'],
    urls: { a: `http://127.0.0.1:${port}` },
    environment: { HOME: `/tmp/lab-${port}` },
    logs: () => ({ a: log }),
  };
  return fake as RunningLab;
}

describe('comparing two runs of a scenario', () => {
  it('does not mind ports, folders and times', () => {
    const text = (port: number): string =>
      `M@V: Get "http://127.0.0.1:${port}/x": read tcp 127.0.0.1:${port + 1}->127.0.0.1:${port}: read: connection reset by peer in /tmp/lab-${port}/x`;
    const go = sideOf(lab(4000, [asked('/x', 200, 4000)]), failed(text(4000)));
    const ours = sideOf(lab(5000, [asked('/x', 200, 5000)]), { ...failed(text(5000)), outcome: 'failed' });
    assert.deepEqual(differences(go, ours), []);
    assert.equal(
      go.told.error,
      'M@V: Get "http://{{a}}/x": read tcp *->{{a}}: read: connection reset by peer in {{home}}/x',
    );
  });

  it('counts an immediate repeat of a refused request once, and no other repeat', () => {
    const refused = [asked('/x', 404, 4000), asked('/x', 404, 4000)];
    const served = [asked('/y', 200, 4000), asked('/y', 200, 4000)];
    const side = sideOf(lab(4000, [...refused, ...served]), failed(''));
    assert.deepEqual(side.asked['a'], ['GET /x at {{a}}', 'GET /y at {{a}}', 'GET /y at {{a}}']);
  });

  it('forgives only the words inside an error that is not called exact', () => {
    const go = sideOf(
      lab(4000, []),
      failed('M@V: Get "U": read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer'),
    );
    const rough = (error: string): Told => ({ ...failed(error), exact: false });
    assert.deepEqual(differences(go, sideOf(lab(5000, []), rough('M@V: Get "U": read: connection reset by peer'))), []);
    assert.equal(
      differences(go, sideOf(lab(5000, []), failed('M@V: Get "U": read: connection reset by peer'))).length,
      1,
    );
    assert.equal(
      differences(go, sideOf(lab(5000, []), rough('M@V: read "U": read: connection reset by peer'))).length,
      1,
    );
  });

  it('shows another text, another outcome and another request', () => {
    const go = sideOf(lab(4000, [asked('/x', 200, 4000)]), failed('one'));
    const ours = sideOf(lab(4000, []), { outcome: 'ok', version: 'v1.0.0', error: null, exact: true });
    const text = differences(go, ours).join('\n');
    for (const part of ['outcome', 'version', 'error', 'asked of a']) assert.match(text, new RegExp(`^${part}$`, 'm'));
    assert.match(text, /go {3}one\n {4}ours null/);
  });
});
