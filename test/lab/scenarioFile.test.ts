import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseScenario } from './scenario.ts';

describe('a scenario file', () => {
  it('has a head, servers with rules, and files', () => {
    const scenario = parseScenario(
      'demo',
      [
        'title: A title',
        'module: example.com/m@v1.0.0',
        'GOPROXY={{a}},{{b}}',
        'expect: http-5xx',
        'also: proxy-list-stops-at-error',
        'outcome: failed',
        '-- server a --',
        'kind: https',
        'certificate: expired',
        'on zip example.com/m@v1.0.0',
        '  status 503 Try Later',
        '  header Retry-After: 60',
        '  body one',
        '  body two',
        'on accept',
        '  reset',
        '-- go.mod --',
        'module example.com/victim',
        '',
      ].join('\n'),
    );
    assert.deepEqual(scenario.settings, { GOPROXY: '{{a}},{{b}}' });
    assert.deepEqual(scenario.expect, ['http-5xx', 'proxy-list-stops-at-error']);
    assert.deepEqual(scenario.files, [{ name: 'go.mod', text: 'module example.com/victim\n' }]);
    const [server] = scenario.servers;
    assert.equal(server?.certificate, 'expired');
    assert.deepEqual(server?.rules, [
      {
        target: 'zip',
        module: 'example.com/m@v1.0.0',
        answer: {
          kind: 'response',
          status: 503,
          reason: 'Try Later',
          headers: [['Retry-After', '60']],
          body: { kind: 'text', text: 'one\ntwo' },
          gzip: false,
          delivery: 'whole',
        },
      },
      { target: 'accept', module: null, answer: { kind: 'reset' } },
    ]);
  });

  it('names the line that it does not understand', () => {
    const misspelt = 'title: T\n-- server a --\nkind: http\non all\n  statsu 403\n';
    assert.throws(
      () => parseScenario('demo', misspelt),
      /demo\.txtar, server a, line 3: no such behaviour: {3}statsu 403/,
    );
    assert.throws(() => parseScenario('demo', 'title: T\noutcome: perhaps\n'), /demo\.txtar, line 2: not one of ok/);
    assert.throws(() => parseScenario('demo', 'title: T\nexspect: none\n'), /line 2/);
  });

  it('scripts the resolver and the dialer', () => {
    const source =
      'title: T\n-- ports --\nresolve a.example: noSuchHost\nresolve b.example: 192.0.2.1 2001:db8::1\ndial 2001:db8::1: timeout\ndial 192.0.2.1: server a\n';
    const { ports } = parseScenario('demo', source);
    assert.deepEqual(ports?.resolve.get('a.example'), { kind: 'failed', reason: 'noSuchHost' });
    assert.deepEqual(ports?.resolve.get('b.example'), { kind: 'addresses', addresses: ['192.0.2.1', '2001:db8::1'] });
    assert.deepEqual(ports?.dial.get('2001:db8::1'), { kind: 'failed', reason: 'timeout' });
    assert.deepEqual(ports?.dial.get('192.0.2.1'), { kind: 'server', name: 'a' });
  });
});
