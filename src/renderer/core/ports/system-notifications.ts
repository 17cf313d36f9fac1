import type { Dispose } from '../lib/dispose.ts'

export type NotificationPermission = 'granted' | 'denied' | 'undecided' | 'unsupported'

/** Notices of the system, for when nobody looks at the window. */
export interface SystemNotifications {
  permission(): NotificationPermission
  /** Asks the person, where they have not decided yet. */
  ask(): Promise<NotificationPermission>
  /** Does nothing without permission. A later one takes the place of an earlier one. */
  show(title: string, onClick: () => void): Dispose
}
