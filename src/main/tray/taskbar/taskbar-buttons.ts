import type { CallSummary } from '../../../shared/ipc.ts'
import type { TrayAction } from '../tray-state.ts'
import type { Words } from '../../i18n/strings.ts'

export type ButtonIcon = 'microphone' | 'microphone-off' | 'camera' | 'camera-off' | 'hang-up'

export interface TaskbarButton {
  readonly icon: ButtonIcon
  /** What pressing it does. */
  readonly label: string
  readonly action: TrayAction
}

/** The buttons below the window's preview in the taskbar: those of the call, while there is one. */
export function taskbarButtons(call: CallSummary, t: Words): TaskbarButton[] {
  if (call.status !== 'in-call') return []
  const { microphone, camera } = call
  return [
    {
      icon: microphone ? 'microphone' : 'microphone-off',
      label: microphone ? t.microphoneOff : t.microphoneOn,
      action: { type: 'toggle-microphone' },
    },
    {
      icon: camera ? 'camera' : 'camera-off',
      label: camera ? t.cameraOff : t.cameraOn,
      action: { type: 'toggle-camera' },
    },
    { icon: 'hang-up', label: t.hangUp, action: { type: 'hang-up' } },
  ]
}
