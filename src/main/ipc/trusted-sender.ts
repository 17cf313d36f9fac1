import type { IpcMainInvokeEvent } from 'electron'
import { isAppUrl } from '../app-scheme/app-origin.ts'

/**
 * True when the message comes from the top of one of our own pages. A null frame has navigated or gone since it
 * spoke, so nobody can say any more who it was.
 */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}
