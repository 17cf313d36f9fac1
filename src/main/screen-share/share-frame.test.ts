import type { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, DesktopCapturerSource, Display, Rectangle } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallSummary } from '../../shared/ipc.ts'
import { createCallStatus } from '../app/call-status.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createShareFrame, displayOf } from './border-frame.ts'

interface Frame extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions
  readonly did: unknown[][]
  bounds: Rectangle | undefined
  destroyed: boolean
}

const { frames, displays, screenEvents } = vi.hoisted(() => {
  const screenEvents: { current?: EventEmitter } = {}
  return { frames: [] as unknown[], displays: [] as unknown[], screenEvents }
})
const made = frames as Frame[]
const there = displays as Display[]

vi.mock('electron', async () => {
  const events = await import('node:events')
  const screen = Object.assign(new events.EventEmitter(), { getAllDisplays: () => displays })
  screenEvents.current = screen
  class BrowserWindow extends events.EventEmitter {
    readonly did: unknown[][] = []
    bounds: Rectangle | undefined
    destroyed = false
    constructor(readonly options: BrowserWindowConstructorOptions) {
      super()
      frames.push(this)
    }
    setBounds = (bounds: Rectangle) => void (this.bounds = bounds)
    setShape = (edges: Rectangle[]) => void this.did.push(['shape', edges.length])
    setIgnoreMouseEvents = (on: boolean) => void this.did.push(['ignores the mouse', on])
    setContentProtection = (on: boolean) => void this.did.push(['protected', on])
    setAlwaysOnTop = (on: boolean, level: string) => void this.did.push(['on top', on, level])
    setVisibleOnAllWorkspaces = (on: boolean) => void this.did.push(['all workspaces', on])
    showInactive = () => void this.did.push(['shown'])
    loadURL = (url: string) => Promise.resolve(void this.did.push(['loads', url]))
    destroy = () => void (this.destroyed = true)
  }
  return { BrowserWindow, screen }
})

const display = (id: number, x: number) =>
  ({ id, bounds: { x, y: 0, width: 1280, height: 800 } }) as unknown as Display
const source = (id: string, display_id = '') => ({ id, display_id }) as DesktopCapturerSource
const inCall: CallSummary = { status: 'in-call', microphone: true, camera: true, sharing: false }
const sharing: CallSummary = { ...inCall, sharing: true }
const call = createCallStatus()
const start = (platform: 'linux' | 'mac' = 'mac') =>
  createShareFrame({ call, platform, log: createFakeLog() })

beforeEach(() => {
  made.length = 0
  there.splice(0, there.length, display(1, 0), display(2, 1280))
  call.report(inCall)
})

describe('the frame around a shared screen', () => {
  it('stands exactly round its display while it is shared, and is nobody’s business but the person’s', () => {
    const frame = start()
    frame.chosen(source('screen:7:0', '2'))
    expect(made).toEqual([])
    call.report(sharing)
    const [window] = made
    expect(window?.bounds).toEqual({ x: 1280, y: 0, width: 1280, height: 800 })
    // A panel stands over full-screen apps and is on all spaces by itself.
    expect(window?.options).toMatchObject({
      type: 'panel',
      transparent: true,
      frame: false,
      focusable: false,
      show: false,
    })
    expect(window?.options.webPreferences).not.toHaveProperty('preload')
    expect(window?.did).toEqual([
      ['ignores the mouse', true],
      ['protected', true],
      ['on top', true, 'screen-saver'],
      ['loads', 'app://visavis/share-frame.html'],
    ])
    window?.emit('ready-to-show')
    expect(window?.did.at(-1)).toEqual(['shown'])
    call.report(inCall)
    expect(window?.destroyed).toBe(true)
    frame.dispose()
  })

  it('is not drawn for a window, nor for a share of which nothing is known', () => {
    const frame = start()
    call.report(sharing)
    call.report(inCall)
    frame.chosen(source('window:7:0', '2'))
    call.report(sharing)
    expect(made).toEqual([])
    frame.dispose()
  })

  it('is forgotten with its share', () => {
    const frame = start()
    frame.chosen(source('screen:7:0', '2'))
    call.report(sharing)
    call.report({ status: 'idle' })
    call.report(sharing)
    expect(made).toHaveLength(1)
    expect(made[0]?.destroyed).toBe(true)
    frame.dispose()
  })

  it('follows its display, and goes with it', () => {
    const frame = start()
    const screen = screenEvents.current!
    frame.chosen(source('screen:7:0', '2'))
    call.report(sharing)
    there[1] = display(2, -1280)
    screen.emit('display-metrics-changed')
    expect(made[0]?.bounds?.x).toBe(-1280)
    there.splice(0, there.length, display(1, 0), display(3, 1280))
    screen.emit('display-removed')
    expect(made).toHaveLength(1)
    expect(made[0]?.destroyed).toBe(true)
    frame.dispose()
    expect(screen.listenerCount('display-removed')).toBe(0)
  })

  it('is cut out where transparency may be missing', () => {
    const frame = start('linux')
    frame.chosen(source('screen:7:0', '1'))
    call.report(sharing)
    expect(made[0]?.did).toContainEqual(['shape', 4])
    expect(made[0]?.did).toContainEqual(['all workspaces', true])
    expect(made[0]?.options).not.toHaveProperty('type')
    frame.dispose()
    expect(made[0]?.destroyed).toBe(true)
  })
})

describe('the display of a source', () => {
  it('is the one it names, or the only one', () => {
    expect(displayOf(source('screen:0:0', '2'), there)?.id).toBe(2)
    expect(displayOf(source('screen:0:0'), there)).toBeUndefined()
    expect(displayOf(source('screen:0:0'), there.slice(0, 1))?.id).toBe(1)
  })
})
