export interface Readme {
  file: string;
  /** The manifest's catalogue in the README's language. */
  sentences: string;
  head: string[];
}
export const readmes: readonly Readme[];
export function settingsTable(readme: Readme): string;
export function withTable(text: string, table: string): string;
