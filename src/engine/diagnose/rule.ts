/**
 * A rule looks at what a run saw and says what is wrong. One file for each rule, named like its code; `rules.ts` lists
 * them in the order of how close they are to a root cause. A rule never asks the network and never guesses silently:
 * each finding names its evidence and how certain it is.
 */
import type {
  Certainty,
  Finding,
  Location,
  Params,
  RemedyChange,
  RemedyKind,
  Severity,
} from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';
import type { Project } from '../modfetch/project.ts';
import type { Examined } from '../verify/claim.ts';
import type { Trace } from '../web/trace.ts';
import type { FindingCode } from './findingCode.ts';
import type { RemedyCode } from './remedyCode.ts';

export interface RuleContext {
  environment: Environment;
  runs: readonly ModuleRun[];
  trace: Trace;
  /** The go.mod and its neighbours, or null outside a module. */
  project: Project | null;
  mode: 'active' | 'passive' | 'offline';
  /** What `verify` found about each module; absent for other questions. */
  verified?: readonly Examined[];
  platform: string;
}

/** A finding before it has an id and words. */
export interface RuleFinding {
  code: FindingCode;
  params: Params;
  severity: Severity;
  certainty: Certainty;
  subject: Finding['subject'];
  /** Ids of modules. */
  affects: string[];
  evidence: string[];
  locations: Location[];
  remedies: RuleRemedy[];
  /** Evidence ids of everything that this finding explains; not cut like `evidence`. Links consequences to causes. */
  explains: string[];
  /** Evidence ids that a cause of this finding explains; empty where it stands for itself. */
  consequenceOf: string[];
}

export interface RuleRemedy {
  code: RemedyCode;
  params: Params;
  kind: RemedyKind;
  risk: 'none' | 'weakens';
  change: RemedyChange;
  undo: RemedyChange | null;
}

export type Rule = (context: RuleContext) => RuleFinding[];
