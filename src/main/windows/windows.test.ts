import type { EventEmitter } from 'node:events'
import type { BrowserWindow, BrowserWindowConstructorOptions, Dialog, Display, Screen } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WindowPlace } from '../../shared/settings.ts'
import { createCallStatus } from '../app/call-status.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeWebContents } from '../testing/fake-web-contents.ts'
import { stringsFor } from '../i18n/strings.ts'
import { askToRestart } from './ask-to-restart.ts'
import { guardClose } from './close-guard.ts'
import { tellHiddenOnce } from './hidden-hint.ts'
import { hideWindow } from './hide-window.ts'
import { createLeaveCall } from './leave-call.ts'
import { openMainWindow } from './main-window.ts'
import { openSettings } from '../settings/settings-store.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { askForServer, askToLeaveCall } from './questions.ts'
import { recoverRenderer } from './renderer-recovery.ts'
import { createWindowKeeper } from './window-keeper.ts'

const { made, shown, showMessageBox, displays, displayEvents } = await vi.hoisted(async () => ({
  displayEvents: new (await import('node:events')).EventEmitter(),
  displays: [] as Display[],
  shown: [] as EventEmitter[],
  made: [] as { options: BrowserWindowConstructorOptions; window: EventEmitter }[],
  showMessageBox: vi.fn<(...args: unknown[]) => Promise<{ response: number; checkboxChecked: boolean }>>(),
}))

const bounds = { x: 10, y: 20, width: 800, height: 600 }
const methods = {
  loadURL: vi.fn<BrowserWindow['loadURL']>().mockResolvedValue(),
  show: vi.fn(),
  hide: vi.fn(),
  focus: vi.fn(),
  restore: vi.fn(),
  maximize: vi.fn(),
  destroy: vi.fn(),
  isDestroyed: () => false,
  isMinimized: vi.fn(() => false),
  isMaximized: vi.fn(() => true),
  isFullScreen: vi.fn(() => false),
  setFullScreen: vi.fn(),
  getNormalBounds: () => bounds,
  getBounds: vi.fn<BrowserWindow['getBounds']>(() => bounds),
  setBounds: vi.fn<BrowserWindow['setBounds']>(),
} satisfies Partial<BrowserWindow>

vi.mock('electron', async () => {
  const events = await import('node:events')
  return {
    BrowserWindow: class extends events.EventEmitter {
      constructor(options: BrowserWindowConstructorOptions) {
        super()
        Object.assign(this, methods)
        made.push({ options, window: this })
      }
    },
    Notification: class extends events.EventEmitter {
      static isSupported = () => true
      show = () => void shown.push(this)
    },
    screen: Object.assign(displayEvents, {
      getAllDisplays: () => displays,
      getPrimaryDisplay: () => displays[0]!,
    } satisfies Partial<Screen>),
    dialog: { showMessageBox } as unknown as Dialog,
  }
})

const log = createFakeLog()
const place: WindowPlace = { x: 100, y: 100, width: 900, height: 700, state: 'maximized' }

function open(savePlace: (place: WindowPlace) => void = () => undefined, knowsPositions = true) {
  const window = openMainWindow({
    preload: '/out/preload/index.cjs',
    background: '#111',
    place,
    knowsPositions,
    savePlace,
    log,
  })
  return { window, made: made.at(-1)! }
}

const laptop = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Display
const onTheRight = { id: 2, workArea: { x: 1920, y: 0, width: 1920, height: 1080 } } as Display

beforeEach(() => {
  vi.clearAllMocks()
  displays.splice(0, displays.length, laptop)
  displayEvents.removeAllListeners()
  made.length = 0
})

