import { effectScope, nextTick, shallowRef } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignalingStatus } from '../../core/signaling/status.ts'
import { useSignalingTrouble } from './useSignalingTrouble.ts'

describe('trouble with the server', () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }))
  afterEach(() => vi.useRealTimers())

  const waiting = (retryAt: number): SignalingStatus => ({
    status: 'waiting',
    retryAt,
    error: { code: 'server-unreachable' },
  })

  it('is told with a countdown, stays during an attempt, and ends with success', async () => {
    const scope = effectScope()
    await scope.run(async () => {
      const signaling = shallowRef<SignalingStatus>({ status: 'connecting' })
      const trouble = useSignalingTrouble(signaling, 0)
      expect(trouble.value).toBeUndefined()

      signaling.value = waiting(4000)
      await nextTick()
      expect(trouble.value).toEqual({ error: { code: 'server-unreachable' }, seconds: 4 })
      vi.advanceTimersByTime(1500)
      expect(trouble.value?.seconds).toBe(3)

      signaling.value = { status: 'connecting' }
      await nextTick()
      expect(trouble.value?.seconds).toBe(0)
      signaling.value = { status: 'open' }
      await nextTick()
      expect(trouble.value).toBeUndefined()
    })
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not told before patience ends', async () => {
    const scope = effectScope()
    await scope.run(async () => {
      const signaling = shallowRef<SignalingStatus>({ status: 'open' })
      const trouble = useSignalingTrouble(signaling, 3000)
      signaling.value = waiting(250)
      await nextTick()
      vi.advanceTimersByTime(2500)
      expect(trouble.value).toBeUndefined()
      vi.advanceTimersByTime(1000)
      expect(trouble.value?.error.code).toBe('server-unreachable')
    })
    scope.stop()
  })
})
