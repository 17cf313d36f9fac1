import type { LinkSignal } from '../../core/ports/peer-connection.ts'
import { check, equal, eventually, settle, type ContractCase } from './case.ts'
import { linkMediaCases } from './link-media.ts'
import { connect, LinkPair, nothingSent, type LinkHarness } from './link-pair.ts'

/** What a person could be sent by somebody who means harm, past the envelope's own schema. */
const garbage = 'v=0\r\na=fingerprint:sha-256 00\r\na=ice-ufrag:!\r\nm=nonsense\r\n'
const badCandidate: LinkSignal = {
  type: 'candidate',
  candidate: { candidate: 'candidate:nonsense', sdpMid: '0', sdpMLineIndex: 0 },
}
/** Well written, for a place that does not exist. */
const lostCandidate: LinkSignal = {
  type: 'candidate',
  candidate: {
    candidate: 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host',
    sdpMid: '99',
    sdpMLineIndex: 60,
  },
}

export const linkCases: readonly ContractCase<LinkHarness>[] = [
  {
    name: 'connects two sides by what they signal to each other, with media or without',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      equal([pair.a.lines, pair.b.lines], [[], []], 'called back at once')
      await connect(harness, pair)
      equal(pair.a.count('channel'), 1, 'channel of the initiator')
      equal(pair.b.count('channel'), 1, 'channel of the answerer')
      equal(pair.a.kinds('offer', 'answer'), ['offer'], 'what the initiator said')
      equal(pair.b.kinds('offer', 'answer'), ['answer'], 'what the answerer said')
    },
  },
  {
    name: 'carries text both ways, in order, once the channel is open',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      equal([pair.a.link.send('early'), pair.b.link.send('early')], [false, false], 'sent too early')
      await connect(harness, pair)
      const texts = ['one', 'two', 'drei – 你好 👋', 'x'.repeat(16_000)]
      for (const text of texts) check(pair.a.link.send(text), 'not sent')
      check(pair.b.link.send('back'), 'not sent back')
      await eventually(harness, () => pair.b.texts, texts, 'received')
      await eventually(harness, () => pair.a.texts, ['back'], 'received back')
    },
  },
  {
    name: 'keeps candidates that come before the description',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      for (const side of [pair.a, pair.b]) side.hold = true
      await eventually(harness, () => pair.a.held.some(({ type }) => type === 'offer'), true, 'offer')
      await settle(harness)
      pair.b.takeCandidatesFirst(pair.a.held)
      await eventually(harness, () => pair.b.held.some(({ type }) => type === 'answer'), true, 'answer')
      await settle(harness)
      pair.a.takeCandidatesFirst(pair.b.held)
      await eventually(
        harness,
        () => [pair.a.count('connected'), pair.b.count('connected')],
        [1, 1],
        'connected',
      )
    },
  },
  {
    name: 'drops a description that does not fit the moment, without harm',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      await eventually(harness, () => pair.a.kinds('offer').length, 1, 'offer')
      // Its own offer back at it, and what it has made of itself: neither is for it.
      const own = pair.a.said.find(({ type }) => type === 'offer')
      check(own !== undefined, 'no offer')
      pair.a.link.signal(own)
      await connect(harness, pair)
      const answer = pair.b.said.find(({ type }) => type === 'answer')
      check(answer !== undefined, 'no answer')
      pair.a.link.signal(answer)
      pair.a.link.signal(own)
      pair.b.link.signal(answer)
      await settle(harness)
      equal([pair.a.count('failed'), pair.b.count('failed')], [0, 0], 'failed')
      check(pair.a.link.send('still here'), 'cannot send')
      await eventually(harness, () => pair.b.texts, ['still here'], 'received')
    },
  },
  {
    name: 'does not answer an offer where it makes them itself',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      const other = new LinkPair(harness)
      other.a.hold = true
      await eventually(harness, () => other.a.held.some(({ type }) => type === 'offer'), true, 'offer')
      for (const signal of other.a.held.filter(({ type }) => type === 'offer')) pair.a.link.signal(signal)
      await connect(harness, pair)
      equal(pair.a.kinds('answer'), [], 'answers of the initiator')
    },
  },
  {
    name: 'drops candidates that nobody can use, without harm',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      const useless = (): void => {
        for (const candidate of [badCandidate, lostCandidate]) {
          pair.a.link.signal(candidate)
          pair.b.link.signal(candidate)
        }
      }
      // Before there is any description, and after.
      useless()
      await connect(harness, pair)
      useless()
      await settle(harness)
      equal([pair.a.count('failed'), pair.b.count('failed')], [0, 0], 'failed')
    },
  },
  {
    name: 'fails over a description that nobody can read, and only that link',
    run: async (harness) => {
      const good = new LinkPair(harness)
      await connect(harness, good)
      const bad = new LinkPair(harness)
      bad.a.hold = true
      bad.b.link.signal({ type: 'offer', sdp: garbage })
      await eventually(harness, () => bad.b.count('failed'), 1, 'failed')
      await settle(harness)
      equal(bad.b.lines.at(-1), 'failed', 'last event')
      equal([good.a.count('failed'), good.b.count('failed')], [0, 0], 'the others')
      check(good.a.link.send('still here'), 'the other link cannot send')
    },
  },
  {
    name: 'is silent and holds nothing once it is closed, whenever that is',
    run: async (harness) => {
      for (const moment of ['at once', 'offered', 'connected'] as const) {
        const pair = new LinkPair(harness)
        if (moment === 'offered') await eventually(harness, () => pair.a.kinds('offer').length, 1, 'offer')
        if (moment === 'connected') await connect(harness, pair)
        for (const side of [pair.a, pair.b]) {
          side.link.close()
          side.closed = true
        }
        pair.a.link.close()
        pair.a.link.restartIce()
        pair.a.link.signal(badCandidate)
        pair.a.link.setTracks(nothingSent)
        pair.a.link.setIceServers([])
        equal(pair.a.link.send('late'), false, 'sent after closing')
        // Not waited for longer: a timer that is left behind would run out and be gone.
        await settle(harness)
        equal([pair.a.late, pair.b.late], [[], []], `events after closing (${moment})`)
        equal(harness.left(), 0, `left (${moment})`)
      }
    },
  },
  {
    name: 'fails once when the other side closes, and then holds nothing',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      await connect(harness, pair)
      pair.b.link.close()
      pair.b.closed = true
      await eventually(harness, () => pair.a.count('failed'), 1, 'failed')
      await settle(harness)
      equal(pair.a.count('failed'), 1, 'failed once')
      equal(pair.a.lines.at(-1), 'failed', 'last event')
      equal(pair.b.late, [], 'events after closing')
      equal(harness.left(), 0, 'left')
    },
  },
  ...linkMediaCases,
]
