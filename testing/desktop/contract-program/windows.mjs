import { join } from 'node:path'
import { BrowserWindow } from 'electron'

export const address = 'app://visavis/'
const safe = { sandbox: true, contextIsolation: true, nodeIntegration: false }

/** Opens a window with our page, and keeps what happens to it in `events`. */
export async function openWindow({ show, events = [], openWindowsUnthrottled = false, ...options }) {
  const window = new BrowserWindow({
    show,
    width: 640,
    height: 480,
    ...options,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      ...safe,
      ...(openWindowsUnthrottled && { backgroundThrottling: false }),
    },
  })
  for (const name of ['ready-to-show', 'show', 'hide', 'close', 'closed'])
    window.on(name, () => events.push(name))
  const { webContents } = window
  webContents.on('did-finish-load', () => events.push('did-finish-load'))
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) events.push('did-start-navigation')
  })
  webContents.on('will-navigate', (event) => {
    events.push(`will-navigate ${event.url}`)
    event.preventDefault()
  })
  webContents.on('destroyed', () => events.push('contents destroyed'))
  webContents.setWindowOpenHandler(({ url }) => {
    events.push(`open ${url}`)
    if (!openWindowsUnthrottled) return { action: 'deny' }
    const webPreferences = { ...safe, backgroundThrottling: false }
    return { action: 'allow', overrideBrowserWindowOptions: { webPreferences } }
  })
  window.events = events
  await window.loadURL(address)
  events.push('loaded')
  return window
}
