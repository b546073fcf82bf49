/** What commands work with: the objects that `extension.ts` has built. */
import type * as vscode from 'vscode';
import type { Diagnosis } from './diagnosis.ts';
import type { GoModReader } from './documents.ts';
import type { EngineClient } from './engineClient.ts';
import type { GoSettings } from './goSettings.ts';
import type { TracePanel } from './panel.ts';
import type { Prober } from './prober.ts';
import type { Results } from './results.ts';
import type { TextDocuments } from './textDocuments.ts';

export interface Room {
  log: vscode.LogOutputChannel;
  engine: EngineClient;
  reader: GoModReader;
  results: Results;
  prober: Prober;
  diagnosis: Diagnosis;
  settings: GoSettings;
  texts: TextDocuments;
  panel: TracePanel;
  /** A new engine process, and a new look at what is open. */
  restartEngine(): void;
}