describe('the main window', () => {
  it('is locked down, and not throttled in the background', () => {
    open()
    expect(made[0]?.options.webPreferences).toEqual({
      preload: '/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
      backgroundThrottling: false,
    })
    expect(methods.loadURL).toHaveBeenCalledWith('app://visavis/')
  })

  it('opens where it stood and shows once painted', () => {
    const { made } = open()
    expect(made.options).toMatchObject({ x: 100, y: 100, width: 900, height: 700, show: false })
    // Either would show it.
    expect(methods.maximize).not.toHaveBeenCalled()
    expect(methods.show).not.toHaveBeenCalled()
    made.window.emit('ready-to-show')
    expect(methods.maximize).toHaveBeenCalledTimes(1)
    expect(methods.show).toHaveBeenCalledTimes(1)
  })

  it('says where it stood when it closes', () => {
    const savePlace = vi.fn()
    open(savePlace).made.window.emit('close', {})
    expect(savePlace).toHaveBeenCalledWith({ ...bounds, state: 'maximized' })
  })
})

describe('the main window on Wayland, which always says that it is at 0, 0', () => {
  const onWayland = (savePlace: (place: WindowPlace) => void = () => undefined) => open(savePlace, false).made

  it('opens with its size only', () => {
    const { options } = onWayland()
    expect(options).toMatchObject({ width: 900, height: 700 })
    expect(options).not.toHaveProperty('x')
  })

  it('keeps the position of the last X session, and saves its own size', () => {
    const savePlace = vi.fn()
    onWayland(savePlace).window.emit('close', {})
    expect(savePlace).toHaveBeenCalledWith({ x: 100, y: 100, width: 800, height: 600, state: 'maximized' })
  })

  it('is not moved when displays come and go', () => {
    methods.isMaximized.mockReturnValue(false)
    methods.getBounds.mockReturnValue({ x: 0, y: 0, width: 900, height: 700 })
    onWayland()
    displays.splice(0, 1, onTheRight)
    displayEvents.emit('display-removed', {}, laptop)
    expect(methods.setBounds).not.toHaveBeenCalled()
    methods.isMaximized.mockReturnValue(true)
  })
})

describe('a window whose display goes', () => {
  const there = { x: 2000, y: 100, width: 900, height: 700 }
  const middle = { x: 510, y: 190, width: 900, height: 700 }
  let bounds = there

  beforeEach(() => {
    bounds = there
    displays.push(onTheRight)
    methods.isMaximized.mockReturnValue(false)
    methods.getBounds.mockImplementation(() => bounds)
    methods.setBounds.mockImplementation((wanted) => void (bounds = { ...bounds, ...wanted }))
    open()
  })
  afterEach(() => {
    for (const { window } of made) window.emit('closed')
    methods.isMaximized.mockReturnValue(true)
  })
  const unplug = () => displayEvents.emit('display-removed', {}, displays.pop())
  const plugIn = () => {
    displays.push(onTheRight)
    displayEvents.emit('display-added', {}, onTheRight)
  }

  it('comes into view, and goes back when the display is there again', () => {
    unplug()
    expect(bounds).toEqual(middle)
    plugIn()
    expect(bounds).toEqual(there)
  })

  it('stays where the person has moved it', () => {
    unplug()
    bounds = { ...middle, x: 40 }
    plugIn()
    expect(bounds).toEqual({ ...middle, x: 40 })
  })

  it('is left to the system while it fills the screen', () => {
    methods.isFullScreen.mockReturnValueOnce(true)
    unplug()
    expect(bounds).toEqual(there)
  })

  it('leaves no listeners when it is closed', () => {
    for (const { window } of made) window.emit('closed')
    expect(displayEvents.eventNames()).toEqual([])
  })
})

describe('the window keeper', () => {
  it('opens one, brings it up again, and opens another once it is closed', () => {
    const keeper = createWindowKeeper()
    keeper.opensWith(() => open().window)
    const first = keeper.show()
    methods.isMinimized.mockReturnValueOnce(true)
    expect(keeper.show()).toBe(first)
    expect(methods.restore).toHaveBeenCalledTimes(1)
    expect(methods.focus).toHaveBeenCalledTimes(1)
    made[0]!.window.emit('closed')
    expect(keeper.current).toBeUndefined()
    expect(keeper.show()).not.toBe(first)
  })
})

