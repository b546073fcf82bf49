/** What tests inside the extension host share. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Seen } from '../example/control.ts';

export const extensionId = 'go-modules-doctor.go-modules-doctor';

/** Asks again until there is an answer that is not null, undefined or false; fails after `timeoutMs`. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  timeoutMs = 10_000,
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer as Exclude<T, null | undefined | false>;
    }
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export function fileInProject(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function openGoMod(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileInProject('go.mod'));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Where the text stands for the first time. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`${document.uri.path} has no ${text}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export function ourDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Go Modules');
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The diagnostic with this code, as soon as it is there. */
export function diagnosticOf(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic> {
  return until(`the diagnostic ${code}`, () => ourDiagnostics(uri).find((one) => codeOf(one) === code));
}

/** Inlay hints of the whole file: text by module path. */
export async function annotations(document: vscode.TextDocument): Promise<Map<string, string>> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return new Map(
    hints.map(({ position, label }) => {
      const path = /[\w.-]+\.[\w./-]+/.exec(document.lineAt(position.line).text)?.[0] ?? '';
      return [path, typeof label === 'string' ? label : label.map(({ value }) => value).join('')];
    }),
  );
}

/** The text of the hovers at a place, as Markdown. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)))
    .join('\n');
}

/** Runs a command to its end, closing the message that it may show: a command that tells why it failed waits for that. */
export async function runToItsEnd(command: string, argument: unknown): Promise<void> {
  let isOver = false;
  const running = Promise.resolve(vscode.commands.executeCommand(command, argument)).finally(() => {
    isOver = true;
  });
  await until('the end of the command', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    return isOver;
  });
  await running;
}

/** What the lab's servers and the stand-in commands have seen so far. */
export async function seen(): Promise<Seen> {
  const response = await fetch(process.env['LAB_CONTROL'] ?? '');
  return (await response.json()) as Seen;
}

/** Process ids of the children of a process; Linux only. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}

export function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

/** The engine processes of this window. */
export function engines(): number[] {
  return childrenOf(process.pid).filter((pid) => {
    const words = commandLineOf(pid);
    return words.includes('serve') && words.some((word) => word.endsWith('cli.js'));
  });
}

/** The one engine process of this window. */
export function engine(): number {
  const [pid, ...more] = engines();
  if (pid === undefined || more.length > 0) throw new Error(`${pid === undefined ? 0 : 1 + more.length} engines`);
  return pid;
}

/** Sockets of a process that belong to a network: neither pipes nor the channel to its parent. */
export function networkSockets(pid: number): string[] {
  const inodes = new Set(
    ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
      readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/)[9] ?? ''),
    ),
  );
  return readdirSync(`/proc/${pid}/fd`)
    .map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    })
    .filter((target) => inodes.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '-'));
}
