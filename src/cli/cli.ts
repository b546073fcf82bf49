/** What a command needs of the process around it. `main.ts` passes the real one, tests pass fakes. */
import type { Engine } from '../engine/api.ts';
import type { Files, Ports } from '../engine/ports.ts';
import type { Report } from '../protocol/report.ts';
import type { Language } from '../text/language.ts';

export interface Output {
  write(text: string): void;
  isTerminal: boolean;
  /** Columns of the terminal, or null where it is none. */
  columns: number | null;
}

export interface EngineChoice {
  /** No network and no processes. */
  offline: boolean;
  /** Stands between the engine and the real ports: for the lab, which plays its faults there. */
  adapt?: (ports: Ports) => Ports;
}

export interface Cli {
  /** Without Node and the script. */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  platform: string;
  /** Such as `zh-Hans-CN`: the language of the system, asked where the environment names none. */
  systemLocale(): string;
  toolVersion: string;
  stdout: Output;
  stderr: Output;
  files: Files;
  /** Aborts at Ctrl-C. */
  interrupted: AbortSignal;
  /** Calls back once after so many milliseconds; the returned function cancels. */
  after(delayMs: number, callback: () => void): () => void;
  /** Loads the engine and builds one. */
  createEngine(choice: EngineChoice): Promise<Engine>;
  /** Standard input up to so many bytes, and how many there were as far as it was read. */
  readInput(maxBytes: number): Promise<{ kind: 'ok'; bytes: Uint8Array; totalBytes: number }>;
  writeFile(file: string, text: string): Promise<{ kind: 'ok' } | { kind: 'failed'; message: string }>;
  /** Loads the fault lab, or null where it is not part of this installation. */
  loadLab(): Promise<Lab | null>;
  /** Serves an editor until the process channel closes; false where there is no channel. */
  serve(choice: EngineChoice): Promise<boolean>;
}

/** The fault lab: starts servers on loopback, has each scenario diagnosed and judges the result. */
export interface Lab {
  run(tour: LabTour): Promise<number>;
}

export interface LabTour {
  /** Names of scenarios; empty: all. */
  scenarios: readonly string[];
  language: Language;
  write(text: string): void;
  diagnose(
    directory: string,
    settings: Readonly<Record<string, string>>,
    modules: readonly string[],
    adapt: (ports: Ports) => Ports,
    /** `real`: go has been at work before, and what it left counts. */
    cache: 'empty' | 'real',
  ): Promise<Report>;
  render(report: Report): string;
}
