import { EventEmitter } from 'node:events'
import type { BrowserWindow, Display, WebContents } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Companion } from '../../../shared/companion.ts'
import type { CallSummary, Platform } from '../../../shared/ipc.ts'
import { createCallStatus } from '../../app/call-status.ts'
import { openSettings, type SettingsStore } from '../../settings/settings-store.ts'
import { createFakeLog } from '../../testing/fake-log.ts'
import { createFakeSettingsFile } from '../../testing/fake-settings-file.ts'
import { companionPlace, companionSizes, smallestMini } from './companion-place.ts'
import { createCompanionWindows, type CompanionWindows } from './companion-windows.ts'
import { wantedCompanion } from './wanted-companion.ts'

const area = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: -200, width: 1280, height: 1000 }

vi.mock('electron', () => {
  const displays = [
    { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } },
    { id: 2, workArea: { x: 1920, y: -200, width: 1280, height: 1000 } },
  ] as Display[]
  return { screen: { getAllDisplays: () => displays, getDisplayMatching: () => displays[0] } }
})

const inCall: CallSummary = { status: 'in-call', microphone: true, camera: true, sharing: false }
const sharing: CallSummary = { ...inCall, sharing: true }

describe('which small window there should be', () => {
  it.each([
    ['none outside a call', { status: 'lobby' }, true, true, null],
    ['none beside the main window', inCall, false, true, null],
    ['the mini window while that is away', inCall, true, true, 'mini'],
    ['none when it is switched off', inCall, true, false, null],
    ['the bar while sharing', sharing, false, true, 'share-bar'],
    ['the bar alone, also while the main window is away', sharing, true, true, 'share-bar'],
    ['the bar, whatever the mini window is set to', sharing, true, false, 'share-bar'],
  ] as const)('is %s', (_name, call, mainIsAway, miniWindow, expected) => {
    expect(wantedCompanion(call, { mainIsAway, miniWindow, canFloat: true })).toBe(expected)
  })

  it('is none where windows cannot float', () => {
    for (const summary of [inCall, sharing])
      expect(wantedCompanion(summary, { mainIsAway: true, miniWindow: true, canFloat: false })).toBeNull()
  })
})

describe('where it opens', () => {
  it('is the corner for the mini window, the top for the bar', () => {
    const { width, height } = companionSizes.mini
    expect(companionPlace('mini', undefined, [area])).toEqual({
      x: 1920 - width - 24,
      y: 1040 - height - 24,
      width,
      height,
    })
    expect(companionPlace('share-bar', undefined, [second])).toMatchObject({
      x: 1920 + (1280 - companionSizes['share-bar'].width) / 2,
      y: -176,
    })
  })

  it('is where the mini window last stood, on whichever display', () => {
    const place = { x: 2000, y: 100, width: 400, height: 300 }
    expect(companionPlace('mini', place, [area, second])).toEqual({
      x: 2000,
      y: 100,
      width: 400,
      height: 300,
    })
  })

  it('is the corner again when that display is gone, and never too small', () => {
    const place = { x: 2000, y: 100, width: 100, height: 100 }
    expect(companionPlace('mini', place, [area])).toMatchObject({ x: 1576 })
    expect(companionPlace('mini', place, [area, second])).toMatchObject(smallestMini)
  })
})

/** As much of a BrowserWindow as these tests drive. */
class FakeWindow extends EventEmitter {
  minimized = false
  visible = true
  readonly did: string[] = []
  throttled = true
  readonly webContents = Object.assign(new EventEmitter(), {
    setBackgroundThrottling: (on: boolean) => void (this.throttled = on),
  })
  isDestroyed = () => false
  isMinimized = () => this.minimized
  isVisible = () => this.visible
  getBounds = () => ({ x: 5, y: 6, width: 300, height: 200 })
  setAlwaysOnTop = (_on: boolean, level: string) => void this.did.push(`on top: ${level}`)
  setVisibleOnAllWorkspaces = () => void this.did.push('all workspaces')
  setContentProtection = () => void this.did.push('protected')
  showInactive = () => void this.did.push('shown')
}

