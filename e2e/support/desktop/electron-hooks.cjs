/**
 * Loaded by Electron before the app (`-r`): records what the app asks of the system, and answers in its place where a
 * person would have to. The test reads it through `globalThis.visavisTest`.
 */
const { BrowserWindow, Menu, Tray, dialog, powerSaveBlocker, shell } = require('electron')

const state = { questions: [], openedOutside: [], blockers: new Map(), menu: [], tooltip: '' }
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
  }))
