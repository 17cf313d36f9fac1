import { linkScheme, parseRoomLink } from '../../shared/deep-link.ts'
import type { CallCommand } from '../../shared/ipc.ts'
import { parseRoomCode } from '../../shared/room-code.ts'
import type { ShareTarget } from '../screen-share/share-requests.ts'
import type { AppCommand } from './app-command.ts'

export interface CommandHandlerParts {
  readonly command: (command: CallCommand) => void
  readonly showWindow: () => void
  readonly share: (target: ShareTarget) => void
  readonly readClipboard: () => Promise<string>
  /** As if the person had opened this link. */
  readonly followLink: (link: string) => void
  readonly quit: () => void
}

/** A link to the room that this text names, by code or by link; undefined when it names none. */
export function linkIn(text: string): string | undefined {
  if (parseRoomLink(text)) return text
  const code = parseRoomCode(text)
  return code.ok ? `${linkScheme}://join/${code.code}` : undefined
}

export function createCommandHandler(parts: CommandHandlerParts): (action: AppCommand) => Promise<void> {
  const { command, showWindow, share, readClipboard, followLink, quit } = parts
  return async (action) => {
    switch (action.type) {
      case 'show-window':
        return showWindow()
      case 'new-call':
        showWindow()
        return command('new-call')
      case 'open-settings':
        showWindow()
        return command('open-settings')
      case 'join-from-clipboard': {
        const text = await readClipboard()
        // What holds no room is followed too: it tells the person so.
        return followLink(linkIn(text) ?? text)
      }
      case 'share-screen':
        return share({ kind: 'display', displayId: action.displayId })
      case 'choose-what-to-share':
        // The picker is in the window.
        showWindow()
        return share({ kind: 'choose' })
      case 'quit':
        return quit()
      case 'toggle-microphone':
      case 'toggle-camera':
      case 'stop-sharing':
      case 'hang-up':
        return command(action.type)
    }
  }
}
