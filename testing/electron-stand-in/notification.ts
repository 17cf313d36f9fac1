import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions } from 'electron'
import { strict } from './strict.ts'

class StandInNotification extends EventEmitter {
  static isSupported = () => true
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
  }

  show = () => void shown.push(this)
}

/** What the system shows, oldest first. */
export const shown: StandInNotification[] = []

export const Notification = new Proxy(StandInNotification, {
  construct: (target, args: [NotificationConstructorOptions]) => strict('Notification', new target(...args)),
})
