import { describe, expect, it } from 'vitest'
import { id, resumeMs, roomWith, resultsFor, token } from '../../test/support/test-room.ts'
import { applyCommand, copyRoom, nextExpiry, type Command, type Room } from './index.ts'

describe('joining', () => {
  it('sends the joining client its peers in join order, and tells the peers', () => {
    const testRoom = roomWith('a', 'b')
    testRoom.drop('a')
    const outgoing = testRoom.join('c', 'listen')
    expect(resultsFor(outgoing, 'c1')).toEqual([
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
    expect(resultsFor(outgoing, 'b1')).toEqual([
      { type: 'peer-joined', seq: 2, peer: { id: id('c'), presence: 'listen' } },
    ])
  })

  it('refuses a join when the room is full, counting seats that are away', () => {
    const testRoom = roomWith('a', 'b', 'c')
    testRoom.drop('a')
    expect(resultsFor(testRoom.join('d'), 'd1')).toMatchObject([{ kind: 'error', code: 'room-full' }])
    testRoom.now += resumeMs
    expect(resultsFor(testRoom.join('d'), 'd1')).toMatchObject([{ kind: 'joined' }])
    expect(testRoom.freed).toEqual([id('a')])
  })
})

describe('presence', () => {
  it('is sent to the peers only when it changes', () => {
    const testRoom = roomWith('a', 'b')
    const say = (presence: 'call' | 'listen') =>
      testRoom.do({ type: 'presence', connection: 'b1', self: id('b'), presence })
    expect(resultsFor(say('listen'), 'a1')).toEqual([
      { type: 'peer-presence', seq: 2, id: id('b'), presence: 'listen' },
    ])
    expect(say('listen')).toEqual([])
  })
})

describe('signals', () => {
  it('are delivered with the next seq and confirmed', () => {
    const testRoom = roomWith('a', 'b')
    const outgoing = testRoom.signal('b', 1, 'a', '"\\u0000 é"')
    expect(resultsFor(outgoing, 'a1')).toEqual([{ type: 'signal', seq: 2, from: id('b'), data: '\u0000 é' }])
    expect(resultsFor(outgoing, 'b1')).toEqual([
      { kind: 'received', connection: 'b1', received: 1, again: false },
    ])
  })

  it('sent twice are dropped and confirmed again', () => {
    const testRoom = roomWith('a', 'b')
    testRoom.signal('b', 1, 'a')
    expect(testRoom.signal('b', 1, 'a')).toEqual([
      { kind: 'received', connection: 'b1', received: 1, again: true },
    ])
  })

  it('that leave a gap are refused and not delivered', () => {
    const testRoom = roomWith('a', 'b')
    expect(testRoom.signal('b', 2, 'a')).toMatchObject([
      { kind: 'error', connection: 'b1', code: 'bad-message', ref: 2 },
    ])
    expect(resultsFor(testRoom.signal('b', 1, 'a'), 'a1')).toHaveLength(1)
  })

  it.each(['z', 'b'])(
    'to an unknown peer (%s) get unknown-peer, are confirmed, and the stream continues',
    (to) => {
      const testRoom = roomWith('a', 'b')
      expect(resultsFor(testRoom.signal('b', 1, to), 'b1')).toMatchObject([
        { kind: 'error', code: 'unknown-peer', ref: 1 },
        { kind: 'received', received: 1 },
      ])
      expect(resultsFor(testRoom.signal('b', 2, 'a'), 'a1')).toHaveLength(1)
    },
  )
})

describe('a lost connection', () => {
  it('sends peer-away and peer-back, and delivers missed messages in order before new ones', () => {
    const testRoom = roomWith('a', 'b')
    expect(resultsFor(testRoom.drop('a'), 'b1')).toEqual([{ type: 'peer-away', seq: 1, id: id('a') }])
    testRoom.signal('b', 1, 'a', '"one"')
    testRoom.signal('b', 2, 'a', '"two"')
    const outgoing = testRoom.resume('a', 'a2', 1)
    expect(resultsFor(outgoing, 'a2')).toMatchObject([
      { kind: 'resumed', received: 0, peers: [{ id: id('b'), away: false }] },
      { seq: 2, data: 'one' },
      { seq: 3, data: 'two' },
    ])
    expect(resultsFor(outgoing, 'b1')).toEqual([{ type: 'peer-back', seq: 2, id: id('a') }])
    expect(resultsFor(testRoom.signal('b', 3, 'a'), 'a2')).toMatchObject([{ seq: 4 }])
  })

  it('frees the seat after resumeMs and not before', () => {
    const testRoom = roomWith('a', 'b')
    testRoom.drop('a')
    expect(nextExpiry(testRoom.room)).toBe(testRoom.now + resumeMs)
    testRoom.now += resumeMs - 1
    expect(testRoom.do({ type: 'expire' })).toEqual([])
    testRoom.now += 1
    expect(resultsFor(testRoom.do({ type: 'expire' }), 'b1')).toEqual([
      { type: 'peer-left', seq: 2, id: id('a'), reason: 'expired' },
    ])
    expect(resultsFor(testRoom.resume('a', 'a2'), 'a2')).toMatchObject([
      { kind: 'error', code: 'resume-expired' },
    ])
    expect(nextExpiry(testRoom.room)).toBeUndefined()
  })

  it('replaced by a resume while still open is closed with 4409, and peers are not told', () => {
    const testRoom = roomWith('a', 'b')
    const outgoing = testRoom.resume('a', 'a2', 1)
    expect(resultsFor(outgoing, 'a1')).toEqual([{ kind: 'close', connection: 'a1', code: 4409 }])
    expect(resultsFor(outgoing, 'b1')).toEqual([])
    expect(testRoom.drop('a', 'a1')).toEqual([])
    expect(testRoom.signal('a', 1, 'b')).toEqual([{ kind: 'close', connection: 'a1', code: 1001 }])
  })
})

describe('a lost instance', () => {
  it('makes the seats of all its connections away, and no others', () => {
    const testRoom = roomWith('a', 'b', 'c')
    testRoom.resume('c', 'b7', 0)
    const outgoing = testRoom.do({ type: 'lost', instance: 'b' })
    expect(resultsFor(outgoing, 'a1')).toMatchObject([
      { type: 'peer-away', id: id('b') },
      { type: 'peer-away', id: id('c') },
    ])
    expect(testRoom.room.seats.map(({ link }) => link.state)).toEqual(['here', 'away', 'away'])
  })
})

describe('a command tried twice', () => {
  it('takes effect once', () => {
    const testRoom = roomWith('a', 'b')
    expect(testRoom.join('b')).toEqual([])
    expect(testRoom.room.seats).toHaveLength(2)
    testRoom.resume('a', 'a2', 1)
    expect(testRoom.resume('a', 'a2', 1)).toEqual([])
  })
})

describe('resuming', () => {
  it('answers a wrong token like an unknown seat', () => {
    const testRoom = roomWith('a')
    const wrong = testRoom.resume('a', 'x1', 0, token('b'))
    const unknown = testRoom.resume('z', 'x1')
    expect(wrong).toEqual(unknown)
  })

  it.each([2, 0])('refuses a received value that was never sent or is no longer kept (%s)', (received) => {
    const testRoom = roomWith('a', 'b')
    testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received: 1 })
    expect(testRoom.resume('a', 'a2', received)).toMatchObject([{ kind: 'error', code: 'bad-message' }])
  })
})

