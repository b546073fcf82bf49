/** Explains a text as the engine does, without an engine. */
import { explainText } from '../../../src/engine/explain/explainText.ts';

const host = {
  os: 'linux',
  arch: 'x64',
  place: 'local',
  node: '24',
  goCommand: null,
  goVersion: null,
  gitVersion: null,
  simulated: '',
} as const;

export const explainOf = (input: string | Uint8Array, totalBytes = 0) =>
  explainText(input, { toolVersion: '0', startedAt: new Date(0), durationMs: () => 0, host, totalBytes });