describe('leaving a call', () => {
  const inCall = { status: 'in-call', microphone: true, camera: true, sharing: false } as const
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function setUp() {
    const call = createCallStatus()
    call.report(inCall)
    const ask = vi.fn<() => Promise<boolean>>().mockResolvedValue(true)
    const hangUp = vi.fn()
    return { call, ask, hangUp, leaveCall: createLeaveCall({ call, ask, hangUp }) }
  }

  it('asks once, hangs up, and is done when the page has left', async () => {
    const { call, ask, hangUp, leaveCall } = setUp()
    const answers: boolean[] = []
    for (const leaving of [leaveCall(), leaveCall()]) void leaving.then((left) => answers.push(left))
    await vi.advanceTimersByTimeAsync(0)
    expect(ask).toHaveBeenCalledTimes(1)
    expect(hangUp).toHaveBeenCalledTimes(1)
    expect(answers).toEqual([])
    call.report({ status: 'idle' })
    await vi.advanceTimersByTimeAsync(0)
    expect(answers).toEqual([true, true])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not wait for a page that does not answer', async () => {
    const leaving = setUp().leaveCall()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await leaving).toBe(true)
  })

  it('does not hang up when the person stays, and asks again the next time', async () => {
    const { ask, hangUp, leaveCall } = setUp()
    ask.mockResolvedValue(false)
    expect(await leaveCall()).toBe(false)
    expect(hangUp).not.toHaveBeenCalled()
    await leaveCall()
    expect(ask).toHaveBeenCalledTimes(2)
  })
})

