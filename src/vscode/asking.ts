/** What is being asked, with a calm beat for those who show for how long. */
import * as vscode from 'vscode';
import { type Asked, type AskedFor, AskingBook, announcedAfterMs } from './model/askingBook.ts';

export class Asking implements vscode.Disposable {
  readonly #book = new AskingBook();
  readonly #changed = new vscode.EventEmitter<void>();
  #beat: NodeJS.Timeout | null = null;

  /** Fires every other second while something is asked, and once when all has been answered. */
  readonly onDidChange = this.#changed.event;

  /** Notes a question until `work` has ended. */
  async during<T>(asked: Asked, work: () => Promise<T>): Promise<T> {
    const id = this.#book.begin(asked, Date.now());
    this.#beat ??= setInterval(() => this.#changed.fire(), announcedAfterMs + 10);
    try {
      return await work();
    } finally {
      this.#book.end(id);
      if (this.#book.isEmpty) this.#stop();
    }
  }

  about(file: vscode.Uri, key: string): AskedFor | null {
    return this.#book.about(file.toString(), key, Date.now());
  }

  #stop(): void {
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = null;
    this.#changed.fire();
  }

  dispose(): void {
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#changed.dispose();
  }
}
