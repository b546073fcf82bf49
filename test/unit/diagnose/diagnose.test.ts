import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diagnose } from '../../../src/engine/diagnose/diagnose.ts';
import { fileUri } from '../../../src/engine/diagnose/place.ts';
import {
  context,
  environment,
  exchange,
  failure,
  netFailure,
  project,
  proxy,
  required,
  run,
  statusFailure,
  step,
  trace,
} from './builders.ts';

const refused = {
  kind: 'connect',
  host: 'proxy.corp.example',
  port: 443,
  attempts: [{ address: '192.0.2.1', family: 4, reason: 'refused', detail: '' }],
} as const;

describe('diagnosis', () => {
  it('is silent about healthy modules', () => {
    const sum = 'a.example/m v1.0.0 h1:X=\na.example/m v1.0.0/go.mod h1:Y=\n';
    const healthy = project('module b.example/app\n\ngo 1.26\n\nrequire a.example/m v1.0.0\n', sum);
    assert.deepEqual(
      diagnose(context({ project: healthy, runs: [required(healthy, run('a.example/m', 'v1.0.0'))] })),
      [],
    );
  });

  it('is silent where nothing was examined, guarded, offline or aborted', () => {
    const silent = [
      { kind: 'notExamined', what: 'credentials' },
      { kind: 'guarded', why: '' },
      { kind: 'offline' },
      { kind: 'aborted' },
    ] as const;
    for (const one of silent) {
      const unknown = run('a.example/m', 'v1.0.0', netFailure(one), { outcome: 'unknown' });
      assert.deepEqual(diagnose(context({ runs: [unknown] })), []);
    }
    const direct = run('a.example/m', 'v1.0.0', failure({ kind: 'notExamined', what: 'direct' }), {
      outcome: 'unknown',
    });
    const passive = run('b.example/m', 'v1.0.0', failure({ kind: 'notCachedThere', status: 404 }), {
      outcome: 'unknown',
    });
    assert.deepEqual(diagnose(context({ runs: [direct, passive] })), []);
  });

  it('says nothing of a 404 where another server had the module', () => {
    const helped = run('a.example/m', 'v1.0.0', null, { hidden: [statusFailure(404)] });
    assert.deepEqual(diagnose(context({ runs: [helped] })), []);
  });

  it('makes one finding of a dead proxy with 80 modules', () => {
    const runs = Array.from({ length: 80 }, (_, index) => run(`a.example/m${index}`, 'v1.0.0', netFailure(refused)));
    const findings = diagnose(context({ runs }));
    assert.equal(findings.length, 1);
    assert.equal(findings[0]?.code, 'tcp-refused');
    assert.equal(findings[0]?.affects.length, 80);
    assert.ok((findings[0]?.evidence.length ?? 0) <= 20);
  });

  it('keeps a dead proxy that a pipe goes round as a warning', () => {
    const found = diagnose(context({ runs: [run('a.example/m', 'v1.0.0', null, { hidden: [netFailure(refused)] })] }));
    assert.deepEqual(
      found.map((one) => [one.code, one.severity]),
      [['tcp-refused', 'warning']],
    );
  });

  it('puts the failure that go names first, and keeps one that go hides as a warning', () => {
    const named = statusFailure(502, 'bad gateway');
    const found = diagnose(context({ runs: [run('a.example/m', 'v1.0.0', named, { hidden: [netFailure(refused)] })] }));
    assert.deepEqual(
      found.map((one) => [one.code, one.severity]),
      [
        ['http-5xx', 'error'],
        ['tcp-refused', 'warning'],
      ],
    );
  });

  it('links the stop at a comma to the error that stopped, and puts the cause first', () => {
    const seen = trace();
    const failed = statusFailure(502, 'bad gateway', { exchange: exchange(seen, { status: 502 }) });
    const steps = [step('stop-at-error', { entry: proxy, status: 502, next: ['direct'] })];
    const findings = diagnose(context({ trace: seen, runs: [run('a.example/m', 'v1.0.0', failed, { steps })] }));
    assert.deepEqual(
      findings.map((one) => one.code),
      ['http-5xx', 'proxy-list-stops-at-error'],
    );
    assert.equal(findings[1]?.causedBy, findings[0]?.id);
    assert.ok(findings[0]?.evidence.includes('exchange:1') && findings[0].evidence.includes('setting:GOPROXY'));
  });

  it('never calls a cut of ours a timeout of theirs above possible', () => {
    const cut = (gosMs: number | null, phase: 'connect' | 'wait') =>
      diagnose(
        context({
          runs: [run('a.example/m', 'v1.0.0', netFailure({ kind: 'timeout', phase, host: 'h', oursMs: 5000, gosMs }))],
        }),
      );
    assert.deepEqual(
      cut(30_000, 'connect').map((one) => [one.code, one.certainty, one.severity]),
      [['tcp-timeout', 'possible', 'warning']],
    );
    assert.deepEqual(cut(null, 'wait'), []);
  });

  it('marks the require line with a file URI', () => {
    const own = project('module b.example/app\n\nrequire a.example/m v1.0.0\n', 'a.example/m v1.0.0/go.mod h1:Y=\n');
    const findings = diagnose(
      context({ project: own, runs: [required(own, run('a.example/m', 'v1.0.0', netFailure(refused)))] }),
    );
    assert.equal(findings[0]?.locations[0]?.uri, 'file:///home/user/app/go.mod');
    assert.equal(findings[0]?.locations[0]?.startLine, 3);
  });
});

