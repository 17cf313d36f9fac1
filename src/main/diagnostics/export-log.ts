import { writeFile } from 'node:fs/promises'
import { dialog, type BrowserWindow } from 'electron'

export interface ExportOptions {
  readonly window: BrowserWindow | undefined
  readonly title: string
  /** What the dialog suggests: an absolute path. */
  readonly suggestion: string
  /** Made only when it is wanted. */
  readonly report: () => Promise<string>
}

/** Asks where to, and writes the report there. */
export async function exportLog(options: ExportOptions): Promise<'saved' | 'cancelled'> {
  const { window, title, suggestion, report } = options
  const asked = { title, defaultPath: suggestion, filters: [{ name: 'Text', extensions: ['txt'] }] }
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, asked)
    : dialog.showSaveDialog(asked))
  if (canceled || filePath === '') return 'cancelled'
  await writeFile(filePath, await report(), 'utf8')
  return 'saved'
}
