import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { eventChannel } from '../shared/ipc-wire.ts'
import { eventNames, requestNames } from '../shared/ipc.ts'
import { buildBridge, type Wire } from './build-bridge.ts'

function setUp(reply: unknown) {
  const events = new EventEmitter()
  const invoke = vi.fn<Wire['invoke']>().mockResolvedValue(reply)
  const bridge = buildBridge({
    invoke,
    on: (channel, listener) => events.on(channel, listener),
    off: (channel, listener) => events.off(channel, listener),
  })
  return { events, invoke, bridge }
}

describe('window.visavis', () => {
  it('has the names of the contract and no other', () => {
    const { bridge } = setUp(undefined)
    const expected = [
      ...requestNames,
      ...eventNames.map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    ]
    expect(Object.keys(bridge).sort()).toEqual(expected.sort())
  })

  it('asks on the channel of the request', async () => {
    const { bridge, invoke } = setUp({ ok: true, value: true })
    expect(await bridge.openDeviceSettings('camera')).toBe(true)
    expect(invoke).toHaveBeenCalledWith('visavis:ask:openDeviceSettings', 'camera')
  })

  it('rejects with the code main gave', async () => {
    const { bridge } = setUp({ ok: false, code: 'ipc-failed' })
    await expect(bridge.copyText('x')).rejects.toThrow('ipc-failed')
  })

  it('hands over the payload of an event, not the event, until it is left', () => {
    const { bridge, events } = setUp(undefined)
    const heard: unknown[][] = []
    const leave = bridge.onPower((...args) => heard.push(args))
    events.emit(eventChannel('power'), { sender: 'electron' }, 'resume')
    leave()
    events.emit(eventChannel('power'), { sender: 'electron' }, 'suspend')
    expect(heard).toEqual([['resume']])
    expect(events.listenerCount(eventChannel('power'))).toBe(0)
  })
})
