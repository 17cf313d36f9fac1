import { EventEmitter } from 'node:events'
import type { PowerMonitor, PowerSaveBlocker } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createCallStatus } from '../app/call-status.ts'
import { keepDisplayAwake } from './display-awake.ts'
import { watchPower } from './power-events.ts'

const { blocker, monitor } = await vi.hoisted(async () => {
  const events = await import('node:events')
  return {
    blocker: { start: vi.fn<PowerSaveBlocker['start']>(), stop: vi.fn<PowerSaveBlocker['stop']>() },
    monitor: new events.EventEmitter(),
  }
})
vi.mock('electron', () => ({
  powerSaveBlocker: blocker satisfies Partial<PowerSaveBlocker>,
  powerMonitor: monitor as unknown as Pick<PowerMonitor, 'on' | 'off'>,
}))

beforeEach(() => {
  blocker.start.mockReset().mockReturnValue(7)
  blocker.stop.mockReset()
})

const inCall = { status: 'in-call', microphone: true, camera: true, sharing: false } as const

describe('the display', () => {
  it('stays on during a call, blocked once', () => {
    const call = createCallStatus()
    keepDisplayAwake(call)
    expect(blocker.start).not.toHaveBeenCalled()
    call.report(inCall)
    call.report({ ...inCall, microphone: false })
    expect(blocker.start.mock.calls).toEqual([['prevent-display-sleep']])
    call.report({ status: 'idle' })
    expect(blocker.stop.mock.calls).toEqual([[7]])
  })

  it('is let go when disposed in a call', () => {
    const call = createCallStatus()
    const dispose = keepDisplayAwake(call)
    call.report(inCall)
    dispose()
    call.report(inCall)
    expect(blocker.start).toHaveBeenCalledTimes(1)
    expect(blocker.stop).toHaveBeenCalledTimes(1)
  })
})

describe('power events', () => {
  it('are told until disposed, and leave no listener', () => {
    const told: string[] = []
    const dispose = watchPower((event) => told.push(event))
    for (const event of ['suspend', 'resume', 'unlock-screen', 'lock-screen']) monitor.emit(event)
    expect(told).toEqual(['suspend', 'resume', 'unlock', 'lock'])
    dispose()
    expect(monitor).toBeInstanceOf(EventEmitter)
    expect(monitor.eventNames()).toEqual([])
  })
})
