/** Which module this is, when and where it was asked about, and what can be done with the whole report. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ModuleOutcome, ModuleReport } from '../../protocol/report.ts';
import { selectModule } from '../model.ts';
import type { Shown } from '../panel.ts';
import { visible } from '../visible.ts';
import { age, duration, fileName, fill } from '../words.ts';
import { exportMenu } from './exportMenu.ts';
import { link, quoted } from './parts.ts';

export function header(shown: Shown): TemplateResult {
  return html`
    <header>
      <div class="identity">
        <h1 class=${shown.report.modules.length < 2 ? '' : 'hidden'}>${quoted(shown.module.path)} <span class="version">${quoted(versionText(shown.module))}</span></h1>
        ${picker(shown)}
        <p class="facts">${facts(shown)}</p>
      </div>
      <div class="actions">${actions(shown)}</div>
    </header>
  `;
}

export function versionText({ version, resolvedVersion }: ModuleReport): string {
  if (resolvedVersion === null || resolvedVersion === version) return version;
  return version === '' ? resolvedVersion : `${version} → ${resolvedVersion}`;
}

const groups: readonly (readonly ModuleOutcome[])[] = [['failed', 'not-found'], ['unknown'], ['ok'], ['skipped']];
const marks: Record<ModuleOutcome, string> = { ok: '✓', failed: '✗', 'not-found': '✗', unknown: '?', skipped: '-' };

/** A native list: it can be typed into, and every screen reader knows it. */
function picker(shown: Shown): TemplateResult | typeof nothing {
  const { report, strings, module, ask, change } = shown;
  if (report.modules.length < 2) return nothing;
  const onChange = (event: Event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const moduleId = event.target.value;
    change((model) => selectModule(model, moduleId));
    ask({ kind: 'selectModule', moduleId });
  };
  const titles = [strings.banner.failed, strings.banner.unknown, strings.banner.ok, strings.banner.skipped];
  return html`
    <div class="picker">
      <select aria-label=${strings.header.module} .value=${module.id} @change=${onChange}>
        ${groups.map((outcomes, at) => {
          const members = report.modules.filter(({ outcome }) => outcomes.includes(outcome));
          return members.length === 0
            ? nothing
            : html`<optgroup label="${titles[at]} (${members.length})">${members.map((one) => option(one, module))}</optgroup>`;
        })}
      </select>
      <span class="codicon codicon-chevron-down" aria-hidden="true"></span>
    </div>
  `;
}

function option(one: ModuleReport, module: ModuleReport): TemplateResult {
  const text = visible(`${marks[one.outcome]} ${one.path} ${versionText(one)}`);
  return html`<option value=${one.id} ?selected=${one === module}>${text}</option>`;
}

function facts(shown: Shown): TemplateResult[] {
  const { report, module, strings } = shown;
  const words = strings.header;
  const parts: (TemplateResult | string | null)[] = [
    place(shown),
    module.indirect ? words.indirect : null,
    module.replacedBy === null ? null : fill(words.replacedBy, visible(module.replacedBy)),
    module.private === null
      ? null
      : fill(words.private, visible(`${module.private.setting}=${module.private.pattern}`)),
    report.mode === 'active' ? null : report.mode === 'passive' ? words.passive : words.plan,
    goText(shown),
    report.host.place === 'local' ? null : words.place[report.host.place],
    html`<span title=${module.checkedAt}>${ageText(shown)}</span>`,
    duration(report.durationMs),
  ];
  return parts.filter((part) => part !== null && part !== '').map((part) => html`<span class="fact">${part}</span>`);
}

function place(shown: Shown): TemplateResult | null {
  const { file, line, id } = shown.module;
  if (file === null) return null;
  const text = line === null ? fileName(file) : `${fileName(file)}:${line}`;
  if (!shown.model.state?.capabilities.openLocation) return html`${visible(text)}`;
  return link(text, () => shown.ask({ kind: 'openLocation', place: { kind: 'module', moduleId: id } }));
}

function goText({ report: { host }, strings }: Shown): string {
  const simulated = host.simulated.replace(/^(?:go)?/, 'go');
  if (host.goVersion === null) return fill(strings.header.goMissing, simulated);
  return host.goVersion === simulated ? simulated : fill(strings.header.goOther, host.goVersion, simulated);
}

/** Time of day and age: a result never looks newer than it is. */
function ageText({ report, strings, model }: Shown): string {
  const startedMs = Date.parse(report.startedAt);
  if (Number.isNaN(startedMs)) return '';
  const locale = model.state?.language === 'zh-cn' ? 'zh-CN' : 'en-GB';
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(startedMs);
  return `${time} (${age(model.nowMs - startedMs, strings.age)})`;
}

function actions(shown: Shown): TemplateResult {
  const { strings, model, ask, module } = shown;
  const words = strings.header;
  const state = model.state;
  const can = state?.capabilities;
  const isRunning = state?.run.kind === 'running';
  return html`
    ${can?.follow ? followToggle(shown) : nothing}
    ${
      isRunning
        ? html`<vscode-button icon="stop-circle" secondary @click=${() => ask({ kind: 'cancel' })}>${words.cancel}</vscode-button>`
        : html`<vscode-button
            icon="refresh"
            secondary
            ?disabled=${!can?.runAgain}
            @click=${() => ask({ kind: 'runAgain', moduleId: module.id })}
            >${words.runAgain}</vscode-button
          >`
    }
    ${
      can?.whatIf
        ? html`<vscode-button secondary @click=${() => ask({ kind: 'whatIf', moduleId: module.id })}>${words.whatIf}</vscode-button>`
        : nothing
    }
    <vscode-button icon="copy" secondary @click=${() => ask({ kind: 'copy', what: { kind: 'report' } })}
      >${words.copyReport}</vscode-button
    >
    ${exportMenu(shown)}
  `;
}

function followToggle({ strings, model, ask, change }: Shown): TemplateResult {
  const on = model.state?.followCursor === true;
  const toggle = () => {
    change((now) => {
      if (now.state) now.state = { ...now.state, followCursor: !on };
    });
    ask({ kind: 'follow', on: !on });
  };
  return html`<button
    type="button"
    class="toggle"
    aria-pressed=${on ? 'true' : 'false'}
    title=${strings.header.followHint}
    @click=${toggle}
  >
    <span class="codicon codicon-${on ? 'check' : 'target'}" aria-hidden="true"></span>${strings.header.follow}
  </button>`;
}
