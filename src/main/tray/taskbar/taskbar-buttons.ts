import type { CallSummary } from '../../../shared/ipc.ts'
import type { AppCommand } from '../../commands/app-command.ts'
import type { Strings } from '../../i18n/strings.ts'

export type ButtonIcon = 'microphone' | 'microphone-off' | 'camera' | 'camera-off' | 'hang-up'

export interface TaskbarButton {
  readonly icon: ButtonIcon
  /** What pressing it does. */
  readonly label: string
  readonly action: AppCommand
}

/** The buttons below the window's preview in the taskbar: those of the call, while there is one. */
export function taskbarButtons(call: CallSummary, t: Strings): TaskbarButton[] {
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
