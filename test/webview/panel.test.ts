/** What the panel does: selection, keyboard, focus, messages, reload, hostile text. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import type { PanelState } from '../../src/protocol/panelMessages.ts';
import type { Report } from '../../src/protocol/report.ts';
import { launchChromium } from '../host/openVSCode.ts';
import { setUpHost } from '../host/setup.ts';
import { buildPanel } from './panelFiles.ts';
import { type OpenOptions, type OpenPanel, openPanel } from './panelPage.ts';
import { stateOf } from './panelState.ts';
import { makeReport, type ReportName } from './reports.ts';

describe('the panel', function () {
  this.timeout(30_000);
  let browser: Browser;
  let files: Awaited<ReturnType<typeof buildPanel>>;
  before(async () => {
    setUpHost();
    [browser, files] = await Promise.all([launchChromium(), buildPanel()]);
  });
  after(async () => {
    await browser?.close();
    files?.remove();
  });

  /** Opens the page with a real report, and closes it after the test. */
  async function show(
    report: Report | null,
    check: (panel: OpenPanel, page: Page) => Promise<void>,
    change: Partial<PanelState> = {},
    options: OpenOptions = {},
  ): Promise<void> {
    const panel = await openPanel(browser, files.folder, stateOf(report, change), options);
    try {
      await check(panel, panel.page);
      assert.deepEqual(await panel.problems(), []);
    } finally {
      await panel.close();
    }
  }
  const showLab = async (name: ReportName, check: (panel: OpenPanel, page: Page, report: Report) => Promise<void>) => {
    const report = await makeReport(name);
    await show(report, (panel, page) => check(panel, page, report));
  };
  const selected = (page: Page) =>
    page.evaluate(() => [...document.querySelectorAll('[aria-selected="true"]:not([role="tab"])')].map(({ id }) => id));
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

  describe('tells', () => {
    it('the verdict, its detail with the server words, and what go prints', () =>
      showLab('policy', async (_, page, report) => {
        const banner = await page.locator('.banner').innerText();
        const [finding] = report.findings;
        const [module] = report.modules;
        assert.ok(finding && module);
        for (const text of [finding.title, finding.detail, module.goError ?? '?', 'cool-down']) {
          assert.ok(banner.includes(text), text);
        }
      }));

    it('each decision as a step, in order, with its reason', () =>
      showLab('policy', async (_, page, report) => {
        const steps = await page.locator('[role="option"]').allInnerTexts();
        const wanted = report.modules[0]?.steps ?? [];
        assert.equal(steps.length, wanted.length);
        for (const [at, step] of wanted.entries()) {
          assert.ok(steps[at]?.includes(step.title) && steps[at]?.includes(step.why), steps[at]);
        }
      }));

    it('phases that happened and no others, in words for those who do not see the bars', () =>
      showLab('healthy', async (_, page, report) => {
        const rows = await page.locator('.waterfall tbody tr').allTextContents();
        assert.equal(rows.length, 3);
        assert.match(rows[0] ?? '', /connect: from .* ms.*TLS: from .* ms.*wait: from/s);
        assert.doesNotMatch(rows[0] ?? '', /DNS/, 'a literal address is not looked up');
        const { host, port } = report.connections[0] ?? {};
        for (const row of rows.slice(1)) {
          assert.doesNotMatch(row, /connect:|TLS:/);
          assert.ok(row.includes(`open connection to ${host}:${port} used again`), row);
        }
      }));

    it('where a request without an answer failed', () =>
      showLab('certificate', async (_, page) => {
        assert.match(await page.locator('.waterfall tbody tr').innerText(), /failed: TLS/);
        assert.match(await page.locator('#tab-panel').innerText(), /No answer came.*unknownAuthority/s);
        await page.locator('#tab-connection').click();
        assert.match(await page.locator('#tab-panel').innerText(), /CN=Fault Lab Stranger/);
      }));

    it('who says which checksum', () =>
      showLab('mismatch', async (_, page, report) => {
        const table = await page.locator('.checksums').innerText();
        const [source] = report.modules[0]?.checksum.sources ?? [];
        assert.ok(source && table.includes(source.zip ?? '?') && table.includes(source.mod ?? '?'));
        assert.match(table, /mismatch/);
        assert.match(table, /differs h1:/);
      }));

    it('remedies once each, with effect, forecast, caution and a button', () =>
      showLab('policy', async (_, page, report) => {
        const items = await page.locator('.remedies li').allInnerTexts();
        const titles = new Set(report.findings.flatMap(({ remedies }) => remedies.map(({ title }) => title)));
        assert.equal(items.length, titles.size);
        const weakening = items.find((text) => text.includes('GOPROXY='));
        assert.match(weakening ?? '', /After any failure.*planned: .*Mind.*Apply…/s);
      }));

    it('a healthy module in a word', () =>
      showLab('healthy', async (_, page) => {
        assert.match(
          await page.locator('.banner').innerText(),
          /^\s*This module can be fetched, from 127\.0\.0\.1:\d+\s*$/,
        );
        assert.equal(await page.locator('.remedies').count(), 0);
      }));
  });

  describe('selects', () => {
    it('first the step that proves the verdict, and its request', () =>
      showLab('policy', async (_, page) => assert.deepEqual(await selected(page), ['step-2', 'row-exchange:2'])));

    it('the request of a step, and the step of a request', () =>
      showLab('mismatch', async (_, page) => {
        await page.locator('#step-2').click();
        assert.deepEqual(await selected(page), ['step-2', 'row-exchange:1']);
        await page.locator('[id="row-exchange:3"]').click();
        assert.deepEqual(await selected(page), ['step-5', 'row-exchange:3']);
        await page.locator('[id="row-exchange:2"]').click();
        assert.deepEqual(await selected(page), ['step-3', 'row-exchange:2']);
      }));

    it('by arrow keys, Home and End, and opens the request with Enter', () =>
      showLab('mismatch', async (_, page) => {
        await page.locator('#step-2').click();
        await page.keyboard.press('ArrowDown');
        assert.deepEqual([await focused(page), ...(await selected(page))], ['step-3', 'step-3', 'row-exchange:2']);
        await page.keyboard.press('End');
        assert.equal(await focused(page), 'step-6');
        await page.keyboard.press('ArrowDown');
        assert.equal(await focused(page), 'step-6');
        await page.keyboard.press('Home');
        assert.equal(await focused(page), 'step-1');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        assert.equal(await focused(page), 'tab-answer');
        await page.keyboard.press('ArrowRight');
        assert.equal(await focused(page), 'tab-headers');
        assert.match(await page.locator('#tab-panel').innerText(), /User-Agent/);
        await page.keyboard.press('End');
        assert.match(await page.locator('#tab-panel').innerText(), /^curl --include/);
      }));

    it('requests by arrow keys, too', () =>
      showLab('mismatch', async (_, page) => {
        await page.locator('[id="row-exchange:1"]').click();
        await page.keyboard.press('ArrowDown');
        assert.deepEqual(
          [await focused(page), ...(await selected(page))],
          ['row-exchange:2', 'step-3', 'row-exchange:2'],
        );
        await page.keyboard.press('Enter');
        assert.equal(await focused(page), 'tab-answer');
      }));

    it('what evidence names, and takes the focus there', () =>
      showLab('mismatch', async (_, page) => {
        await page.locator('#step-1').click();
        const evidence = page.locator('.banner .foot');
        await evidence.getByText('request', { exact: false }).click();
        assert.deepEqual([await focused(page), ...(await selected(page))], ['tab-answer', 'step-5', 'row-exchange:3']);
        await evidence.getByText('connection to').click();
        assert.equal(await focused(page), 'tab-connection');
        await evidence.getByText('step 6').click();
        assert.deepEqual([await focused(page), ...(await selected(page))], ['step-6', 'step-6', 'row-exchange:3']);
        await evidence.getByText('GOPROXY').click();
        assert.equal(await focused(page), 'setting-GOPROXY');
        assert.ok(await page.locator('#setting-GOPROXY').isVisible());
      }));

    it('everything by Tab, in reading order, without a trap', () =>
      showLab('policy', async (_, page) => {
        const seen: string[] = [];
        for (let count = 0; count < 60; count++) {
          await page.keyboard.press('Tab');
          const where = await page.evaluate(() => {
            const element = document.activeElement;
            return element === document.body
              ? 'end'
              : element?.closest('header, section, details')?.className || 'header';
          });
          if (where === 'end') break;
          if (seen.at(-1) !== where) seen.push(where);
        }
        assert.deepEqual(seen, [
          'header',
          'banner look-error',
          'steps',
          'requests',
          'details',
          'remedies',
          'findings',
          'settings',
        ]);
      }));
  });

  describe('with many modules', () => {
    it('groups them in a list, and shows the chosen one', () =>
      showLab('deadProxy', async (panel, page, report) => {
        const list = page.locator('header select');
        assert.equal(await list.locator('option').count(), 80);
        const id = report.modules[41]?.id ?? '';
        await list.selectOption(id);
        assert.deepEqual(await panel.request(), { kind: 'selectModule', moduleId: id });
        assert.match(await page.locator('h1').innerText(), /number42 v1\.41\.0/);
        assert.match(await page.locator('.waterfall tbody').innerText(), /v1\.41\.0/);
        assert.match(await page.locator('.banner').innerText(), /refuses the connection/);
      }));

    it('follows the cursor when the editor says so', () =>
      showLab('deadProxy', async (panel, page, report) => {
        await panel.send({ kind: 'select', moduleId: report.modules[7]?.id ?? '' });
        assert.match(await page.locator('h1').innerText(), /number8 /);
        assert.deepEqual(await panel.sent(), []);
        await page.getByRole('button', { name: 'Follow cursor' }).click();
        assert.deepEqual(await panel.request(), { kind: 'follow', on: true });
        assert.equal(await page.getByRole('button', { name: 'Follow cursor' }).getAttribute('aria-pressed'), 'true');
      }));
  });

  describe('asks the editor', () => {
    it('to run again, to copy, to apply a remedy, to open places and pages', () =>
      showLab('policy', async (panel, page, report) => {
        const moduleId = report.modules[0]?.id ?? '';
        const click = async (name: string | RegExp) => {
          await page.getByRole('button', { name }).first().click();
          return panel.request();
        };
        assert.deepEqual(await click('Run again'), { kind: 'runAgain', moduleId });
        assert.deepEqual(await click('Copy report'), { kind: 'copy', what: { kind: 'report' } });
        assert.deepEqual(await click('Copy what go prints'), { kind: 'copy', what: { kind: 'goError', moduleId } });
        assert.deepEqual(await click('go.mod:6'), { kind: 'openLocation', place: { kind: 'module', moduleId } });
        assert.deepEqual(await click('About this finding'), { kind: 'openHelp', findingId: '1' });
        assert.deepEqual(await click(/^Copy letter/), {
          kind: 'copy',
          what: { kind: 'remedy', findingId: '1', remedyId: '1' },
        });
        const apply = await click(/^Apply…/);
        assert.deepEqual(apply, { kind: 'applyRemedy', findingId: '1', remedyId: '2' });
        await page.locator('#tab-curl').click();
        assert.deepEqual(await click('Copy as curl'), { kind: 'copy', what: { kind: 'curl', exchangeId: '2' } });
      }));

    it('to export, from a menu that the keyboard opens, walks and leaves', () =>
      showLab('policy', async (panel, page) => {
        await page.locator('#export').focus();
        await page.keyboard.press('ArrowDown');
        assert.equal(await focused(page), 'export-0');
        await page.keyboard.press('Escape');
        assert.equal(await focused(page), 'export');
        assert.equal(await page.locator('[role="menu"]').count(), 0);
        await page.keyboard.press('Enter');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        assert.deepEqual(await panel.request(), { kind: 'export', format: 'markdown' });
        assert.equal(await focused(page), 'export');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.equal(await page.locator('[role="menu"]').count(), 0);
      }));

    it('and reads out the reply, also one that failed', () =>
      showLab('policy', async (panel, page) => {
        const copy = page.getByRole('button', { name: 'Copy report' });
        await copy.click();
        await panel.request({ kind: 'done', message: 'Copied.' });
        assert.equal((await page.locator('[role="status"]').last().innerText()).trim(), 'Copied.');
        await copy.click();
        await panel.request({ kind: 'failed', message: 'no clipboard' });
        assert.equal((await page.locator('[role="status"]').last().innerText()).trim(), 'no clipboard');
      }));

    it('for nothing that it cannot do', async () => {
      const capabilities = {
        ...stateOf(null).capabilities,
        applyRemedy: false,
        follow: false,
        openLocation: false,
        exports: [],
      };
      await show(
        await makeReport('policy'),
        async (_, page) => {
          const names = await page.locator('button, vscode-button').allInnerTexts();
          const forbidden = names.filter((name) => /Apply|Follow|Export|What if|Open go\.|go\.mod:6/.test(name));
          assert.deepEqual(forbidden, []);
        },
        { capabilities },
      );
    });

    it('what would happen, once that is offered', async () => {
      const report = await makeReport('policy');
      const capabilities = { ...stateOf(null).capabilities, whatIf: true };
      await show(
        report,
        async (panel, page) => {
          await page.getByRole('button', { name: 'What if…' }).click();
          assert.deepEqual(await panel.request(), { kind: 'whatIf', moduleId: report.modules[0]?.id });
        },
        { capabilities },
      );
    });
  });

  describe('while time passes', () => {
    const progress = { done: 1, total: 3, current: 'proxy.example' };
    it('says how far a run is, lets it be cancelled, and keeps the former result', () =>
      showLab('policy', async (panel, page, report) => {
        await panel.send({ kind: 'progress', progress });
        const status = page.locator('[role="status"][aria-live="polite"]').first();
        assert.match(await status.innerText(), /Diagnosing… · 1 of 3 modules · asking proxy\.example/);
        assert.ok(await page.locator('.banner').isVisible());
        await page.getByRole('button', { name: 'Cancel' }).click();
        assert.deepEqual(await panel.request(), { kind: 'cancel' });
        await panel.send({ kind: 'state', state: stateOf(report, { run: { kind: 'cancelled' } }) });
        assert.match(await status.innerText(), /The diagnosis was cancelled\. Below is the former result\./);
        await panel.send({ kind: 'state', state: stateOf(report, { run: { kind: 'failed', message: 'why' } }) });
        assert.match(await status.innerText(), /The diagnosis failed: why/);
      }));

    it('can be cancelled before there is a report', () =>
      show(
        null,
        async (panel, page) => {
          await page.getByRole('button', { name: 'Cancel' }).click();
          assert.deepEqual(await panel.request(), { kind: 'cancel' });
        },
        { run: { kind: 'running', progress } },
      ));

    it('says what to do before anything was diagnosed', () =>
      show(null, async (_, page) => {
        assert.match(await page.locator('main').innerText(), /Nothing has been diagnosed yet.*Diagnose Fetch/s);
      }));

    it('says that a run was cut short', async () => {
      const report = await makeReport('policy');
      await show({ ...report, complete: false }, async (_, page) => {
        assert.match(await page.locator('[role="status"]').first().innerText(), /not complete/);
      });
    });

    it('calls an old result old, and says why', async () => {
      const report = await makeReport('policy');
      const startedAt = new Date(Date.now() - 3 * 60_000).toISOString();
      const old = { ...report, startedAt };
      await show(
        old,
        async (_, page) => assert.match(await page.locator('.notices').innerText(), /Old result, 3 min ago$/m),
        {
          freshMs: 120_000,
        },
      );
      await show(
        old,
        async (_, page) =>
          assert.match(await page.locator('.notices').innerText(), /3 min ago: settings or files have changed/),
        { outdated: true },
      );
      await show(old, async (_, page) => {
        assert.equal((await page.locator('.notices').innerText()).trim(), '');
        assert.match(await page.locator('.facts').innerText(), /3 min ago/);
      });
    });

    it('keeps focus, selection and tab when a new result comes', () =>
      showLab('mismatch', async (panel, page) => {
        await page.locator('#step-3').click();
        await page.locator('#tab-headers').click();
        await page.locator('#step-3').focus();
        await panel.send({ kind: 'state', state: stateOf(await makeReport('mismatch')) });
        assert.equal(await focused(page), 'step-3');
        assert.deepEqual(await selected(page), ['step-3', 'row-exchange:2']);
        assert.equal(await page.locator('[role="tab"][aria-selected="true"]').getAttribute('id'), 'tab-headers');
      }));

    it('survives a reload with report, selection and tab', () =>
      showLab('mismatch', async (panel, page) => {
        await page.locator('#step-3').click();
        await page.locator('#tab-timing').click();
        await page.reload();
        assert.deepEqual(await panel.sent(), [{ kind: 'ready', hasState: true }]);
        assert.deepEqual(await selected(page), ['step-3', 'row-exchange:2']);
        assert.match(await page.locator('#tab-panel').innerText(), /Phase/);
      }));

    it('starts afresh where the kept state is not its own', () =>
      showLab('policy', async (panel, page) => {
        for (const kept of [
          '"x"',
          '{"version":1,"state":{"report":7},"selection":{"tab":{}}}',
          '[]',
          '{"version":2}',
        ]) {
          await page.evaluate((text) => sessionStorage.setItem('state', text), kept);
          await page.reload();
          assert.deepEqual(await panel.sent(), [{ kind: 'ready', hasState: false }]);
        }
      }));

    it('ignores messages that it does not understand', () =>
      showLab('policy', async (_, page) => {
        const before = await page.locator('main').innerText();
        await page.evaluate(() => {
          const odd = [
            null,
            1,
            'state',
            {},
            { kind: 'state' },
            { kind: 'state', state: { report: {} } },
            { kind: 'reply', id: 99 },
          ];
          for (const data of odd) window.dispatchEvent(new MessageEvent('message', { data }));
        });
        assert.equal(await page.locator('main').innerText(), before);
      }));

    it('holds still where motion is not wanted', () =>
      show(
        null,
        async (_, page) => {
          const animation = await page.locator('.spin').evaluate((element) => getComputedStyle(element).animationName);
          assert.equal(animation, 'none');
        },
        { run: { kind: 'running', progress } },
        { reduceMotion: true },
      ));
  });

  describe('shows text of a hostile server', () => {
    it('as text, with steering characters made visible', () =>
      showLab('hostile', async (_, page) => {
        const answer = await page.locator('#tab-panel').innerText();
        assert.match(answer, /<img src=x onerror=/);
        await page.locator('#tab-headers').click();
        assert.match(await page.locator('#tab-panel').innerText(), /X-Evil\s+<img src=x onerror=/i);
        assert.equal(await page.locator('img').count(), 0);
        assert.equal(await page.locator('script').count(), 1);
        assert.notEqual(await page.title(), 'owned');
        assert.doesNotMatch(
          await page.locator('body').innerText(),
          /[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]/,
        );
      }));

    it('also where a report brings the characters themselves, everywhere', async () => {
      const report = await makeReport('policy');
      const attack = '\u202e\u2066\u0007\u001b[31m<img src=x onerror="document.title=\'owned\'">{0}';
      const poisoned: Report = JSON.parse(JSON.stringify(report), (key, value) =>
        typeof value === 'string' &&
        /title|why|detail|effect|caution|goError|value|excerpt|url|wouldChange|subject|issuer/.test(key)
          ? `${value}${attack}`
          : value,
      );
      await show(poisoned, async (_, page) => {
        for (const tab of ['answer', 'headers', 'connection', 'timing', 'curl']) {
          await page.locator(`#tab-${tab}`).click();
          assert.equal(await page.locator('img').count(), 0);
          const text = await page.evaluate(() => document.body.textContent ?? '');
          assert.doesNotMatch(text, /[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]/, tab);
        }
        assert.notEqual(await page.title(), 'owned');
      });
    });
  });
});
