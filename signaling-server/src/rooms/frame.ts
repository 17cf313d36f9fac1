import type { PeerId } from '../protocol/index.ts'

/** What goes over the wire: the text itself, or, of a signal, what it is made of. */
export type Frame = string | SignalFrame

/** Put together only when it is sent: most are sent once, and kept frames in pieces share the text they came in. */
export interface SignalFrame {
  readonly seq: number
  readonly from: PeerId
  /** The data as a JSON string literal, quotes included. */
  readonly literal: string
}

export function frameText(frame: Frame): string {
  if (typeof frame === 'string') return frame
  const { seq, from, literal } = frame
  return `{"type":"signal","seq":${seq},"from":"${from}","data":${literal}}`
}

const withoutFields = frameText({ seq: 0, from: '', literal: '' }).length - 1

/** UTF-8 bytes of a signal's frame, of which only the literal need not be ASCII. */
export function relayedBytes({ seq, from }: SignalFrame, literalBytes: number): number {
  return withoutFields + String(seq).length + from.length + literalBytes
}