const page = 'app://visavis/companion.html'
const told: (Companion | null)[] = []
const call = createCallStatus()
let main = new FakeWindow()
let settings: SettingsStore
let companions: CompanionWindows

const contentsOf = (window: FakeWindow) => window.webContents as unknown as WebContents

beforeEach(async () => {
  told.length = 0
  call.report({ status: 'idle' })
  settings = await openSettings({
    file: createFakeSettingsFile(),
    log: createFakeLog(),
    now: () => new Date(0),
  })
  main = new FakeWindow()
  companions = create('windows')
})

function create(platform: Platform): CompanionWindows {
  const tell = (companion: Companion | null) => void told.push(companion)
  const created = createCompanionWindows({ call, settings, platform, canFloat: true, tell })
  created.attach(main as unknown as BrowserWindow)
  return created
}

afterEach(() => companions.dispose())

describe('the small windows', () => {
  it('come and go with the call, the main window and the setting, each told once', () => {
    call.report(inCall)
    main.minimized = true
    main.emit('minimize')
    main.emit('hide')
    expect(told).toEqual(['mini'])
    call.report(sharing)
    call.report(inCall)
    expect(told).toEqual(['mini', 'share-bar', 'mini'])
    settings.update({ miniWindow: false })
    settings.update({ miniWindow: true })
    main.minimized = false
    main.emit('restore')
    expect(told).toEqual(['mini', 'share-bar', 'mini', null, 'mini', null])
    companions.dispose()
    call.report(sharing)
    expect(told).toHaveLength(6)
  })

  it('open for the main page alone, under their own names, with no preload', () => {
    const asked = { url: page, frameName: 'visavis-mini' }
    const options = companions.optionsFor(contentsOf(main), asked)
    expect(options).toMatchObject({ show: false, frame: false, skipTaskbar: true })
    expect(options?.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    })
    expect(companions.optionsFor(contentsOf(new FakeWindow()), asked)).toBeUndefined()
    expect(companions.optionsFor(contentsOf(main), { ...asked, frameName: 'other' })).toBeUndefined()
    for (const url of ['about:blank', 'app://visavis/', 'https://visavis.example/companion.html'])
      expect(companions.optionsFor(contentsOf(main), { ...asked, url })).toBeUndefined()
  })

  function created(frameName: string): FakeWindow {
    const child = new FakeWindow()
    main.webContents.emit('did-create-window', child, { frameName })
    return child
  }

  it('stay on top and take no focus; the bar is kept out of the picture', () => {
    const bar = created('visavis-share-bar')
    expect(bar.did).toEqual(['on top: screen-saver', 'all workspaces', 'protected'])
    bar.webContents.emit('did-finish-load')
    expect(bar.did.at(-1)).toBe('shown')
    expect(created('visavis-mini').did).toEqual(['on top: floating', 'all workspaces'])
    expect(created('something').did).toEqual([])
  })

  it('are not throttled, which Electron does not take from the options of such a window', () => {
    expect(created('visavis-mini').throttled).toBe(false)
  })

  it('are panels on macOS, which show over full-screen apps without taking the app out of the dock', () => {
    const asked = { url: page, frameName: 'visavis-share-bar' }
    expect(companions.optionsFor(contentsOf(main), asked)).not.toHaveProperty('type')
    companions.dispose()
    main = new FakeWindow()
    companions = create('mac')
    expect(companions.optionsFor(contentsOf(main), asked)).toMatchObject({ type: 'panel' })
    expect(created('visavis-share-bar').did).toEqual(['on top: screen-saver', 'protected'])
  })

  it('remember where the mini window was moved to, once it has gone', () => {
    created('visavis-mini').emit('closed')
    expect(settings.value.miniWindowPlace).toBeUndefined()
    const mini = created('visavis-mini')
    mini.emit('move')
    mini.emit('closed')
    const place = { x: 5, y: 6, width: 300, height: 200 }
    expect(settings.value.miniWindowPlace).toEqual(place)
    expect(companions.optionsFor(contentsOf(main), { url: page, frameName: 'visavis-mini' })).toMatchObject({
      x: 5,
      y: 6,
      width: 300,
      height: 200,
    })
  })
})
