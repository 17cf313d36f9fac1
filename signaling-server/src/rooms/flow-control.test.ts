import { describe, expect, it } from 'vitest'
import { id, resultsFor, roomWith, type TestRoom } from '../../test/support/test-room.ts'
import type { Outgoing } from './index.ts'

describe('unacknowledged messages', () => {
  const flood = (testRoom: TestRoom, count: number, literal?: string) => {
    let last: readonly Outgoing[] = []
    for (let seq = 1; seq <= count; seq++) last = testRoom.signal('b', seq, 'a', literal)
    return last
  }

  it('free the seat beyond 256 messages', () => {
    const testRoom = roomWith('a', 'b')
    testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received: 1 })
    expect(resultsFor(flood(testRoom, 256), 'a1')).toHaveLength(1)
    const outgoing = testRoom.signal('b', 257, 'a')
    expect(resultsFor(outgoing, 'a1')).toMatchObject([
      { kind: 'error', code: 'overflow' },
      { kind: 'close', code: 4413 },
    ])
    expect(resultsFor(outgoing, 'b1')).toMatchObject([
      // Held senders are released.
      { kind: 'release' },
      { type: 'peer-left', id: id('a'), reason: 'expired' },
      { kind: 'error', code: 'unknown-peer', ref: 257 },
      { kind: 'received', received: 257 },
    ])
    expect(testRoom.freed).toEqual([id('a')])
  })

  it('free the seat beyond 1 MiB', () => {
    const testRoom = roomWith('a', 'b')
    const literal = `"${'x'.repeat(40_000)}"`
    flood(testRoom, 26, literal)
    expect(testRoom.freed).toEqual([])
    testRoom.signal('b', 27, 'a', literal)
    expect(testRoom.freed).toEqual([id('a')])
  })

  it('are dropped when acknowledged, so a client that keeps up is never closed', () => {
    const testRoom = roomWith('a', 'b')
    for (let seq = 1; seq <= 1000; seq++) {
      testRoom.signal('b', seq, 'a')
      if (seq % 16 === 0) testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received: seq })
    }
    expect(testRoom.freed).toEqual([])
    // One late, one impossible.
    expect(testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received: 3 })).toEqual([])
    expect(testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received: 5000 })).toMatchObject([
      { kind: 'error', code: 'bad-message' },
    ])
  })

  it('hold the sender of more than its share until most of it is acknowledged', () => {
    const testRoom = roomWith('a', 'b', 'c')
    const kinds = (outgoing: readonly Outgoing[], connection: string) =>
      outgoing.filter((item) => item.connection === connection).map(({ kind }) => kind)
    // With three seats, each of the two others may have a quarter of the queue.
    for (let seq = 1; seq <= 64; seq++)
      expect(kinds(testRoom.signal('b', seq, 'a'), 'b1')).toEqual(['received'])
    expect(kinds(testRoom.signal('b', 65, 'a'), 'b1')).toEqual(['hold', 'received'])
    // Each sender has its own share.
    expect(kinds(testRoom.signal('c', 1, 'a'), 'c1')).toEqual(['received'])
    const acknowledge = (received: number) =>
      testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received })
    expect(acknowledge(20)).toEqual([])
    expect(acknowledge(36)).toEqual([{ kind: 'release', connection: 'b1' }])
    expect(testRoom.freed).toEqual([])
  })

  it('hold a sender by bytes too, and its last signal is still delivered', () => {
    const testRoom = roomWith('a', 'b', 'c')
    const literal = `"${'x'.repeat(48 * 1024)}"`
    for (let seq = 1; seq <= 5; seq++) testRoom.signal('b', seq, 'a', literal)
    const outgoing = testRoom.signal('b', 6, 'a', literal)
    expect(resultsFor(outgoing, 'a1')).toMatchObject([{ type: 'signal', from: id('b') }])
    expect(resultsFor(outgoing, 'b1')).toMatchObject([{ kind: 'hold' }, { kind: 'received', received: 6 }])
  })

  it('hold a sender that keeps changing its presence', () => {
    const testRoom = roomWith('a', 'b')
    const toggle = (i: number) =>
      testRoom.do({
        type: 'presence',
        connection: 'b1',
        self: id('b'),
        presence: i % 2 === 0 ? 'listen' : 'call',
      })
    for (let i = 0; i < 128; i++) toggle(i)
    expect(resultsFor(toggle(128), 'b1')).toMatchObject([{ kind: 'hold' }])
  })

  it('hold no sender for a client that has acknowledged nothing for 3 s', () => {
    const testRoom = roomWith('a', 'b')
    expect(resultsFor(flood(testRoom, 129), 'b1')).toMatchObject([{ kind: 'hold' }, {}])
    testRoom.now += 3_000
    expect(resultsFor(testRoom.signal('b', 130, 'a'), 'b1')).toMatchObject([{ kind: 'received' }])
  })

  it('hold a sender for at most 8 s for a client that acknowledges slowly', () => {
    const testRoom = roomWith('a', 'b')
    flood(testRoom, 200)
    const holds: boolean[] = []
    for (let second = 1; second <= 9; second++) {
      testRoom.now += 1_000
      testRoom.do({ type: 'ack', connection: 'a1', self: id('a'), received: second })
      holds.push(testRoom.signal('b', 200 + second, 'a').some(({ kind }) => kind === 'hold'))
    }
    expect(holds).toEqual([true, true, true, true, true, true, true, false, false])
  })

  it('keep a sender held when it resumes on another connection', () => {
    const testRoom = roomWith('a', 'b')
    flood(testRoom, 129)
    expect(resultsFor(testRoom.resume('b', 'b2'), 'b2')).toMatchObject([
      { kind: 'resumed' },
      { kind: 'hold' },
    ])
  })

  it('include fresh TURN credentials, which are part of the same stream', () => {
    const testRoom = roomWith('a')
    const iceServers = [{ urls: 'turn:t', username: 'u', credential: 'c' }]
    expect(
      resultsFor(testRoom.do({ type: 'ice-servers', connection: 'a1', self: id('a'), iceServers }), 'a1'),
    ).toEqual([{ type: 'ice-servers', seq: 1, iceServers }])
  })
})
