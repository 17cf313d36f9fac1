/**
 * Loaded by Electron before the app (`-r`): records what the app asks of the system, and answers in its place where a
 * person would have to. The test reads it through `globalThis.visavisTest`.
 */
const {
  BrowserWindow,
  Menu,
  Notification,
  Tray,
  app,
  dialog,
  globalShortcut,
  powerSaveBlocker,
  screen,
  shell,
} = require('electron')

const state = {
  questions: [],
  openedOutside: [],
  blockers: new Map(),
  menu: [],
  tooltip: '',
  notifications: [],
  globalKeys: new Map(),
  takenKeys: new Set(),
  saveTo: null,
  saveSuggestion: '',
  aboutVersion: '',
}
globalThis.visavisTest = state

dialog.showMessageBox = (...args) => {
  const { message, detail = '', buttons = ['OK'] } = args.at(-1)
  return new Promise((resolve) => {
    state.questions.push({
      message,
      detail,
      buttons,
      answer: (response) => resolve({ response, checkboxChecked: false }),
    })
  })
}
dialog.showSaveDialog = async (...args) => {
  state.saveSuggestion = args.at(-1).defaultPath ?? ''
  return { canceled: state.saveTo === null, filePath: state.saveTo ?? '' }
}
shell.openExternal = async (url) => void state.openedOutside.push(url)

const { start, stop } = powerSaveBlocker
powerSaveBlocker.start = (type) => {
  const id = start.call(powerSaveBlocker, type)
  state.blockers.set(id, type)
  return id
}
powerSaveBlocker.stop = (id) => {
  state.blockers.delete(id)
  return stop.call(powerSaveBlocker, id)
}

// A tray cannot be asked what it shows, so what it is given is kept.
const { setContextMenu, setToolTip } = Tray.prototype
Tray.prototype.setContextMenu = function (menu) {
  state.menu = menu.items
  return setContextMenu.call(this, menu)
}
Tray.prototype.setToolTip = function (text) {
  state.tooltip = text
  return setToolTip.call(this, text)
}

state.view = (items) =>
  items
    .filter((item) => item.type !== 'separator')
    .map((item) => ({
      label: item.label,
      checked: item.type === 'checkbox' ? item.checked : null,
      enabled: item.enabled,
      items: item.submenu instanceof Menu ? state.view(item.submenu.items) : [],
    }))
state.choose = (path) => {
  let items = state.menu
  let found
  for (const label of path) {
    found = items.find((item) => item.label.startsWith(label))
    if (!found) throw new Error(`the tray menu has no ${path.join(' ▸ ')}`)
    items = found.submenu?.items ?? []
  }
  found.click()
}
// A window cannot be asked whether clicks go through it.
const clickThrough = new WeakSet()
const { setIgnoreMouseEvents } = BrowserWindow.prototype
BrowserWindow.prototype.setIgnoreMouseEvents = function (ignore, options) {
  if (ignore) clickThrough.add(this)
  return setIgnoreMouseEvents.call(this, ignore, options)
}
state.mainWindow = () =>
  BrowserWindow.getAllWindows().find((window) => window.webContents.getURL() === 'app://visavis/')
state.windows = () =>
  BrowserWindow.getAllWindows().map((window) => ({
    page: window.id,
    title: window.getTitle(),
    visible: window.isVisible(),
    minimized: window.isMinimized(),
    focused: window.isFocused(),
    url: window.webContents.getURL(),
    bounds: window.getBounds(),
    alwaysOnTop: window.isAlwaysOnTop(),
    onAllWorkspaces: window.isVisibleOnAllWorkspaces(),
    contentProtected: window.isContentProtected(),
    ignoresMouse: clickThrough.has(window),
    maximized: window.isMaximized(),
    throttled: window.webContents.getBackgroundThrottling(),
  }))

const { register, unregister } = globalShortcut
globalShortcut.register = (keys, callback) => {
  if (state.takenKeys.has(keys) || !register.call(globalShortcut, keys, callback)) return false
  state.globalKeys.set(keys, callback)
  return true
}
globalShortcut.unregister = (keys) => {
  state.globalKeys.delete(keys)
  return unregister.call(globalShortcut, keys)
}
const { show } = Notification.prototype
Notification.prototype.show = function () {
  state.notifications.push(this)
  return show.call(this)
}
const { setAboutPanelOptions } = app
app.setAboutPanelOptions = (options) => {
  state.aboutVersion = options.applicationVersion
  return setAboutPanelOptions.call(app, options)
}
state.system = () => ({
  badge: app.getBadgeCount(),
  globalKeys: [...state.globalKeys.keys()],
  notifications: state.notifications.map(({ title, body }) => ({ title, body })),
  aboutVersion: state.aboutVersion,
  saveSuggestion: state.saveSuggestion,
})
state.clickNotification = (title) => state.notifications.find((one) => one.title === title).emit('click')
state.chooseInMenu = (role, label) => {
  const top = Menu.getApplicationMenu().items.find((item) => item.role.toLowerCase() === role.toLowerCase())
  top.submenu.items.find((item) => item.label.startsWith(label)).click()
}

// No display can be unplugged here, so the app is told of others than there are.
state.plugDisplays = (wanted) => {
  const before = screen.getAllDisplays()
  const displays = wanted.map(({ id, label, ...area }) => ({
    id,
    label,
    bounds: area,
    workArea: area,
    size: area,
    scaleFactor: 1,
  }))
  screen.getAllDisplays = () => displays
  screen.getPrimaryDisplay = () => displays[0]
  const has = (list, { id }) => list.some((display) => display.id === id)
  for (const display of before) if (!has(displays, display)) screen.emit('display-removed', {}, display)
  for (const display of displays) if (!has(before, display)) screen.emit('display-added', {}, display)
}
