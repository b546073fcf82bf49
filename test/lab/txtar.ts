/**
 * Go's text archive (golang.org/x/tools/txtar): a comment, then files, each after a line `-- NAME --`. A file ends where
 * the next marker begins; a last line without a newline gets one.
 */
export interface Archive {
  comment: string;
  files: ArchiveFile[];
}

export interface ArchiveFile {
  name: string;
  text: string;
}

const marker = /^-- (\S(?:[^\n]*\S)?) --\s*$/;

export function parseArchive(source: string): Archive {
  const archive: Archive = { comment: '', files: [] };
  let file: ArchiveFile | null = null;
  for (const line of source.replaceAll('\r\n', '\n').split(/(?<=\n)/)) {
    const name = line.startsWith('-- ') ? marker.exec(line.trimEnd())?.[1] : undefined;
    if (name !== undefined) {
      file = { name, text: '' };
      archive.files.push(file);
      continue;
    }
    const text = line.endsWith('\n') ? line : `${line}\n`;
    if (file) file.text += text;
    else archive.comment += text;
  }
  return archive;
}
