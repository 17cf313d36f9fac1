import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseChannelMessage } from '../mesh/channel-message.ts'
import { parseEnvelope, type Envelope } from './envelope.ts'

const id = 'A'.repeat(22)
/** Who signed it; an envelope cannot say so itself. */
const participant = 'P'.repeat(22)
const sdp =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\na=fingerprint:sha-256 00\r\na=ice-ufrag:x\r\nm=audio 9 X 111\r\n'
const profile = { name: 'Ada', sends: { microphone: true, camera: false, screen: false } }
const candidate = { candidate: 'candidate:1 1 udp 1 10.0.0.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 }

const good: readonly Envelope['signal'][] = [
  { type: 'offer', sdp, profile, candidates: [candidate, { ...candidate, sdpMid: null }] },
  { type: 'answer', sdp: sdp.replaceAll('\r\n', '\n'), profile },
  { type: 'candidate', candidate: { ...candidate, candidate: '' } },
  { type: 'restart' },
  { type: 'rebuild' },
  { type: 'here' },
]

function read(change: object): Envelope | undefined {
  const envelope = { session: id, counter: 1, signal: { type: 'restart' }, ...change }
  return parseEnvelope(JSON.stringify(envelope), participant)
}

describe('the envelope', () => {
  it.each(good)('reads $type', (signal) => {
    expect(read({ signal })).toEqual({ session: id, counter: 1, participant, signal })
  })

  it('cleans the name in a profile', () => {
    const named = { ...profile, name: 'Ada\u202e\u200d\n' }
    expect(read({ signal: { type: 'answer', sdp, profile: named } })?.signal).toMatchObject({ profile })
    expect(parseChannelMessage(JSON.stringify({ type: 'profile', profile: named }))).toEqual({
      type: 'profile',
      profile,
    })
  })

  it('leaves out what it does not know', () => {
    expect(read({ more: 1, participant: id, signal: { type: 'restart', more: 2 } })).toEqual({
      session: id,
      counter: 1,
      participant,
      signal: { type: 'restart' },
    })
  })

  const offer = good[0]
  it.each<[string, object]>([
    ['a session of another length', { session: 'short' }],
    ['a session with other symbols', { session: '*'.repeat(22) }],
    ['counter 0', { counter: 0 }],
    ['a counter that is no whole number', { counter: 1.5 }],
    ['a counter past what is exact', { counter: 2 ** 53 }],
    ['a counter that is text', { counter: '1' }],
    ['an unknown signal', { signal: { type: 'dance' } }],
    ['no signal', { signal: undefined }],
    ['a description that is none', { signal: { ...offer, sdp: 'garbage' } }],
    ['a description without media', { signal: { ...offer, sdp: sdp.replace('m=', 'x=') } }],
    ['a description without fingerprint', { signal: { ...offer, sdp: sdp.replace('fingerprint', 'f') } }],
    ['a description without ICE', { signal: { ...offer, sdp: sdp.replace('ice-ufrag', 'u') } }],
    ['an endless description', { signal: { ...offer, sdp: sdp + 'a=x\r\n'.repeat(20_000) } }],
    ['an endless name', { signal: { ...offer, profile: { ...profile, name: 'x'.repeat(49) } } }],
    ['a profile without what it sends', { signal: { ...offer, profile: { name: 'x' } } }],
    [
      'a hundred candidates',
      { signal: { ...offer, candidates: Array.from({ length: 100 }, () => candidate) } },
    ],
    [
      'a candidate that belongs nowhere',
      { signal: { type: 'candidate', candidate: { ...candidate, sdpMid: null, sdpMLineIndex: null } } },
    ],
    [
      'a candidate of place −1',
      { signal: { type: 'candidate', candidate: { ...candidate, sdpMLineIndex: -1 } } },
    ],
    [
      'an endless candidate',
      { signal: { type: 'candidate', candidate: { ...candidate, candidate: 'x'.repeat(1_001) } } },
    ],
  ])('is not one with %s', (_what, change) => {
    expect(read(change)).toBeUndefined()
  })

  it('does not keep what could change objects', () => {
    const text = `{"__proto__":{"polluted":1},"session":"${id}","counter":1,"signal":{"type":"restart"}}`
    expect(Object.keys(parseEnvelope(text, participant) ?? {})).toEqual([
      'session',
      'counter',
      'signal',
      'participant',
    ])
    expect('polluted' in {}).toBe(false)
  })
})

describe('a channel message', () => {
  it('is one of three', () => {
    for (const message of [{ type: 'profile', profile }, { type: 'bye' }]) {
      expect(parseChannelMessage(JSON.stringify(message))).toEqual(message)
    }
  })

  it('is nothing else', () => {
    for (const message of [
      { type: 'profile' },
      // Whose a seat is, an envelope from it says, signed; nobody says it of another.
      { type: 'seat', seat: id },
      { type: 'files' },
      {},
      [],
      null,
      1,
      'bye',
    ]) {
      expect(parseChannelMessage(JSON.stringify(message))).toBeUndefined()
    }
  })
})

it('never throws, whatever a stranger sends', () => {
  const anything = fc.oneof(fc.string(), fc.json(), fc.constantFrom('', 'null', '{', '[[[[', '"\\ud800"'))
  fc.assert(
    fc.property(anything, (text) => {
      expect(parseEnvelope(text, participant)).toBeUndefined()
      const message = parseChannelMessage(text)
      if (message) expect(['profile', 'bye']).toContain(message.type)
    }),
  )
})
