import {
  maxDataBytes,
  parseClientMessage,
  type ClientMessage,
  type ClientSignalMessage,
  type Parsed,
} from '../protocol/index.ts'
import type { SignalCommand } from '../rooms/index.ts'

/** What a client says; of a signal no more than passing it on takes. */
export type IncomingMessage = Exclude<ClientMessage, ClientSignalMessage> | IncomingSignal

export type IncomingSignal = Pick<SignalCommand, 'type' | 'seq' | 'to' | 'literal' | 'bytes'>

/**
 * How JSON.stringify begins a signal, up to its data. With a literal of the data and a brace after it, that is one JSON
 * object of just these fields.
 */
const beginning = /^\{"type":"signal","seq":([1-9]\d{0,14}),"to":"([\w-]{22})","data":/

/** The longest that can be. */
const maxBeginning = 76

/** Printable ASCII that needs no escapes, as sealed data always looks: a string literal as it is (RFC 8259, section 7). */
const plainLiteral = /^"[ !#-[\]-~]*"$/

const closingBrace = 0x7d

/**
 * Reads one frame from a client. What a server passes on all day is not taken apart and put together again; the codec
 * says what everything else is.
 */
export function parseIncomingMessage(frame: Buffer): Parsed<IncomingMessage> {
  const signal = readSignal(frame)
  if (signal) return { ok: true, message: signal }
  const parsed = parseClientMessage(frame.toString())
  if (!parsed.ok || parsed.message.type !== 'signal') return parsed as Parsed<IncomingMessage>
  const { type, seq, to, data } = parsed.message
  const literal = JSON.stringify(data)
  return { ok: true, message: { type, seq, to, literal, bytes: Buffer.byteLength(literal) } }
}

/** The literal is decoded by itself, for it is kept until it is acknowledged, and the rest of the frame need not be. */
function readSignal(frame: Buffer): IncomingSignal | undefined {
  const match = beginning.exec(frame.toString('latin1', 0, maxBeginning))
  if (!match || frame[frame.length - 1] !== closingBrace) return undefined
  const [begun, seq = '', to = ''] = match
  const literal = frame.toString('latin1', begun.length, frame.length - 1)
  if (literal.length - 2 > maxDataBytes || !plainLiteral.test(literal)) return undefined
  return { type: 'signal', seq: Number(seq), to, literal, bytes: literal.length }
}
