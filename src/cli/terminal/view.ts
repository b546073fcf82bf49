/** What a renderer needs beside the report. */
export interface View {
  /** Columns of the terminal. */
  width: number;
  /** Decides how commands are quoted. */
  platform: string;
  /** True where the user asked for few modules by name: their story is shown even if nothing is wrong. */
  stories: boolean;
}
