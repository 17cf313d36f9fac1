import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNotifier, type Notifier } from './notifier.ts'

describe('notifier', () => {
  let notifier: Notifier
  beforeEach(() => {
    vi.useFakeTimers()
    notifier = createNotifier()
  })
  afterEach(() => {
    notifier.dispose()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('shows a toast for a while', () => {
    notifier.toast({ tone: 'neutral', title: 'Ada joined' })
    expect(notifier.toasts).toHaveLength(1)
    vi.advanceTimersByTime(6000)
    expect(notifier.toasts).toHaveLength(0)
  })

  it('keeps it while the pointer rests on it', () => {
    notifier.toast({ tone: 'neutral', title: 'Ada joined' })
    notifier.hold(true)
    vi.advanceTimersByTime(60_000)
    expect(notifier.toasts).toHaveLength(1)
    notifier.hold(false)
    vi.advanceTimersByTime(6000)
    expect(notifier.toasts).toHaveLength(0)
  })

  it('shows at most three, and the same only once', () => {
    for (const title of ['a', 'a', 'b', 'c', 'd']) notifier.toast({ tone: 'neutral', title })
    expect(notifier.toasts.map((toast) => toast.title)).toEqual(['b', 'c', 'd'])
  })

  it('says the same twice when it happens twice', () => {
    notifier.say('Microphone off')
    const first = notifier.spoken.polite.value
    notifier.say('Microphone off')
    expect(notifier.spoken.polite.value).not.toBe(first)
    expect(notifier.spoken.polite.value.trim()).toBe('Microphone off')
  })

  it('leaves nothing to be found long after it was said', () => {
    notifier.say('Microphone off')
    vi.advanceTimersByTime(8_000)
    notifier.say('Microphone on')
    vi.advanceTimersByTime(8_000)
    expect(notifier.spoken.polite.value).toBe('Microphone on')
    vi.advanceTimersByTime(2_000)
    expect(notifier.spoken.polite.value).toBe('')
  })
})