describe('remedies', () => {
  const sets = (values: Record<string, string>, status: number, options = {}) =>
    diagnose(
      context({
        environment: environment(values, options),
        runs: [run('a.example/m', 'v1.0.0', statusFailure(status))],
      }),
    )
      .flatMap((finding) => finding.remedies)
      .filter((one) => one.kind === 'go-env');

  it('merges a pipe into the present list and says that it goes round a policy', () => {
    const list = { GOPROXY: `proxy.corp.example, https://b.example|direct` };
    const [pipe] = sets(list, 403);
    assert.deepEqual(pipe?.change, { set: { GOPROXY: 'proxy.corp.example|https://b.example|direct' } });
    assert.equal(pipe?.risk, 'weakens');
    assert.deepEqual(pipe?.undo, { set: list });
    assert.equal(sets(list, 502)[0]?.risk, 'none');
  });

  it('never writes a list with a password into a report', () => {
    assert.deepEqual(sets({ GOPROXY: `${proxy},direct` }, 502, { redacted: true }), []);
  });

  it('says when the process environment hides what go env -w writes', () => {
    assert.equal(sets({ GOPROXY: `${proxy},direct` }, 502, { origin: 'env' })[0]?.params['hidden'], true);
  });

  it('adds the narrowest pattern to GOPRIVATE and to lists that are set on their own', () => {
    const seen = run('github.com/acme/billing/v2', 'v2.0.0', statusFailure(404, 'terminal prompts disabled'));
    const own = environment({ GOPRIVATE: 'old.example', GONOSUMDB: 'x.example' });
    const [finding] = diagnose(context({ environment: own, runs: [seen] }));
    assert.equal(finding?.code, 'private-module-on-public-proxy');
    assert.equal(finding?.certainty, 'possible');
    assert.deepEqual(finding?.remedies[0]?.change, {
      set: { GOPRIVATE: 'old.example,github.com/acme/billing', GONOSUMDB: 'x.example,github.com/acme/billing' },
    });
  });

  it('offers the nearest listed version as an edit of the require line', () => {
    const own = project('module b.example/app\n\nrequire a.example/m v1.4.2\n', 'a.example/m v1.4.2/go.mod h1:Y=\n');
    const seen = required(
      own,
      run('a.example/m', 'v1.4.2', statusFailure(404), { listed: ['v1.3.0', 'v1.4.0', 'v1.4.1', 'v2.0.0'] }),
    );
    const [finding] = diagnose(context({ project: own, runs: [seen] }));
    assert.equal(finding?.code, 'unknown-revision');
    const change = finding?.remedies[0]?.change;
    assert.ok(change && 'edits' in change);
    assert.equal(change.edits[0]?.newText, 'v1.4.1');
    assert.equal(change.edits[0]?.startLine, 3);
  });

  it('never switches a check off for a mismatch', () => {
    const differs = failure({
      kind: 'goSumMismatch',
      which: 'zip',
      downloaded: 'h1:A=',
      recorded: 'h1:B=',
      file: '/home/user/app/go.sum',
      line: 3,
    });
    const findings = diagnose(context({ runs: [run('a.example/m', 'v1.0.0', differs)] }));
    assert.equal(findings[0]?.code, 'gosum-mismatch');
    const text = JSON.stringify(findings[0]?.remedies);
    assert.doesNotMatch(text, /GONOSUMDB|GOSUMDB|GOPRIVATE|GONOSUMCHECK|GOFLAGS|clean|rm /);
  });
});

