import { dialog, type App, type BrowserWindow } from 'electron'
import type { Strings } from '../i18n/strings.ts'

/**
 * macOS gives a permission for the screen to a program only when that starts again. The person has just been sent to
 * the settings where it is given; whether they gave it, the system does not reliably say.
 */
export async function askToRestart(
  app: Pick<App, 'relaunch' | 'quit'>,
  window: BrowserWindow,
  words: Strings,
): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.restartTitle,
    detail: words.restartDetail,
    buttons: [words.restart, words.later],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return
  app.relaunch()
  // A call that is on asks before it ends, as with any other quit.
  app.quit()
}
