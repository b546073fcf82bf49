/** What a command is about: a go.mod, and perhaps one module of it. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type GoModReader, goModBeside, isGoMod, isModuleFile } from './documents.ts';
import { moduleOfSumLine, requireAtLine } from './model/requireAt.ts';
import type { Results } from './results.ts';

export interface Target {
  file: vscode.Uri;
  /** `PATH@VERSION`, `PATH` or a package path; null: all requirements. */
  module: string | null;
}

/** The argument that links, lenses and code actions pass. */
export interface TargetArgument {
  uri: string;
  module: string | null;
}

/** From the argument of a link, the file of a menu, or the active editor; null where there is no go.mod. */
export async function fileOf(argument: unknown): Promise<vscode.Uri | null> {
  if (isTargetArgument(argument)) return vscode.Uri.parse(argument.uri);
  const given = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (given && isModuleFile(given)) {
    const beside = goModBeside(given);
    if (beside !== null) return beside;
  }
  return findGoMod(given);
}

/** The nearest go.mod above the active file, else one of the workspace. */
async function findGoMod(near: vscode.Uri | undefined): Promise<vscode.Uri | null> {
  const found = await vscode.workspace.findFiles('**/go.mod', '**/{node_modules,vendor,.git}/**', 50);
  const folder = (uri: vscode.Uri) => uri.path.slice(0, uri.path.lastIndexOf('/') + 1);
  const above = found.filter((one) => near?.path.startsWith(folder(one)));
  const [nearest] = above.sort((a, b) => b.path.length - a.path.length);
  if (nearest) return nearest;
  const [only] = found;
  if (found.length < 2) return only ?? null;
  const picked = await vscode.window.showQuickPick(
    found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { title: l10n.t('Which go.mod?') },
  );
  return picked?.uri ?? null;
}

/** The module that a command is about: named, under the cursor, or picked. Null: the user changed their mind. */
export async function moduleOf(
  argument: unknown,
  file: vscode.Uri,
  reader: GoModReader,
  results: Results,
): Promise<string | null> {
  if (isTargetArgument(argument)) return argument.module;
  const editor = vscode.window.activeTextEditor;
  const isHere = editor && goModBeside(editor.document.uri)?.toString() === file.toString();
  const here = isHere ? moduleAtCursor(editor, reader) : null;
  return here ?? pickModule(file, reader, results);
}

export function moduleAtCursor(editor: vscode.TextEditor, reader: GoModReader): string | null {
  const { document, selection } = editor;
  if (isGoMod(document.uri)) {
    const require = requireAtLine(reader.read(document), selection.active.line + 1);
    return require && `${require.path}@${require.version}`;
  }
  const found = moduleOfSumLine(document.lineAt(selection.active.line).text);
  return found && `${found.path}@${found.version}`;
}

async function pickModule(file: vscode.Uri, reader: GoModReader, results: Results): Promise<string | null> {
  const document = await vscode.workspace.openTextDocument(file);
  const items = reader.read(document).requires.map(({ path, version, indirect }) => ({
    label: path,
    description: `${version}${indirect ? ' // indirect' : ''}`,
    detail: results.recall(file, path, version)?.fact.problem?.title ?? '',
    module: `${path}@${version}`,
  }));
  // What fails first.
  items.sort((a, b) => Number(b.detail !== '') - Number(a.detail !== ''));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Which module?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.module ?? null;
}

function isTargetArgument(value: unknown): value is TargetArgument {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'module' in value &&
    (value.module === null || typeof value.module === 'string')
  );
}
