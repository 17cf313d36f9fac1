import type { AppState } from './app.ts'
import type { CallActivity, RemoteCommand } from '../ports/shell.ts'
import type { Command } from './app.ts'
import { isWanted } from '../media/view.ts'
import { assertNever } from '../lib/assert-never.ts'

/** What the surroundings need to know of the call. */
export function activityOf({ call, media }: AppState): CallActivity {
  switch (call.screen) {
    case 'home':
      return { status: 'home' }
    case 'lobby':
    case 'joining':
    case 'ended':
      return { status: 'lobby', code: call.code }
    case 'in-call':
      return {
        status: 'in-call',
        code: call.code,
        microphone: isWanted(media.microphone),
        camera: isWanted(media.camera),
        sharing: media.screen.status === 'sharing',
      }
    default:
      return assertNever(call)
  }
}

/** A command from outside the window, as the person would give it inside. */
export function commandFor(remote: RemoteCommand, { media }: AppState): Command {
  if (typeof remote === 'object') return { type: 'start-screen-share', request: remote.request }
  switch (remote) {
    case 'new-call':
      return { type: 'new-call' }
    case 'toggle-microphone':
      return { type: 'set-device', kind: 'microphone', on: !isWanted(media.microphone) }
    case 'toggle-camera':
      return { type: 'set-device', kind: 'camera', on: !isWanted(media.camera) }
    case 'stop-sharing':
      return { type: 'stop-screen-share' }
    case 'hang-up':
      return { type: 'hang-up' }
    default:
      return assertNever(remote)
  }
}
