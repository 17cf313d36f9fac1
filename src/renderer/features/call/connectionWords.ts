import type { Participant } from '../../core/call/state.ts'
import type { MessageKey } from '../../i18n/messages.ts'

export const connectionWords: Readonly<Record<Participant['connection']['status'], MessageKey>> = {
  connecting: 'call.connecting',
  connected: 'call.connected',
  reconnecting: 'call.reconnecting',
  failed: 'call.failed',
}
