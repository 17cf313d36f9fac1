import type { Frame } from './frame.ts'
import { describe, expect, it } from 'vitest'
import {
  copyRoom,
  emptyRoom,
  frameText,
  nextExpiry,
  applyCommand,
  type Command,
  type Outgoing,
  type Room,
} from './index.ts'

const resumeMs = 30_000
const token = (name: string) => name.repeat(43)
const id = (name: string) => name.repeat(22)

/** A room with one hand on the clock. Connections are named after the seat: a1, a2 … */
class Stage {
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

function stageWith(...names: string[]): Stage {
  const stage = new Stage()
  for (const name of names) stage.join(name)
  return stage
}

/** What a frame says; its size is what it claims to be. */
function read(frame: Frame): unknown {
  const text = frameText(frame)
  expect(Buffer.byteLength(text)).toBe(frame.bytes)
  return JSON.parse(text)
}

/** What one connection was told, with frames parsed. */
function told(outgoing: readonly Outgoing[], connection: string): unknown[] {
  return outgoing
    .filter((item) => item.connection === connection)
    .map((item) => (item.kind === 'frame' ? read(item.frame) : item))
}

describe('joining', () => {
  it('shows who is there, in the order they came, and tells them', () => {
    const stage = stageWith('a', 'b')
    stage.drop('a')
    const outgoing = stage.join('c', 'listen')
    expect(told(outgoing, 'c1')).toEqual([
      {
        kind: 'joined',
        connection: 'c1',
        self: id('c'),
        token: token('c'),
        peers: [
          { id: id('a'), presence: 'call', away: true },
          { id: id('b'), presence: 'call', away: false },
        ],
      },
    ])
    expect(told(outgoing, 'b1')).toEqual([
      { type: 'peer-joined', seq: 2, peer: { id: id('c'), presence: 'listen' } },
    ])
  })

  it('refuses when every seat is taken, held ones included', () => {
    const stage = stageWith('a', 'b', 'c')
    stage.drop('a')
    expect(told(stage.join('d'), 'd1')).toMatchObject([{ kind: 'error', code: 'room-full' }])
    stage.now += resumeMs
    expect(told(stage.join('d'), 'd1')).toMatchObject([{ kind: 'joined' }])
    expect(stage.freed).toEqual([id('a')])
  })
})

describe('presence', () => {
  it('is told to the others when it changes, and only then', () => {
    const stage = stageWith('a', 'b')
    const say = (presence: 'call' | 'listen') =>
      stage.do({ type: 'presence', connection: 'b1', self: id('b'), presence })
    expect(told(say('listen'), 'a1')).toEqual([
      { type: 'peer-presence', seq: 2, id: id('b'), presence: 'listen' },
    ])
    expect(say('listen')).toEqual([])
  })
})

describe('signals', () => {
  it('reach their peer with the next number, and are received', () => {
    const stage = stageWith('a', 'b')
    const outgoing = stage.signal('b', 1, 'a', '"\\u0000 é"')
    expect(told(outgoing, 'a1')).toEqual([{ type: 'signal', seq: 2, from: id('b'), data: '\u0000 é' }])
    expect(told(outgoing, 'b1')).toEqual([{ kind: 'received', connection: 'b1', received: 1, again: false }])
  })

  it('sent twice are dropped and acknowledged again', () => {
    const stage = stageWith('a', 'b')
    stage.signal('b', 1, 'a')
    expect(stage.signal('b', 1, 'a')).toEqual([
      { kind: 'received', connection: 'b1', received: 1, again: true },
    ])
  })

  it('that leave a gap are refused and not delivered', () => {
    const stage = stageWith('a', 'b')
    expect(stage.signal('b', 2, 'a')).toMatchObject([
      { kind: 'error', connection: 'b1', code: 'bad-message', ref: 2 },
    ])
    expect(told(stage.signal('b', 1, 'a'), 'a1')).toHaveLength(1)
  })

  it.each(['z', 'b'])(
    'to somebody who is not a peer (%s) are answered, counted, and the stream goes on',
    (to) => {
      const stage = stageWith('a', 'b')
      expect(told(stage.signal('b', 1, to), 'b1')).toMatchObject([
        { kind: 'error', code: 'unknown-peer', ref: 1 },
        { kind: 'received', received: 1 },
      ])
      expect(told(stage.signal('b', 2, 'a'), 'a1')).toHaveLength(1)
    },
  )
})

describe('a lost connection', () => {
  it('is told, and so is the return; what was missed follows in order, before what is new', () => {
    const stage = stageWith('a', 'b')
    expect(told(stage.drop('a'), 'b1')).toEqual([{ type: 'peer-away', seq: 1, id: id('a') }])
    stage.signal('b', 1, 'a', '"one"')
    stage.signal('b', 2, 'a', '"two"')
    const outgoing = stage.resume('a', 'a2', 1)
    expect(told(outgoing, 'a2')).toMatchObject([
      { kind: 'resumed', received: 0, peers: [{ id: id('b'), away: false }] },
      { seq: 2, data: 'one' },
      { seq: 3, data: 'two' },
    ])
    expect(told(outgoing, 'b1')).toEqual([{ type: 'peer-back', seq: 2, id: id('a') }])
    expect(told(stage.signal('b', 3, 'a'), 'a2')).toMatchObject([{ seq: 4 }])
  })

  it('frees the seat after resumeMs and not before', () => {
    const stage = stageWith('a', 'b')
    stage.drop('a')
    expect(nextExpiry(stage.room)).toBe(stage.now + resumeMs)
    stage.now += resumeMs - 1
    expect(stage.do({ type: 'expire' })).toEqual([])
    stage.now += 1
    expect(told(stage.do({ type: 'expire' }), 'b1')).toEqual([
      { type: 'peer-left', seq: 2, id: id('a'), reason: 'expired' },
    ])
    expect(told(stage.resume('a', 'a2'), 'a2')).toMatchObject([{ kind: 'error', code: 'resume-expired' }])
    expect(nextExpiry(stage.room)).toBeUndefined()
  })

  it('that is resumed while it still stands is closed with 4409, and nobody is told', () => {
    const stage = stageWith('a', 'b')
    const outgoing = stage.resume('a', 'a2', 1)
    expect(told(outgoing, 'a1')).toEqual([{ kind: 'close', connection: 'a1', code: 4409 }])
    expect(told(outgoing, 'b1')).toEqual([])
    expect(stage.drop('a', 'a1')).toEqual([])
    expect(stage.signal('a', 1, 'b')).toEqual([{ kind: 'close', connection: 'a1', code: 1001 }])
  })
})

describe('a lost process', () => {
  it('leaves all its connections’ seats away, and no other', () => {
    const stage = stageWith('a', 'b', 'c')
    stage.resume('c', 'b7', 0)
    const outgoing = stage.do({ type: 'lost', instance: 'b' })
    expect(told(outgoing, 'a1')).toMatchObject([
      { type: 'peer-away', id: id('b') },
      { type: 'peer-away', id: id('c') },
    ])
    expect(stage.room.seats.map(({ link }) => link.state)).toEqual(['here', 'away', 'away'])
  })
})

describe('a command tried twice', () => {
  it('takes effect once', () => {
    const stage = stageWith('a', 'b')
    expect(stage.join('b')).toEqual([])
    expect(stage.room.seats).toHaveLength(2)
    stage.resume('a', 'a2', 1)
    expect(stage.resume('a', 'a2', 1)).toEqual([])
  })
})

describe('resuming', () => {
  it('answers a wrong token as it answers an unknown seat', () => {
    const stage = stageWith('a')
    const wrong = stage.resume('a', 'x1', 0, token('b'))
    const unknown = stage.resume('z', 'x1')
    expect(wrong).toEqual(unknown)
  })

  it.each([2, 0])('refuses a position that was never sent or is no longer kept (%s)', (received) => {
    const stage = stageWith('a', 'b')
    stage.do({ type: 'ack', connection: 'a1', self: id('a'), received: 1 })
    expect(stage.resume('a', 'a2', received)).toMatchObject([{ kind: 'error', code: 'bad-message' }])
  })
})

describe('leaving', () => {
  it('frees the seat at once, tells the others and closes', () => {
    const stage = stageWith('a', 'b')
    const outgoing = stage.do({ type: 'leave', connection: 'a1', self: id('a') })
    expect(told(outgoing, 'b1')).toEqual([{ type: 'peer-left', seq: 1, id: id('a'), reason: 'left' }])
    expect(told(outgoing, 'a1')).toEqual([{ kind: 'close', connection: 'a1', code: 1000 }])
    expect(told(stage.signal('b', 1, 'a'), 'b1')).toMatchObject([{ code: 'unknown-peer', ref: 1 }, {}])
  })
})

describe('what is not acknowledged', () => {
  const flood = (stage: Stage, count: number, literal?: string) => {
    let last: readonly Outgoing[] = []
    for (let seq = 1; seq <= count; seq++) last = stage.signal('b', seq, 'a', literal)
    return last
  }

  it('may be 256 messages, and with one more the seat is gone', () => {
    const stage = stageWith('a', 'b')
    stage.do({ type: 'ack', connection: 'a1', self: id('a'), received: 1 })
    expect(told(flood(stage, 256), 'a1')).toHaveLength(1)
    const outgoing = stage.signal('b', 257, 'a')
    expect(told(outgoing, 'a1')).toMatchObject([
      { kind: 'error', code: 'overflow' },
      { kind: 'close', code: 4413 },
    ])
    expect(told(outgoing, 'b1')).toMatchObject([
      // Whoever waited for the seat's client need not any more.
      { kind: 'release' },
      { type: 'peer-left', id: id('a'), reason: 'expired' },
      { kind: 'error', code: 'unknown-peer', ref: 257 },
      { kind: 'received', received: 257 },
    ])
    expect(stage.freed).toEqual([id('a')])
  })

  it('may be 1 MiB, counted in bytes', () => {
    const stage = stageWith('a', 'b')
    const literal = `"${'x'.repeat(40_000)}"`
    flood(stage, 26, literal)
    expect(stage.freed).toEqual([])
    stage.signal('b', 27, 'a', literal)
    expect(stage.freed).toEqual([id('a')])
  })

  it('is dropped as it is acknowledged, so a reader who keeps up goes on for ever', () => {
    const stage = stageWith('a', 'b')
    for (let seq = 1; seq <= 1000; seq++) {
      stage.signal('b', seq, 'a')
      if (seq % 16 === 0) stage.do({ type: 'ack', connection: 'a1', self: id('a'), received: seq })
    }
    expect(stage.freed).toEqual([])
    // One late, one impossible.
    expect(stage.do({ type: 'ack', connection: 'a1', self: id('a'), received: 3 })).toEqual([])
    expect(stage.do({ type: 'ack', connection: 'a1', self: id('a'), received: 5000 })).toMatchObject([
      { kind: 'error', code: 'bad-message' },
    ])
  })

  it('holds who has most of it, until that is acknowledged', () => {
    const stage = stageWith('a', 'b', 'c')
    const kinds = (outgoing: readonly Outgoing[], connection: string) =>
      outgoing.filter((item) => item.connection === connection).map(({ kind }) => kind)
    // Three in the room: each of the two others may have a quarter of what is kept.
    for (let seq = 1; seq <= 64; seq++) expect(kinds(stage.signal('b', seq, 'a'), 'b1')).toEqual(['received'])
    expect(kinds(stage.signal('b', 65, 'a'), 'b1')).toEqual(['hold', 'received'])
    // Somebody else's share is their own.
    expect(kinds(stage.signal('c', 1, 'a'), 'c1')).toEqual(['received'])
    const acknowledge = (received: number) =>
      stage.do({ type: 'ack', connection: 'a1', self: id('a'), received })
    expect(acknowledge(20)).toEqual([])
    expect(acknowledge(36)).toEqual([{ kind: 'release', connection: 'b1' }])
    expect(stage.freed).toEqual([])
  })

  it('holds by bytes as well, and a signal that is held is delivered all the same', () => {
    const stage = stageWith('a', 'b', 'c')
    const literal = `"${'x'.repeat(48 * 1024)}"`
    for (let seq = 1; seq <= 5; seq++) stage.signal('b', seq, 'a', literal)
    const outgoing = stage.signal('b', 6, 'a', literal)
    expect(told(outgoing, 'a1')).toMatchObject([{ type: 'signal', from: id('b') }])
    expect(told(outgoing, 'b1')).toMatchObject([{ kind: 'hold' }, { kind: 'received', received: 6 }])
  })

  it('holds who changes presence all the time', () => {
    const stage = stageWith('a', 'b')
    const toggle = (i: number) =>
      stage.do({
        type: 'presence',
        connection: 'b1',
        self: id('b'),
        presence: i % 2 === 0 ? 'listen' : 'call',
      })
    for (let i = 0; i < 128; i++) toggle(i)
    expect(told(toggle(128), 'b1')).toMatchObject([{ kind: 'hold' }])
  })

  it('holds nobody for a client that has acknowledged nothing for 3 s', () => {
    const stage = stageWith('a', 'b')
    expect(told(flood(stage, 129), 'b1')).toMatchObject([{ kind: 'hold' }, {}])
    stage.now += 3_000
    expect(told(stage.signal('b', 130, 'a'), 'b1')).toMatchObject([{ kind: 'received' }])
  })

  it('holds nobody for more than 8 s for a client that acknowledges a little at a time', () => {
    const stage = stageWith('a', 'b')
    flood(stage, 200)
    const holds: boolean[] = []
    for (let second = 1; second <= 9; second++) {
      stage.now += 1_000
      stage.do({ type: 'ack', connection: 'a1', self: id('a'), received: second })
      holds.push(stage.signal('b', 200 + second, 'a').some(({ kind }) => kind === 'hold'))
    }
    expect(holds).toEqual([true, true, true, true, true, true, true, false, false])
  })

  it('keeps holding who comes back on another connection', () => {
    const stage = stageWith('a', 'b')
    flood(stage, 129)
    expect(told(stage.resume('b', 'b2'), 'b2')).toMatchObject([{ kind: 'resumed' }, { kind: 'hold' }])
  })

  it('counts fresh TURN credentials, which come in the same stream', () => {
    const stage = stageWith('a')
    const iceServers = [{ urls: 'step:t', username: 'u', credential: 'c' }]
    expect(
      told(stage.do({ type: 'ice-servers', connection: 'a1', self: id('a'), iceServers }), 'a1'),
    ).toEqual([{ type: 'ice-servers', seq: 1, iceServers }])
  })
})

it('can be tried on a copy: the room stays as it was, and tried again comes to the same', () => {
  const stage = stageWith('a', 'b')
  stage.signal('b', 1, 'a')
  const shown = (room: Room) => room.seats.map(({ kept, ...seat }) => ({ ...seat, kept: kept.items() }))
  const context = { now: stage.now, maxPeers: 3, resumeMs }
  const commands: Command[] = [
    { type: 'signal', connection: 'b1', self: id('b'), seq: 2, to: id('a'), literal: '"x"', bytes: 3 },
    { type: 'ack', connection: 'a1', self: id('a'), received: 2 },
    { type: 'presence', connection: 'a1', self: id('a'), presence: 'listen' },
    { type: 'drop', connection: 'a1', self: id('a') },
    { type: 'leave', connection: 'b1', self: id('b') },
  ]
  for (const command of commands) {
    const before = structuredClone(shown(stage.room))
    const tried = copyRoom(stage.room)
    const outcome = applyCommand(tried, command, context)
    expect(shown(stage.room)).toEqual(before)
    expect(shown(tried)).not.toEqual(before)
    const { outgoing, taken, freed } = outcome
    expect(applyCommand(stage.room, command, context)).toMatchObject({ outgoing, taken, freed })
    expect(shown(stage.room)).toEqual(shown(tried))
  }
})
