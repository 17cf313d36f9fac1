import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCallStatus } from '../app/call-status.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createShareRequests } from './share-requests.ts'

const inCall = { status: 'in-call', microphone: true, camera: true, sharing: false } as const
const display = { kind: 'display', displayId: '2' } as const
const choose = { kind: 'choose' } as const
let done: string[] = []
beforeEach(() => {
  done = []
  vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

function setUp() {
  const call = createCallStatus()
  const log = createFakeLog()
  let last = 0
  const passOnGesture = vi.fn(() => {
    done.push('gesture')
    return Promise.resolve()
  })
  const requests = createShareRequests({
    call,
    log,
    newId: () => `r${++last}`,
    passOnGesture,
    tell: (id) => done.push(`tell ${id}`),
    startCall: () => done.push('new call'),
  })
  return { call, log, passOnGesture, requests }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('a share that is asked for outside the window', () => {
  it('in a call is told to the page at once, with the gesture handed on before', async () => {
    const { call, requests } = setUp()
    call.report(inCall)
    requests.request(display)
    await settle()
    expect(done).toEqual(['gesture', 'tell r1'])
    expect(requests.take('r1')).toEqual(display)
  })

  it('outside a call opens a lobby, and is told once the call is entered, only once', async () => {
    const { call, requests } = setUp()
    requests.request(display)
    expect(done).toEqual(['new call'])
    call.report({ status: 'lobby' })
    call.report(inCall)
    await settle()
    call.report({ ...inCall, camera: false })
    await settle()
    expect(done).toEqual(['new call', 'gesture', 'tell r1'])
  })

  it('is not told in another room, which a link opened before the call was entered', async () => {
    const { call, requests } = setUp()
    requests.request(display)
    call.report({ status: 'lobby' })
    requests.roomOpened()
    call.report({ status: 'lobby' })
    call.report(inCall)
    await settle()
    expect(done).toEqual(['new call'])
  })

  it('in a call is still told when a link is followed, for a call is not left for a link', async () => {
    const { call, requests } = setUp()
    call.report(inCall)
    requests.request(display)
    requests.roomOpened()
    await settle()
    expect(requests.take('r1')).toEqual(display)
  })

  it('is good for one use, and only by its own id', async () => {
    const { call, requests } = setUp()
    call.report(inCall)
    requests.request(display)
    await settle()
    expect(requests.take('r2')).toBeUndefined()
    expect(requests.take('r1')).toEqual(display)
    expect(requests.take('r1')).toBeUndefined()
  })

  it('takes the place of the one before', async () => {
    const { call, requests } = setUp()
    call.report({ status: 'lobby' })
    requests.request(display)
    requests.request(choose)
    call.report(inCall)
    await settle()
    expect(requests.take('r1')).toEqual(choose)
    requests.request(display)
    requests.request(choose)
    await settle()
    expect(requests.take('r2')).toBeUndefined()
    expect(requests.take('r3')).toEqual(choose)
  })

  it.each([
    [
      'the person leaves the lobby',
      'lobby',
      (call: ReturnType<typeof createCallStatus>) => call.report({ status: 'idle' }),
    ],
    ['five minutes pass in the lobby', 'lobby', () => void vi.advanceTimersByTime(5 * 60_000)],
  ] as const)('does not reach the next call when %s', async (_name, status, happens) => {
    const { call, requests } = setUp()
    call.report({ status })
    requests.request(display)
    happens(call)
    call.report({ status: 'lobby' })
    call.report(inCall)
    await settle()
    expect(done).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['the call ends', (parts: ReturnType<typeof setUp>) => parts.call.report({ status: 'lobby' })],
    ['the page does not act on it in time', () => void vi.advanceTimersByTime(10_000)],
    ['it is dropped with the page', (parts: ReturnType<typeof setUp>) => parts.requests.drop()],
  ])('cannot be used any more when %s', async (_name, happens) => {
    const parts = setUp()
    parts.call.report(inCall)
    parts.requests.request(display)
    await settle()
    happens(parts)
    expect(parts.requests.take('r1')).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that the page cannot do is logged, and dropped', async () => {
    const { call, log, passOnGesture, requests } = setUp()
    passOnGesture.mockRejectedValue(new Error('page is gone'))
    call.report(inCall)
    requests.request(display)
    await settle()
    expect(log.lines.at(-1)?.event).toBe('sharing not started')
    expect(requests.take('r1')).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })
})
