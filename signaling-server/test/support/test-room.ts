import { expect } from 'vitest'
import type { Frame } from '../../src/rooms/frame.ts'
import { applyCommand, emptyRoom, frameText, type Command, type Outgoing } from '../../src/rooms/index.ts'

export const resumeMs = 30_000
export const token = (name: string) => name.repeat(43)
export const id = (name: string) => name.repeat(22)

/** A room with a manual clock. Connections are named after their seat: a1, a2 … */
export class TestRoom {
  readonly room = emptyRoom()
  now = 1_000_000
  freed: string[] = []

  do(command: Command): readonly Outgoing[] {
    const result = applyCommand(this.room, command, { now: this.now, maxPeers: 3, resumeMs })
    this.freed.push(...(result.freed ?? []))
    return result.outgoing
  }

  join(name: string, presence: 'call' | 'listen' = 'call') {
    return this.do({ type: 'join', connection: `${name}1`, self: id(name), token: token(name), presence })
  }

  drop(name: string, connection = `${name}1`) {
    return this.do({ type: 'drop', connection, self: id(name) })
  }

  resume(name: string, connection: string, received = 0, secret = token(name)) {
    return this.do({ type: 'resume', connection, self: id(name), token: secret, received })
  }

  signal(from: string, seq: number, to: string, literal = '"x"') {
    const connection = `${from}1`
    return this.do({
      type: 'signal',
      connection,
      self: id(from),
      seq,
      to: id(to),
      literal,
      bytes: Buffer.byteLength(literal),
    })
  }
}

export function roomWith(...names: string[]): TestRoom {
  const room = new TestRoom()
  for (const name of names) room.join(name)
  return room
}

/** The parsed message of a frame. Checks that the frame states its real size. */
export function read(frame: Frame): unknown {
  const text = frameText(frame)
  expect(Buffer.byteLength(text)).toBe(frame.bytes)
  return JSON.parse(text)
}

/** The results for one connection, with frames parsed. */
export function resultsFor(outgoing: readonly Outgoing[], connection: string): unknown[] {
  return outgoing
    .filter((item) => item.connection === connection)
    .map((item) => (item.kind === 'frame' ? read(item.frame) : item))
}
