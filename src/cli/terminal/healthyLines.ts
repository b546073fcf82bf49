/** Modules with which nothing is wrong: one line each while they are few, else one line for each server. */
import * as l10n from '@vscode/l10n';
import type { ModuleReport, Report } from '../../protocol/report.ts';
import { roundMs } from '../requestFacts.ts';
import { checksumText, serverName } from '../words.ts';
import { moduleLine } from './groupLines.ts';
import { blank, type Line, prose, type Span, span } from './page.ts';
import { stepLines } from './stepLines.ts';
import type { View } from './view.ts';

const fewModules = 3;

export function healthyLines(report: Report, modules: readonly ModuleReport[], view: View): Line[] {
  if (view.stories) return modules.flatMap((module) => healthyStory(report, module, view));
  const servers = new Map<string, ModuleReport[]>();
  for (const module of modules) {
    const server = module.servedBy ?? '';
    servers.set(server, [...(servers.get(server) ?? []), module]);
  }
  const bySize = [...servers.values()].sort((a, b) => b.length - a.length);
  const isFolded = modules.length > fewModules;
  const lines = bySize.flatMap((group) =>
    isFolded && group.length > 1 ? [foldedLine(group)] : group.map(healthyLine),
  );
  return lines.length === 0 ? [] : [...lines, blank];
}

function healthyStory(report: Report, module: ModuleReport, view: View): Line[] {
  return [healthyLine(module), ...stepLines(report, module, view), blank];
}

function healthyLine(module: ModuleReport): Line {
  const { spans } = moduleLine(module, { glyph: '✓', look: 'good' });
  return prose(0, [...spans, ...columns([serverText(module), msText(module), checksumText(module.checksum)])], 2);
}

function foldedLine(modules: readonly ModuleReport[]): Line {
  const [first] = modules;
  const timed = modules.flatMap((module) => {
    const ms = moduleMs(module);
    return ms === null ? [] : [{ module, ms }];
  });
  timed.sort((a, b) => a.ms - b.ms);
  const median = timed[Math.floor(timed.length / 2)];
  const slowest = timed.at(-1);
  const times =
    median === undefined || slowest === undefined
      ? ''
      : l10n.t('median {0} ms, slowest {1} ms ({2})', roundMs(median.ms), roundMs(slowest.ms), slowest.module.path);
  const server = first === undefined ? '' : serverText(first);
  return prose(0, [span('✓ ', 'good'), span(l10n.t('{0} modules', modules.length)), ...columns([server, times])], 2);
}

const columns = (texts: readonly string[]): Span[] =>
  texts.filter((text) => text !== '').map((text) => span(`   ${text}`, 'dim'));

function serverText({ servedBy }: ModuleReport): string {
  if (servedBy === null) return '';
  return servedBy === 'cache' ? l10n.t('module cache') : serverName(servedBy);
}

function msText(module: ModuleReport): string {
  const ms = moduleMs(module);
  return ms === null ? '' : `${roundMs(ms)} ms`;
}

/** All files of the module together, or null where none was fetched. */
function moduleMs({ files }: ModuleReport): number | null {
  const times = Object.values(files).flatMap((file) => (file === null || file.ms === null ? [] : [file.ms]));
  return times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0);
}
