/** A value, or go's complaint about it. */
export type Checked<T> = { kind: 'ok'; value: T } | { kind: 'bad'; message: string };

export function bad<T>(message: string): Checked<T> {
  return { kind: 'bad', message };
}
