import {
  maxDataBytes,
  parseClientMessage,
  type ClientMessage,
  type ClientSignalMessage,
  type Parsed,
} from './protocol/index.ts'
import type { SignalCommand } from './rooms/index.ts'

/** What a client says; of a signal no more than passing it on takes. */
export type Incoming = Exclude<ClientMessage, ClientSignalMessage> | IncomingSignal

export type IncomingSignal = Pick<SignalCommand, 'type' | 'seq' | 'to' | 'literal' | 'bytes'>

/**
 * A signal as JSON.stringify writes one that needs no escapes, which is how sealed data always looks. What stands
 * between the last two quotes has neither quote, backslash nor control character, so it is a string literal as it is
 * (RFC 8259, section 7), and a text that matches is one JSON object of just these fields.
 */
const usual = /^\{"type":"signal","seq":([1-9]\d{0,14}),"to":"([\w-]{22})","data":("[^"\\\u0000-\u001f]*")\}$/

/**
 * Reads one frame from a client. What a server passes on all day is not taken apart and put together again; the codec
 * says what everything else is.
 *
 * @param bytes how many `frame` has as UTF-8
 */
export function readIncoming(frame: string, bytes: number): Parsed<Incoming> {
  const signal = readSignal(frame, bytes)
  if (signal) return { ok: true, message: signal }
  const parsed = parseClientMessage(frame)
  if (!parsed.ok || parsed.message.type !== 'signal') return parsed as Parsed<Incoming>
  const { type, seq, to, data } = parsed.message
  const literal = JSON.stringify(data)
  return { ok: true, message: { type, seq, to, literal, bytes: Buffer.byteLength(literal) } }
}

function readSignal(frame: string, bytes: number): IncomingSignal | undefined {
  const match = usual.exec(frame)
  if (!match) return undefined
  const [, seq = '', to = '', literal = ''] = match
  // All that is not the literal is ASCII.
  const literalBytes = bytes - (frame.length - literal.length)
  if (literalBytes - 2 > maxDataBytes) return undefined
  return { type: 'signal', seq: Number(seq), to, literal, bytes: literalBytes }
}
