import type { PeerId, SequencedMessage } from '../protocol/index.ts'

/** A message of a seat's stream, in the place it has there. */
export type Frame = WrittenFrame | SignalFrame

export interface WrittenFrame {
  readonly type: SequencedMessage['type']
  readonly text: string
  /** Whose doing it is; absent where the server says it of its own accord. */
  readonly from?: PeerId
  /** UTF-8 bytes of `text`. */
  readonly bytes: number
}

/**
 * A signal is put together only when it is sent: most are sent once, and what is kept need not hold what all have.
 */
export interface SignalFrame {
  readonly type: 'signal'
  readonly text: undefined
  readonly seq: number
  readonly from: PeerId
  /** The data as a JSON string literal, quotes included. */
  readonly literal: string
  /** UTF-8 bytes of the whole frame. */
  readonly bytes: number
}

/** @param literalBytes how many `literal` has as UTF-8 */
export function signalFrame(seq: number, from: PeerId, literal: string, literalBytes: number): SignalFrame {
  // All that is not the literal is ASCII.
  const bytes = withoutFields + String(seq).length + from.length + literalBytes
  return { type: 'signal', text: undefined, seq, from, literal, bytes }
}

export function frameText(frame: Frame): string {
  return frame.text ?? signalText(frame)
}

/** Its type, size and sender, as all that has to be known of a message whose text is kept elsewhere. */
export function withoutText(frame: Frame): Frame {
  const { type, bytes, from } = frame
  return frame.text === '' ? frame : { type, text: '', bytes, ...(from && { from }) }
}

function signalText({ seq, from, literal }: Pick<SignalFrame, 'seq' | 'from' | 'literal'>): string {
  return `{"type":"signal","seq":${seq},"from":"${from}","data":${literal}}`
}

const withoutFields = signalText({ seq: 0, from: '', literal: '' }).length - 1
