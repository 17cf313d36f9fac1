import * as electron from 'electron'
import { requests } from './serve.mjs'
import { openWindow } from './windows.mjs'

const { app, BrowserWindow, ipcMain, protocol, session } = electron

/** What was seen before the page could ask. */
export const early = { readyInTheFirstTurn: undefined, power: [], note: () => undefined }

const attempt = (action) => {
  try {
    action()
    return 'done'
  } catch (error) {
    return error.message
  }
}
const first = () => BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id)[0]

/** Each is called with what the page gave, and last with the event of the call. */
export const steps = {
  early: () => ({
    readyInTheFirstTurn: early.readyInTheFirstTurn,
    readyNow: app.isReady(),
    power: early.power,
  }),
  about: () => ({ name: app.getName(), version: app.getVersion(), locale: app.getLocale() }),
  tooLate: () => [
    attempt(() => app.enableSandbox()),
    attempt(() => protocol.registerSchemesAsPrivileged([{ scheme: 'late', privileges: { standard: true } }])),
  ],

  echo: (value) => value,
  kinds: (value) => Object.entries(value).map(([name, part]) => [name, Object.prototype.toString.call(part)]),
  fail: () => Promise.reject(new Error('this failed on purpose')),
  sender: ({ sender, senderFrame }) => ({
    url: senderFrame.url,
    top: senderFrame.parent === null,
    mine: sender === first().webContents,
    window: BrowserWindow.fromWebContents(sender)?.id === first().id,
  }),
  handleTwice: () => {
    ipcMain.handle('twice', () => 1)
    const second = attempt(() => ipcMain.handle('twice', () => 2))
    ipcMain.removeHandler('twice')
    return second
  },
  tell: (...args) => {
    const { sender } = args.pop()
    sender.send('told', ...args)
  },

  requests: () => requests,
  events: () => first().events,
  windows: () => BrowserWindow.getAllWindows().length,
  runInPage: ({ sender }) => sender.executeJavaScript('[1, 2].concat(3)', true),

  async hiddenWindow() {
    const events = []
    const window = await openWindow({ show: false, events })
    const before = window.isVisible()
    window.show()
    const after = window.isVisible()
    window.hide()
    const hidden = window.isVisible()
    const bounds = window.getBounds()
    window.destroy()
    return { events, before, after, hidden, bounds, destroyed: window.isDestroyed() }
  },
  async refusedClose() {
    const events = []
    const window = await openWindow({ show: false, events })
    window.once('close', (event) => event.preventDefault())
    window.close()
    const stays = !window.isDestroyed()
    const closed = new Promise((resolve) => window.once('closed', resolve))
    window.close()
    await closed
    return { stays, goes: window.isDestroyed(), events: events.slice(events.indexOf('close')) }
  },
  async maximizeHidden() {
    const events = []
    const window = await openWindow({ show: false, events })
    window.maximize()
    const visible = window.isVisible()
    window.destroy()
    return { visible, events }
  },
  async fullScreen() {
    const window = await openWindow({ show: true })
    const happened = (name) => new Promise((resolve) => window.once(name, resolve))
    const entered = happened('enter-full-screen')
    window.setFullScreen(true)
    await entered
    const filled = window.isFullScreen()
    const left = happened('leave-full-screen')
    window.setFullScreen(false)
    await left
    const after = window.isFullScreen()
    window.destroy()
    return { filled, after }
  },
  /** How windows are throttled: one of the app's own, and one that a page opens with the same preference. */
  async throttling() {
    const opener = await openWindow({ show: true, openWindowsUnthrottled: true })
    const created = new Promise((resolve) => opener.webContents.once('did-create-window', resolve))
    await opener.webContents.executeJavaScript("void window.open('/child', 'child')", true)
    const child = await created
    const asOpened = child.webContents.getBackgroundThrottling()
    child.webContents.setBackgroundThrottling(false)
    const whenTold = child.webContents.getBackgroundThrottling()
    const own = opener.webContents.getBackgroundThrottling()
    opener.destroy()
    return { own, asOpened, whenTold }
  },
  async secondWindow() {
    await openWindow({ show: true })
  },
  refuseBeforeQuit: () => void app.once('before-quit', (event) => event.preventDefault()),
  ozonePlatform: () => app.commandLine.getSwitchValue('ozone-platform'),
  async placedWindow() {
    const events = []
    const window = await openWindow({ show: false, events, x: 60, y: 50 })
    window.on('minimize', () => events.push('minimize'))
    window.setAlwaysOnTop(true)
    window.showInactive()
    window.setBounds({ x: 70, y: 80, width: 600, height: 400 })
    const { x, y, width } = window.getBounds()
    const onTop = window.isAlwaysOnTop()
    window.minimize()
    const minimized = window.isMinimized()
    window.destroy()
    return { x, y, width, onTop, minimized, told: events.includes('minimize') }
  },
  async minimisedWindow() {
    const window = await openWindow({ show: true })
    const becomes = async (event, act) => {
      const told = new Promise((resolve) => window.once(event, () => resolve(window.isMinimized())))
      act()
      return told
    }
    const minimised = await becomes('minimize', () => window.minimize())
    const restored = !(await becomes('restore', () => window.restore()))
    window.destroy()
    return { minimised, restored }
  },
  async floatingWindow() {
    const window = await openWindow({ show: true })
    window.setContentProtection(true)
    window.setAlwaysOnTop(true, 'screen-saver')
    window.setVisibleOnAllWorkspaces(true)
    early.floating = window
  },
  floatingState() {
    const window = early.floating
    return {
      contentProtected: window.isContentProtected(),
      onTop: window.isAlwaysOnTop(),
      onAllWorkspaces: window.isVisibleOnAllWorkspaces(),
    }
  },
  closeFloating: () => early.floating.destroy(),
  unregister() {
    const { globalShortcut } = electron
    const keys = 'Control+Alt+Shift+F8'
    const registered = globalShortcut.register(keys, () => undefined)
    globalShortcut.unregister(keys)
    return { registered, held: globalShortcut.isRegistered(keys) }
  },
  refuseNextQuit: () => void first().once('close', (event) => event.preventDefault()),

  permit(granted) {
    const asked = []
    session.defaultSession.setPermissionRequestHandler((contents, permission, callback, details) => {
      const { requestingUrl, isMainFrame, mediaTypes = [] } = details
      asked.push({
        mine: contents === first().webContents,
        permission,
        requestingUrl,
        isMainFrame,
        mediaTypes,
      })
      callback(granted)
    })
    early.asked = asked
    const checked = []
    session.defaultSession.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
      checked.push({ permission, requestingOrigin, ...details })
      return granted
    })
    early.checked = checked
  },
  checked: () => early.checked,
  checkOnly(allowed) {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(true))
    session.defaultSession.setPermissionCheckHandler(
      (_contents, permission) => allowed || permission !== 'media',
    )
  },
  asked: () => early.asked,
  refuseScreens() {
    session.defaultSession.setDisplayMediaRequestHandler((request, callback) => {
      early.screenRequest = { url: request.frame?.url, top: request.frame?.parent === null, ...request }
      delete early.screenRequest.frame
      callback(null)
    })
  },
  screenRequest: () => early.screenRequest,
  async sources() {
    const own = first().getMediaSourceId().split(':').slice(0, 2).join(':')
    const all = await electron.desktopCapturer.getSources({ types: ['screen', 'window'] })
    const bare = { types: ['screen'], thumbnailSize: { width: 0, height: 0 } }
    const screens = await electron.desktopCapturer.getSources(bare)
    return {
      own,
      ownListed: all.some(({ id }) => id.startsWith(`${own}:`)),
      screens: screens.map(({ id, thumbnail }) => ({
        kind: id.split(':')[0],
        picture: !thumbnail.isEmpty(),
      })),
    }
  },

  blocker() {
    const { powerSaveBlocker } = electron
    const id = powerSaveBlocker.start('prevent-display-sleep')
    const started = powerSaveBlocker.isStarted(id)
    powerSaveBlocker.stop(id)
    return { started, after: powerSaveBlocker.isStarted(id) }
  },
  async theme(source) {
    const { nativeTheme } = electron
    nativeTheme.themeSource = source
    return { source: nativeTheme.themeSource, dark: nativeTheme.shouldUseDarkColors }
  },
  async clipboard(text) {
    await electron.clipboard.writeText(text)
    return electron.clipboard.readText()
  },
  openOutside: (url) => electron.shell.openExternal(url),
  ask: () =>
    electron.dialog.showMessageBox(first(), { message: 'Well?', detail: 'Really', buttons: ['No', 'Yes'] }),
  screens() {
    const displays = electron.screen.getAllDisplays()
    const primary = electron.screen.getPrimaryDisplay()
    return { known: displays.some(({ id }) => id === primary.id), displays: displays.map(shapeOf) }
  },
  tray() {
    const { Menu, Tray, nativeImage } = electron
    early.tray = new Tray(nativeImage.createEmpty())
    early.tray.setToolTip('a tray')
    const menu = [
      { label: 'Press', click: () => early.pressed.push('Press') },
      { type: 'separator' },
      { label: 'Switch', type: 'checkbox', checked: true, click: () => early.pressed.push('Switch') },
      {
        label: 'More',
        submenu: [
          { label: 'Inner', enabled: false },
          { label: 'Deep', click: () => early.pressed.push('Deep') },
        ],
      },
    ]
    early.pressed = []
    early.tray.setContextMenu(Menu.buildFromTemplate(menu))
  },
  roleLabels() {
    const roles = ['editMenu', 'copy', 'selectAll', 'resetZoom', 'togglefullscreen']
    const { items } = electron.Menu.buildFromTemplate([
      ...roles.map((role) => ({ role })),
      { role: 'quit', label: 'Beenden' },
    ])
    return items.map(({ label }) => label)
  },
  pressed: () => early.pressed,
  removeTray: () => early.tray.destroy(),
  shortcut() {
    const { globalShortcut } = electron
    const accelerator = 'Control+Alt+Shift+F9'
    const registered = globalShortcut.register(accelerator, () => undefined)
    const held = globalShortcut.isRegistered(accelerator)
    globalShortcut.unregister(accelerator)
    return { registered, held, after: globalShortcut.isRegistered(accelerator) }
  },
  async seal(secret) {
    const { safeStorage } = electron
    const available = await safeStorage.isAsyncEncryptionAvailable()
    const sealed = await safeStorage.encryptStringAsync(secret)
    const { result } = await safeStorage.decryptStringAsync(sealed)
    const refusal = await safeStorage.decryptStringAsync(Buffer.from('nothing of ours')).catch(String)
    const readable = sealed.toString('latin1').includes(secret)
    return { available, tag: sealed.toString('latin1', 0, 3), readable, result, refusal }
  },
  linkScheme: () => ({
    before: app.isDefaultProtocolClient('visavis-contract'),
    set: app.setAsDefaultProtocolClient('visavis-contract'),
    after: app.isDefaultProtocolClient('visavis-contract'),
  }),

  unknown: () => [
    BrowserWindow.getAllWindows()[0] === first()
      ? 'the Electron stand-in has no doubles'
      : 'two objects for one window',
    attempt(() => electron.app.getGPUInfo),
    attempt(() => first().setOpacity),
    attempt(() => electron.nativeTheme.shouldUseHighContrastColors),
    attempt(() => electron.session.defaultSession.cookies),
  ],
  quit: () => void setImmediate(() => app.quit()),
}

const shapeOf = ({ bounds, workArea, scaleFactor }) => ({ bounds, workArea, scaleFactor })
