import type { CallSummary } from '../../shared/ipc.ts'

/** All that the tray shows. */
export interface TrayState {
  readonly call: CallSummary
  /** As the system lists them. */
  readonly screens: readonly TrayScreen[]
  /** The clipboard holds a room code or a link, or there is no way to know before the menu opens. */
  readonly canJoinFromClipboard: boolean
  /** The system has its own picker: naming screens here would promise what it does not keep. */
  readonly systemPicks: boolean
}

export interface TrayScreen {
  /** Electron's display id. */
  readonly displayId: string
  /** The monitor's name; empty where the system gives none. */
  readonly name: string
  /** Physical pixels. */
  readonly width: number
  readonly height: number
}

export type TrayIcon = 'idle' | 'in-call' | 'muted' | 'sharing'

/** Sharing is what one must not forget, so it wins over muted. */
export function trayIcon(call: CallSummary): TrayIcon {
  if (call.status !== 'in-call') return 'idle'
  if (call.sharing) return 'sharing'
  return call.microphone ? 'in-call' : 'muted'
}