describe('private modules', () => {
  const verdict = (path: string, entry: string, words: string | null, main = 'example.com/app') => {
    const seen = run(path, 'v1.0.0', statusFailure(404, words, { entry }));
    const [finding] = diagnose(context({ project: project(`module ${main}\n`), runs: [seen] }));
    return [finding?.code, finding?.certainty];
  };
  const golang = 'https://proxy.golang.org';

  it('are likely where the host is not public or the owner is that of the main module', () => {
    assert.deepEqual(verdict('git.pay.corp/core', golang, null), ['private-module-on-public-proxy', 'likely']);
    assert.deepEqual(verdict('github.com/acme/x', golang, null, 'github.com/acme/app'), [
      'private-module-on-public-proxy',
      'likely',
    ]);
  });

  it('are only possible where the words of the server are all there is', () => {
    assert.deepEqual(verdict('github.com/acme/x', golang, 'could not read Username'), [
      'private-module-on-public-proxy',
      'possible',
    ]);
  });

  it('are not suspected without a sign', () => {
    assert.deepEqual(verdict('github.com/acme/x', golang, 'not found'), ['http-404-not-found', 'proved']);
  });
});

describe('a proxy that answers 404 for the checksum database and says nothing', () => {
  const url = 'https://proxy.corp.example/sumdb/sum.golang.org/lookup/a.example/m@v1.0.0';
  const status = { kind: 'status', status: 404, statusLine: '404 Not Found', host: 'proxy.corp.example' } as const;
  const cause = { ...status, contentType: null, serverText: null };
  const remote = { kind: 'failed', goText: '', goTextExact: true, exchange: null, url, cause, entry: proxy } as const;
  const problem = { kind: 'remote', what: 'lookup', failure: remote } as const;
  const seen = failure({ kind: 'sumdb', database: 'sum.golang.org', which: 'mod', problem }, { file: 'mod' });
  const codeWhere = (outcome: 'ok' | 'failed') => {
    const info = { servedBy: proxy, outcome, exchange: null, ms: 1 };
    const files = { list: null, info, mod: null, zip: null };
    return diagnose(context({ runs: [run('a.example/m', 'v1.0.0', seen, { files })] }))[0]?.code;
  };

  it('has no database behind it where it gives out the module', () => {
    assert.equal(codeWhere('ok'), 'sumdb-proxy-broken');
  });

  it('may only not know the version where nobody gives it out', () => {
    assert.equal(codeWhere('failed'), 'sumdb-404-public');
  });
});

describe('file URIs', () => {
  it('escape what a URI cannot hold, on every system', () => {
    assert.equal(fileUri('/home/a b/#1/go.mod', 'linux'), 'file:///home/a%20b/%231/go.mod');
    assert.equal(fileUri('C:\\Users\\ü\\go.mod', 'win32'), 'file:///C:/Users/%C3%BC/go.mod');
    assert.equal(fileUri('\\\\server\\share\\go.mod', 'win32'), 'file://server/share/go.mod');
  });
});
