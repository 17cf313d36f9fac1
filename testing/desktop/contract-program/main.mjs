/** What the suites ask of this program, they ask through its page: `contract.run(name, …)` calls one of `steps`. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, powerMonitor, protocol, session } from 'electron'
import { early, steps } from './steps.mjs'
import { serve } from './serve.mjs'
import { openWindow } from './windows.mjs'

early.readyInTheFirstTurn = app.isReady()
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

/** What happens at the end can only be read from a file. */
const note = (what) => appendFileSync(join(app.getPath('userData'), 'events.log'), `${what}\n`)
early.note = note

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv) => note(`second-instance ${argv.at(-1)}`))
  for (const name of ['before-quit', 'window-all-closed', 'will-quit', 'quit']) app.on(name, () => note(name))
  app.whenReady().then(start, (error) => {
    dialog.showErrorBox('contract program', String(error))
    app.exit(1)
  })
} else {
  note('second start has no lock')
  app.quit()
}

async function start() {
  serve(session.defaultSession.protocol)
  ipcMain.handle('run', (event, name, ...args) => steps[name](...args, event))
  for (const name of ['suspend', 'resume']) powerMonitor.on(name, () => early.power.push(name))
  await openWindow({ show: true })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow({ show: true })
  })
}
