export interface Page {
  /** From the root of the project. */
  file: string;
  language: 'en' | 'zh-cn';
  /** Names of the marks between which the tables stand. */
  tables: readonly string[];
}
export const pages: readonly Page[];
export function withTables(text: string, page: Page): string;
