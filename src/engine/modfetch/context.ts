/** What the fetches of one run share. */
import type { Operation } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { ModuleCache } from '../modcache/moduleCache.ts';
import type { Ports } from '../ports.ts';
import type { Trace } from '../web/trace.ts';
import type { Transport } from '../web/transport.ts';
import type { Project } from './project.ts';
import type { RunMemo } from './runMemo.ts';

/** One for each run: everything fetched with it shares answers per entry and module, as within one go process. */
export interface FetchContext {
  ports: Ports;
  environment: Environment;
  transport: Transport;
  trace: Trace;
  /** The main module and its go.sum, or null outside a module. */
  project: Project | null;
  /** Ask only the first proxy, and only for what it holds already. */
  passive: boolean;
  /** The user's module cache, or null: a clean machine. */
  cache: ModuleCache | null;
  operation: Operation;
  /** Made by the first fetch. */
  memo?: RunMemo;
}

/** What a plan needs to know; it asks nobody. */
export interface PlanContext {
  ports: Ports;
  environment: Environment;
  trace: Trace;
  project: Project | null;
  cache: ModuleCache | null;
  operation: Operation;
  /** Facts of this machine that change the plan, read before (`readPlanFacts`). */
  facts?: PlanFacts;
}

export interface PlanFacts {
  /** Directories that a replace names and that do not exist, as written in go.mod. */
  missingDirectories: ReadonlySet<string>;
  /** By `PATH@VERSION`: which files the module cache holds, and where. */
  cached: ReadonlyMap<string, { info: string | null; mod: string | null; zip: string | null }>;
}