describe('leaving', () => {
  it('frees the seat, tells the peers and closes the connection', () => {
    const testRoom = roomWith('a', 'b')
    const outgoing = testRoom.do({ type: 'leave', connection: 'a1', self: id('a') })
    expect(resultsFor(outgoing, 'b1')).toEqual([{ type: 'peer-left', seq: 1, id: id('a'), reason: 'left' }])
    expect(resultsFor(outgoing, 'a1')).toEqual([{ kind: 'close', connection: 'a1', code: 1000 }])
    expect(resultsFor(testRoom.signal('b', 1, 'a'), 'b1')).toMatchObject([
      { code: 'unknown-peer', ref: 1 },
      {},
    ])
  })
})

it('applied to a copy leaves the room unchanged, and gives the same result when applied to the room', () => {
  const testRoom = roomWith('a', 'b')
  testRoom.signal('b', 1, 'a')
  const shown = (room: Room) => room.seats.map(({ kept, ...seat }) => ({ ...seat, kept: kept.items() }))
  const context = { now: testRoom.now, maxPeers: 3, resumeMs }
  const commands: Command[] = [
    { type: 'signal', connection: 'b1', self: id('b'), seq: 2, to: id('a'), literal: '"x"', bytes: 3 },
    { type: 'ack', connection: 'a1', self: id('a'), received: 2 },
    { type: 'presence', connection: 'a1', self: id('a'), presence: 'listen' },
    { type: 'drop', connection: 'a1', self: id('a') },
    { type: 'leave', connection: 'b1', self: id('b') },
  ]
  for (const command of commands) {
    const before = structuredClone(shown(testRoom.room))
    const tried = copyRoom(testRoom.room)
    const outcome = applyCommand(tried, command, context)
    expect(shown(testRoom.room)).toEqual(before)
    expect(shown(tried)).not.toEqual(before)
    const { outgoing, taken, freed } = outcome
    expect(applyCommand(testRoom.room, command, context)).toMatchObject({ outgoing, taken, freed })
    expect(shown(testRoom.room)).toEqual(shown(tried))
  }
})
