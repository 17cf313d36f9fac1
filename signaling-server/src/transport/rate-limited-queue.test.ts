import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { RateLimitedQueue } from './rate-limited-queue.ts'

it('lets everything through, in order, never faster than its rate limit', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ count: fc.nat(60), pause: fc.nat(2_000) })), (bursts) => {
      const clock = new ManualClock()
      const start = clock.now()
      const handled: number[] = []
      let reading = true
      const limits = { messagesPerSecond: 10, bytesPerSecond: 1_000_000 }
      const queue = new RateLimitedQueue(clock, limits, {
        handle: (frame) => {
          handled.push(Number(frame.toString()))
          expect(handled.length).toBeLessThanOrEqual(10 * 2 + 10 * ((clock.now() - start) / 1000) + 2)
        },
        setReading: (now) => (reading = now),
      })
      let sent = 0
      for (const { count, pause } of bursts) {
        for (let i = 0; i < count; i++) queue.push(Buffer.from(String(sent++)))
        clock.advance(pause)
      }
      clock.advance(1_000_000)
      expect(handled).toEqual(Array.from({ length: sent }, (_, i) => i))
      expect(reading).toBe(true)
      expect(clock.pending).toBe(0)
    }),
  )
})

it('forgets what waits when the socket is closed', () => {
  const clock = new ManualClock()
  const limits = { messagesPerSecond: 1, bytesPerSecond: 1_000 }
  const queue = new RateLimitedQueue(clock, limits, { handle: () => undefined, setReading: () => undefined })
  for (let i = 0; i < 10; i++) queue.push(Buffer.from('x'))
  queue.dispose()
  expect(clock.pending).toBe(0)
})

describe('a client that is held', () => {
  function held() {
    const clock = new ManualClock()
    const handled: string[] = []
    const reading: boolean[] = []
    const limits = { messagesPerSecond: 1_000, bytesPerSecond: 10_000_000 }
    const queue = new RateLimitedQueue(clock, limits, {
      handle: (frame) => {
        handled.push(frame.toString().slice(0, 40))
        if (frame.toString() === 'too much') queue.hold(3_000)
      },
      setReading: (now) => reading.push(now),
    })
    const take = (...frames: string[]) => frames.forEach((frame) => queue.push(Buffer.from(frame)))
    return { clock, handled, reading, queue, take }
  }

  it('waits for the release, and then all it has said is let in, in order', () => {
    const { clock, handled, queue, take } = held()
    take('one', 'too much', 'two', 'three')
    clock.advance(1_000)
    expect(handled).toEqual(['one', 'too much'])
    queue.release()
    clock.advance(1)
    expect(handled).toEqual(['one', 'too much', 'two', 'three'])
    take('four')
    expect(handled.at(-1)).toBe('four')
    expect(clock.pending).toBe(0)
  })

  it('waits for so long and no longer', () => {
    const { clock, handled, take } = held()
    take('too much', 'two')
    clock.advance(2_999)
    expect(handled).toEqual(['too much'])
    clock.advance(1)
    expect(handled).toEqual(['too much', 'two'])
  })

  it('is heard when it acknowledges: two that are held for each other would wait in vain', () => {
    const { handled, take } = held()
    const ack = '{"type":"ack","received":7}'
    take('too much', 'two', ack)
    expect(handled).toEqual(['too much', ack])
  })

  it('is not read any more once much of it waits', () => {
    const { clock, reading, queue, take } = held()
    take('too much', 'x'.repeat(40_000))
    expect(reading).toEqual([])
    take('x'.repeat(40_000))
    expect(reading).toEqual([false])
    queue.release()
    clock.advance(1)
    expect(reading.at(-1)).toBe(true)
  })

  it('is forgotten with its timers when the socket is closed', () => {
    const { clock, queue, take } = held()
    take('too much', 'two')
    queue.dispose()
    expect(clock.pending).toBe(0)
  })
})
