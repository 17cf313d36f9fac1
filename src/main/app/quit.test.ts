import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Platform } from '../../shared/ipc.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { manageQuit } from './quit.ts'

const { monitor } = await vi.hoisted(async () => {
  const events = await import('node:events')
  return { monitor: new events.EventEmitter() }
})
vi.mock('electron', () => ({ powerMonitor: monitor }))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  monitor.removeAllListeners()
})

function setUp(platform: Platform, cleanUp: () => Promise<void> = () => Promise.resolve()) {
  const events = new EventEmitter()
  const quit = vi.fn<() => void>()
  const log = createFakeLog()
  const inCall = vi.fn(() => false)
  const leaveCall = vi.fn<() => Promise<boolean>>().mockResolvedValue(true)
  const app = Object.assign(events, { quit }) as unknown as App
  const state = manageQuit({ app, platform, log, inCall, leaveCall, cleanUp })
  const beforeQuit = () => {
    const preventDefault = vi.fn()
    events.emit('before-quit', { preventDefault })
    return preventDefault.mock.calls.length === 0
  }
  const willQuit = () => {
    const preventDefault = vi.fn()
    events.emit('will-quit', { preventDefault })
    return preventDefault.mock.calls.length === 0
  }
  return { events, quit, log, state, inCall, leaveCall, beforeQuit, willQuit }
}

describe('quitting', () => {
  it('follows the last window, except on macOS', () => {
    for (const [platform, times] of [
      ['linux', 1],
      ['windows', 1],
      ['mac', 0],
    ] as const) {
      const { events, quit } = setUp(platform)
      events.emit('window-all-closed')
      expect(quit).toHaveBeenCalledTimes(times)
    }
  })

  it('on macOS follows the last window when it was asked for', () => {
    const { events, quit, beforeQuit } = setUp('mac')
    events.emit('window-all-closed')
    expect(quit).not.toHaveBeenCalled()
    expect(beforeQuit()).toBe(true)
    events.emit('window-all-closed')
    expect(quit).toHaveBeenCalledTimes(1)
  })

  it('in a call asks before any window closes, and goes on when the person leaves', async () => {
    const { quit, state, inCall, leaveCall, beforeQuit } = setUp('linux')
    inCall.mockReturnValue(true)
    expect(beforeQuit()).toBe(false)
    expect(state.mustClose).toBe(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(leaveCall).toHaveBeenCalledTimes(1)
    expect(quit).toHaveBeenCalledTimes(1)
    // The page may not have reported yet that the call has ended.
    expect(beforeQuit()).toBe(true)
    expect(state.mustClose).toBe(true)
  })

  it.each([
    ['the person stays', () => Promise.resolve(false)],
    ['the question cannot be asked', () => Promise.reject(new Error('no window'))],
  ])('in a call is called off when %s', async (_name, answer) => {
    const { events, quit, state, inCall, leaveCall, beforeQuit } = setUp('mac')
    inCall.mockReturnValue(true)
    leaveCall.mockImplementationOnce(answer)
    expect(beforeQuit()).toBe(false)
    await vi.advanceTimersByTimeAsync(0)
    events.emit('window-all-closed')
    expect(quit).not.toHaveBeenCalled()
    expect(state.mustClose).toBe(false)
    expect(beforeQuit()).toBe(false)
    expect(leaveCall).toHaveBeenCalledTimes(2)
  })

  it('cleans up once before it ends', async () => {
    const cleanUp = vi.fn<() => Promise<void>>().mockResolvedValue()
    const { quit, willQuit } = setUp('linux', cleanUp)
    expect([willQuit(), willQuit()]).toEqual([false, false])
    await vi.advanceTimersByTimeAsync(0)
    expect(quit).toHaveBeenCalledTimes(1)
    expect(willQuit()).toBe(true)
    expect(cleanUp).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['hangs', () => new Promise<void>(() => undefined)],
    ['fails', () => Promise.reject(new Error('disk full'))],
  ])('is not held up by cleaning that %s', async (_name, cleanUp) => {
    const { quit, willQuit, log } = setUp('linux', cleanUp)
    willQuit()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(quit).toHaveBeenCalledTimes(1)
    expect(log.lines).toHaveLength(1)
  })

  it('goes with the system, which waits for no answer', () => {
    const { events, quit, state, inCall, leaveCall, beforeQuit } = setUp('linux')
    inCall.mockReturnValue(true)
    expect(state.mustClose).toBe(false)
    const preventDefault = vi.fn()
    monitor.emit('shutdown', { preventDefault })
    // Electron lets the system go on at once otherwise, and the settings are not written.
    expect(preventDefault).toHaveBeenCalledTimes(1)
    expect(state.mustClose).toBe(true)
    expect(quit).toHaveBeenCalledTimes(1)
    expect(beforeQuit()).toBe(true)
    expect(leaveCall).not.toHaveBeenCalled()
    const windows = setUp('windows')
    const window = new EventEmitter()
    windows.events.emit('browser-window-created', {}, window)
    window.emit('session-end')
    expect(windows.state.mustClose).toBe(true)
    expect(events.listenerCount('will-quit')).toBe(1)
  })
})
