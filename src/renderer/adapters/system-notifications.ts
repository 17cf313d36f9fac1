import type { NotificationPermission, SystemNotifications } from '../core/ports/system-notifications.ts'

/** One place on the screen: ten people who join do not make ten notices. */
const tag = 'visavis'

/** The browser's own notifications; Electron hands them to the system. */
export function createSystemNotifications(Api: typeof Notification | undefined): SystemNotifications {
  if (!Api) {
    return {
      permission: () => 'unsupported',
      ask: () => Promise.resolve('unsupported'),
      show: () => () => undefined,
    }
  }
  const said = (permission: globalThis.NotificationPermission): NotificationPermission =>
    permission === 'default' ? 'undecided' : permission
  return {
    permission: () => said(Api.permission),
    ask: async () => said(await Api.requestPermission()),
    show: (title, onClick) => {
      if (Api.permission !== 'granted') return () => undefined
      const shown = new Api(title, { tag })
      shown.onclick = () => {
        shown.close()
        onClick()
      }
      return () => {
        shown.onclick = null
        shown.close()
      }
    },
  }
}
