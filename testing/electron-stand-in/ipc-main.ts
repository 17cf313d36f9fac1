import type { IpcMain } from 'electron'
import { answer } from './host-link.ts'
import { strict } from './strict.ts'
import { standInFrame } from './web-contents.ts'
import { windowOfPage } from './window-list.ts'

type Listener = Parameters<IpcMain['handle']>[1]
const listeners = new Map<string, Listener>()

answer('invoke', async ({ page, frame, channel, args }) => {
  const listener = listeners.get(channel)
  if (!listener) throw new Error(`No handler registered for '${channel}'`)
  const event = {
    sender: windowOfPage(page)?.webContents,
    senderFrame: standInFrame(frame.url, frame.isMain),
    type: 'frame',
  }
  return (await listener(event as never, ...args)) as unknown
})

export const ipcMain = strict('ipcMain', {
  handle(channel, listener) {
    if (listeners.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    listeners.set(channel, listener)
  },
  removeHandler: (channel) => void listeners.delete(channel),
} satisfies Partial<IpcMain>)
