import { type BrowserWindow, dialog } from 'electron'
import { isOpenAddress, type ServerAddress } from '../../shared/server-address.ts'
import type { Strings } from '../i18n/strings.ts'

/** The questions main asks the person itself. Escape, Enter and closing the dialog always mean the careful answer. */

export async function askToLeaveCall(window: BrowserWindow, words: Strings): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.leaveTitle,
    detail: words.leaveDetail,
    buttons: [words.leaveAndClose, words.stay],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

export async function askForServer(
  window: BrowserWindow,
  words: Strings,
  address: ServerAddress,
): Promise<boolean> {
  const detail = words.otherServerDetail.replace('{server}', () => address.signalingUrl)
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.otherServerTitle,
    detail: isOpenAddress(address.signalingUrl) ? `${detail}\n\n${words.openServerDetail}` : detail,
    buttons: [words.useServer, words.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
