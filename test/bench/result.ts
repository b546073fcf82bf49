/** One figure of the benchmarks: within its limit, or exceeded. Smaller is better. */
export interface BenchResult {
  name: string;
  value: number;
  limit: number;
  unit: string;
  /** What was compared, with the absolute figures. */
  note: string;
}
