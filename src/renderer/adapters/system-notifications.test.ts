import { beforeEach, describe, expect, it } from 'vitest'
import { createSystemNotifications } from './system-notifications.ts'

class FakeNotification {
  static permission: NotificationPermission = 'default'
  static readonly shown: FakeNotification[] = []
  onclick: (() => void) | null = null
  closed = 0
  readonly title: string
  readonly options: NotificationOptions | undefined

  constructor(title: string, options?: NotificationOptions) {
    this.title = title
    this.options = options
    FakeNotification.shown.push(this)
  }

  static requestPermission(): Promise<NotificationPermission> {
    return Promise.resolve('granted')
  }

  close(): void {
    this.closed++
  }
}

const api = FakeNotification as unknown as typeof Notification

describe('notices of the system', () => {
  beforeEach(() => {
    FakeNotification.permission = 'default'
    FakeNotification.shown.length = 0
  })

  it('say whether they may be shown, and ask', async () => {
    const notifications = createSystemNotifications(api)
    expect(notifications.permission()).toBe('undecided')
    expect(await notifications.ask()).toBe('granted')
    FakeNotification.permission = 'denied'
    expect(notifications.permission()).toBe('denied')
  })

  it('are shown when they may be, one in the place of the other, and lead to what they are about', () => {
    const notifications = createSystemNotifications(api)
    let clicks = 0
    notifications.show('Ada joined', () => clicks++)
    expect(FakeNotification.shown).toEqual([])
    FakeNotification.permission = 'granted'
    const close = notifications.show('Ada joined', () => clicks++)
    const [shown] = FakeNotification.shown
    expect(shown).toMatchObject({ title: 'Ada joined', options: { tag: 'visavis' } })
    shown?.onclick?.()
    expect([clicks, shown?.closed]).toEqual([1, 1])
    close()
    expect(shown?.onclick).toBeNull()
  })

  it('are none where the browser has none', async () => {
    const notifications = createSystemNotifications(undefined)
    expect(notifications.permission()).toBe('unsupported')
    expect(await notifications.ask()).toBe('unsupported')
    notifications.show('Ada joined', () => undefined)()
  })
})