describe('closing the window', () => {
  const inCall = { status: 'in-call', microphone: true, camera: true, sharing: false } as const

  function setUp({ hidesInCall = false } = {}) {
    const call = createCallStatus()
    const hide = vi.fn()
    const leaveCall = vi.fn<() => Promise<boolean>>().mockResolvedValue(true)
    const mustClose = vi.fn(() => false)
    const { window, made } = open()
    guardClose(window, { call, hidesInCall: () => hidesInCall, hide, leaveCall, mustClose, log })
    const close = () => {
      const preventDefault = vi.fn()
      made.window.emit('close', { preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    return { call, hide, leaveCall, mustClose, close }
  }

  it('outside a call just closes', () => {
    const { close, leaveCall } = setUp()
    expect(close()).toBe(false)
    expect(leaveCall).not.toHaveBeenCalled()
  })

  it('in a call closes when the person leaves the call, and stays when they do not', async () => {
    const { call, close, leaveCall } = setUp()
    call.report(inCall)
    leaveCall.mockResolvedValueOnce(false)
    expect(close()).toBe(true)
    await Promise.resolve()
    expect(methods.destroy).not.toHaveBeenCalled()
    expect(close()).toBe(true)
    await vi.waitFor(() => expect(methods.destroy).toHaveBeenCalledTimes(1))
  })

  it('where there is a tray hides it, and asks nobody', () => {
    const { call, close, leaveCall, hide } = setUp({ hidesInCall: true })
    call.report(inCall)
    expect(close()).toBe(true)
    expect(hide).toHaveBeenCalledTimes(1)
    expect(leaveCall).not.toHaveBeenCalled()
  })

  it('is not held up when the app quits or the system ends the session', () => {
    const { call, close, mustClose } = setUp({ hidesInCall: true })
    mustClose.mockReturnValue(true)
    call.report(inCall)
    expect(close()).toBe(false)
  })
})

describe('hiding a full-screen window', () => {
  it.each([
    ['mac', true, ['leave full screen', 'hide']],
    ['mac', false, ['hide']],
    ['windows', true, ['hide']],
  ] as const)('on %s, full screen %s', (platform, fullScreen, expected) => {
    const done: string[] = []
    methods.isFullScreen.mockReturnValueOnce(fullScreen)
    methods.setFullScreen.mockImplementationOnce((on: boolean) => on || done.push('leave full screen'))
    methods.hide.mockImplementationOnce(() => done.push('hide'))
    const { window, made } = open()
    hideWindow(window, platform)
    made.window.emit('leave-full-screen')
    expect(done).toEqual(expected)
  })
})

describe('a page that dies', () => {
  const reload = vi.fn()
  function setUp() {
    const fake = createFakeWebContents()
    Object.assign(fake.contents, { reload })
    let time = 0
    const onGone = vi.fn()
    recoverRenderer(fake.contents, { log, now: () => time, onGone })
    const die = (reason: string, at: number) => {
      time = at
      fake.emit('render-process-gone', {}, { reason, exitCode: 5 })
    }
    const load = (details: object) => fake.emit('did-start-navigation', details)
    return { die, load, onGone }
  }

  it('comes back, but not for ever', () => {
    const { die, onGone } = setUp()
    die('crashed', 0)
    expect(reload).toHaveBeenCalledTimes(1)
    die('oom', 9_000)
    expect(reload).toHaveBeenCalledTimes(1)
    die('crashed', 30_000)
    expect(reload).toHaveBeenCalledTimes(2)
    expect(onGone).toHaveBeenCalledTimes(3)
  })

  it('has no call any more when it loads anew, which the first load is not', () => {
    const { load, onGone } = setUp()
    load({ isMainFrame: true, isSameDocument: false })
    load({ isMainFrame: true, isSameDocument: true })
    load({ isMainFrame: false, isSameDocument: false })
    expect(onGone).not.toHaveBeenCalled()
    load({ isMainFrame: true, isSameDocument: false })
    expect(onGone).toHaveBeenCalledTimes(1)
  })

  it('on purpose stays away', () => {
    setUp().die('clean-exit', 0)
    expect(reload).not.toHaveBeenCalled()
  })
})

describe('a window that hid', () => {
  it('says so once, and comes back by a click on that', async () => {
    const file = createFakeSettingsFile()
    const settings = await openSettings({ file, log, now: () => new Date(0) })
    const show = vi.fn()
    tellHiddenOnce(settings, stringsFor('en', 'en'), show)
    tellHiddenOnce(settings, stringsFor('en', 'en'), show)
    expect(shown).toHaveLength(1)
    shown[0]?.emit('click')
    expect(show).toHaveBeenCalledTimes(1)
    await settings.flush()
    expect(file.text).toContain('"hiddenInCall": true')
  })
})

describe('allowing the screen', () => {
  it.each([
    [0, ['relaunch', 'quit']],
    [1, []],
  ])('starts the app again only when that is chosen (button %i)', async (response, expected) => {
    const done: string[] = []
    const app = { relaunch: () => void done.push('relaunch'), quit: () => void done.push('quit') }
    showMessageBox.mockResolvedValueOnce({ response, checkboxChecked: false })
    await askToRestart(app, open().window, stringsFor('en', 'en'))
    expect(done).toEqual(expected)
    expect(showMessageBox.mock.calls[0]?.[1]).toMatchObject({ defaultId: 1, cancelId: 1 })
  })
})

describe('questions', () => {
  it('take the careful answer unless the other is chosen', async () => {
    const { window } = open()
    const words = stringsFor('en', 'en')
    showMessageBox.mockResolvedValueOnce({ response: 1, checkboxChecked: false })
    expect(await askToLeaveCall(window, words)).toBe(false)
    showMessageBox.mockResolvedValueOnce({ response: 0, checkboxChecked: false })
    const address = { signalingUrl: 'wss://a.example/ws', inviteBase: 'https://a.example/' }
    expect(await askForServer(window, words, address)).toBe(true)
    for (const [, options] of showMessageBox.mock.calls) {
      expect(options).toMatchObject({ defaultId: 1, cancelId: 1 })
    }
    expect(showMessageBox.mock.calls[1]?.[1]).toHaveProperty(
      'detail',
      expect.stringContaining('wss://a.example/ws'),
    )
    expect(showMessageBox.mock.calls[1]?.[1]).not.toHaveProperty(
      'detail',
      expect.stringContaining('encrypted'),
    )
  })

  it.each([
    ['en', 'not encrypted'],
    ['de', 'nicht verschlüsselt'],
  ])('say in %s when a link leads to a server without encryption', async (language, words) => {
    const { window } = open()
    showMessageBox.mockResolvedValueOnce({ response: 1, checkboxChecked: false })
    const address = { signalingUrl: 'ws://192.168.1.5:8790/ws', inviteBase: 'http://192.168.1.5:8790/' }
    await askForServer(window, stringsFor(language, 'en'), address)
    expect(showMessageBox.mock.lastCall?.[1]).toHaveProperty('detail', expect.stringContaining(words))
  })
})
