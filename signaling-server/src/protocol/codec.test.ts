import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode, maxDataBytes, parseClientMessage, parseServerMessage } from './index.ts'

const peer = 'abcdefghijklmnopqrstu_'
const token = 'A'.repeat(43)

const wellFormedFromClient = [
  { type: 'join', room: peer, presence: 'listen' },
  { type: 'resume', self: peer, token, received: 0 },
  { type: 'signal', seq: 1, to: peer, data: 'opaque' },
  { type: 'ack', received: 7 },
  { type: 'presence', presence: 'call' },
  { type: 'leave' },
] as const

const wellFormedFromServer = [
  {
    type: 'joined',
    self: peer,
    token,
    peers: [{ id: peer, presence: 'call', away: false }],
    iceServers: [{ urls: ['turn:turn.example:3478'], username: 'u', credential: 'c' }, { urls: 'stun:a' }],
    limits: { maxPeers: 8, maxFrameBytes: 65536, resumeMs: 30000, heartbeatMs: 15000 },
  },
  { type: 'resumed', received: 3, peers: [], iceServers: [] },
  { type: 'peer-joined', seq: 1, peer: { id: peer, presence: 'call' } },
  { type: 'peer-presence', seq: 2, id: peer, presence: 'listen' },
  { type: 'peer-away', seq: 3, id: peer },
  { type: 'peer-back', seq: 4, id: peer },
  { type: 'peer-left', seq: 5, id: peer, reason: 'expired' },
  { type: 'signal', seq: 6, from: peer, data: 'opaque' },
  { type: 'ack', received: 2 },
  { type: 'ice-servers', seq: 7, iceServers: [] },
  { type: 'draining', reconnectAfterMs: 500 },
  { type: 'error', code: 'unknown-peer', message: 'gone', ref: 4 },
] as const

describe('codec', () => {
  it.each(wellFormedFromClient)('reads what a client writes: $type', (message) => {
    expect(parseClientMessage(encode(message))).toEqual({ ok: true, message })
  })

  it.each(wellFormedFromServer)('reads what a server writes: $type', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual({ ok: true, message })
  })

  it('ignores fields it does not know', () => {
    const text = '{"type":"leave","why":"tired","__proto__":{"polluted":1}}'
    expect(parseClientMessage(text)).toEqual({ ok: true, message: { type: 'leave' } })
  })

  it.each([
    ['', 'frame'],
    ['null', 'frame'],
    ['[]', 'type'],
    ['{}', 'type'],
    ['{"type":"dance"}', 'type'],
    ['{"type":"join","room":"short","presence":"call"}', 'room'],
    [`{"type":"join","room":"${peer}"}`, 'presence'],
    [`{"type":"signal","seq":0,"to":"${peer}","data":""}`, 'seq'],
    [`{"type":"signal","seq":1.5,"to":"${peer}","data":""}`, 'seq'],
    [`{"type":"signal","seq":"1","to":"${peer}","data":""}`, 'seq'],
    [`{"type":"signal","seq":1,"to":"${peer}","data":{}}`, 'data'],
    [`{"type":"signal","seq":1,"to":"${peer}","data":"${'x'.repeat(maxDataBytes + 1)}"}`, 'data'],
    [`{"type":"signal","seq":1,"to":"${peer}","data":"${'é'.repeat(maxDataBytes / 2 + 1)}"}`, 'data'],
    ['{"type":"ack","received":-1}', 'received'],
  ])('names the field at fault in %s', (text, field) => {
    const parsed = parseClientMessage(text)
    expect(parsed).toMatchObject({ ok: false, code: 'bad-message' })
    expect(!parsed.ok && parsed.problem).toContain(field)
  })

  it('allows exactly 48 KiB of data, counted as UTF-8', () => {
    for (const data of [
      'x'.repeat(maxDataBytes),
      'é'.repeat(maxDataBytes / 2),
      '😀'.repeat(maxDataBytes / 4),
    ]) {
      expect(parseClientMessage(encode({ type: 'signal', seq: 1, to: peer, data })).ok).toBe(true)
    }
  })

  it('never throws and never repeats what it was sent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(parseServerMessage(text).ok).toBe(false)
          expect(parseClientMessage(text).ok).toBe(false)
        },
      ),
    )
    const secret = 'attack-at-dawn'
    const parsed = parseClientMessage(JSON.stringify({ type: secret, room: secret }))
    expect(!parsed.ok && parsed.problem).not.toContain(secret)
    const inField = parseClientMessage(JSON.stringify({ type: 'join', room: secret, presence: 'call' }))
    expect(!inField.ok && inField.problem).not.toContain(secret)
  })
})
