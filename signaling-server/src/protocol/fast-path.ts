import type { ClientAckMessage, ClientSignalMessage } from './client-messages.ts'
import { isData } from './fields.ts'
import { peerIdLength } from './limits.ts'

const base64url = /^[\w-]+$/

/**
 * The two messages a server reads all day, recognised without the schema's machinery, which takes ten times as long.
 * Undefined means no more than that the schema has to say what it is. A property test holds the two together.
 */
export function parseFrequent(json: unknown): ClientSignalMessage | ClientAckMessage | undefined {
  if (typeof json !== 'object' || json === null || !('type' in json)) return undefined
  if (json.type === 'signal' && 'seq' in json && 'to' in json && 'data' in json) {
    const { seq, to, data } = json
    if (!isWhole(seq, 1) || typeof to !== 'string' || typeof data !== 'string') return undefined
    if (to.length !== peerIdLength || !base64url.test(to) || !isData(data)) return undefined
    return { type: 'signal', seq, to, data }
  }
  if (json.type === 'ack' && 'received' in json && isWhole(json.received, 0)) {
    return { type: 'ack', received: json.received }
  }
  return undefined
}

function isWhole(value: unknown, min: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= min
}
