/** The scenarios that stand in files: those of the lab that a real go can play, and those of `scenario/`. */
import { join } from 'node:path';
import { loadScenarios } from '../lab/lab.ts';
import { readScenarios, type Scenario } from '../lab/scenario.ts';

export function fixedScenarios(): Scenario[] {
  const all = [...loadScenarios(), ...readScenarios(join(import.meta.dirname, 'scenario'))];
  return all.filter(({ ports, notComparable }) => ports === null && notComparable === null);
}
