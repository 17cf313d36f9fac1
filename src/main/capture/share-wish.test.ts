import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createCallStatus } from '../call/call-status.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createShareWish } from './share-wish.ts'

const inCall = { status: 'in-call', microphone: true, camera: true, sharing: false } as const
let done: string[] = []
beforeEach(() => void (done = []))

function setUp() {
  const call = createCallStatus()
  const log = createFakeLog()
  const passOnGesture = vi.fn(() => {
    done.push('gesture')
    return Promise.resolve()
  })
  const wish = createShareWish({
    call,
    log,
    prefer: (displayId) => done.push(`prefer ${displayId ?? 'any'}`),
    passOnGesture,
    tellToShare: () => done.push('share'),
    startCall: () => done.push('new call'),
  })
  return { call, log, passOnGesture, wish }
}
const settled = () => vi.waitFor(() => expect(done).toContain('share'))

describe('sharing from the tray', () => {
  it('in a call starts at once, with the gesture handed on before', async () => {
    const { call, wish } = setUp()
    call.report(inCall)
    wish.share('2')
    await settled()
    expect(done).toEqual(['gesture', 'prefer 2', 'share'])
  })

  it('outside a call opens a lobby, and shares once the call is entered, only once', async () => {
    const { call, wish } = setUp()
    wish.share('2')
    expect(done).toEqual(['new call'])
    call.report({ status: 'lobby' })
    call.report(inCall)
    await settled()
    call.report({ ...inCall, camera: false })
    expect(done).toEqual(['new call', 'gesture', 'prefer 2', 'share'])
  })

  it('is forgotten by whoever turns round at the door', () => {
    const { call, wish } = setUp()
    call.report({ status: 'lobby' })
    wish.share(undefined)
    call.report({ status: 'idle' })
    call.report(inCall)
    expect(done).toEqual([])
  })

  it('that the page cannot do is logged', async () => {
    const { call, log, passOnGesture, wish } = setUp()
    passOnGesture.mockRejectedValue(new Error('page is gone'))
    call.report(inCall)
    wish.share('2')
    await vi.waitFor(() => expect(log.lines.at(-1)?.event).toBe('sharing not started'))
    expect(done).not.toContain('share')
  })
})
