import type { CallSummary } from '../../shared/ipc.ts'
import type { Strings } from '../i18n/strings.ts'
import type { AppCommand } from '../commands/app-command.ts'
import type { TrayScreen, TrayState } from './tray-state.ts'

export type TrayItem =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'item'; readonly label: string; readonly action: AppCommand }
  | { readonly kind: 'switch'; readonly label: string; readonly action: AppCommand; readonly on: boolean }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] }

const separator = { kind: 'separator' } as const

/** Everything the app can be asked for without its window; clicks on the icon itself do not arrive everywhere. */
export function trayMenu(state: TrayState, t: Strings): TrayItem[] {
  const { call } = state
  return [
    { kind: 'text', label: status(call, t) },
    separator,
    ...(call.status === 'in-call' ? callItems(call, t) : startItems(state, t)),
    separator,
    shareMenu(state, t),
    ...(call.status === 'in-call' && call.sharing ? [item(t.stopSharing, { type: 'stop-sharing' })] : []),
    separator,
    item(t.settings, { type: 'open-settings' }),
    item(t.showWindow, { type: 'show-window' }),
    item(t.quit, { type: 'quit' }),
  ]
}

/** What macOS shows for the icon in the dock, above its own items: what can be done without looking at the window. */
export function dockMenu(state: TrayState, t: Strings): TrayItem[] {
  const { call } = state
  if (call.status !== 'in-call') return startItems(state, t)
  return [
    ...callItems(call, t),
    ...(call.sharing ? [item(t.stopSharing, { type: 'stop-sharing' })] : [shareMenu(state, t)]),
  ]
}

function status(call: CallSummary, t: Strings): string {
  if (call.status !== 'in-call') return t.notInCall
  if (call.sharing) return t.inCallSharing
  return call.microphone ? t.inCall : t.inCallMuted
}

function startItems({ canJoinFromClipboard }: TrayState, t: Strings): TrayItem[] {
  return [
    item(t.newCall, { type: 'new-call' }),
    ...(canJoinFromClipboard ? [item(t.joinFromClipboard, { type: 'join-from-clipboard' })] : []),
  ]
}

function callItems(call: Extract<CallSummary, { status: 'in-call' }>, t: Strings): TrayItem[] {
  return [
    { kind: 'switch', label: t.microphone, action: { type: 'toggle-microphone' }, on: call.microphone },
    { kind: 'switch', label: t.camera, action: { type: 'toggle-camera' }, on: call.camera },
    item(t.hangUp, { type: 'hang-up' }),
  ]
}

function shareMenu({ screens, systemPicks }: TrayState, t: Strings): TrayItem {
  const choose = item(systemPicks ? t.chooseWhatToShare : t.chooseWindow, { type: 'choose-what-to-share' })
  if (systemPicks) return { kind: 'submenu', label: t.shareScreen, items: [choose] }
  const each = screens.map((screen, index) =>
    item(nameOf(screen, index, t), { type: 'share-screen', displayId: screen.displayId }),
  )
  return { kind: 'submenu', label: t.shareScreen, items: [...each, separator, choose] }
}

function nameOf({ name, width, height }: TrayScreen, index: number, t: Strings): string {
  return `${name || `${t.screen} ${index + 1}`} (${width} × ${height})`
}

function item(label: string, action: AppCommand): TrayItem {
  return { kind: 'item', label, action }
}
