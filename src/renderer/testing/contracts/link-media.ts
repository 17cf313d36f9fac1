import type { LocalTracks } from '../../core/ports/peer-connection.ts'
import { check, equal, eventually, settle, type ContractCase } from './case.ts'
import { connect, LinkPair, nothingSent, type LinkHarness } from './link-pair.ts'

function sending(tracks: Partial<LocalTracks>): LocalTracks {
  return { ...nothingSent, ...tracks }
}

/** What of the contract of LinkPort is about pictures. */
export const linkMediaCases: readonly ContractCase<LinkHarness>[] = [
  {
    name: 'gives each side the streams of the other, once',
    run: async (harness) => {
      const pair = new LinkPair(harness, sending({ camera: harness.picture('red') }))
      await connect(harness, pair)
      await settle(harness)
      equal([pair.a.count('streams'), pair.b.count('streams')], [1, 1], 'told')
      for (const { streams } of [pair.a, pair.b])
        check(streams?.camera.id !== streams?.screen.id, 'one stream')
      await eventually(harness, () => harness.shown(pair.b.streams?.camera), 'red', 'camera')
      equal(await harness.shown(pair.b.streams?.screen), 'nothing', 'screen')
      equal(await harness.shown(pair.a.streams?.camera), 'nothing', 'camera of who sends none')
    },
  },
  {
    name: 'gives the streams with the first description, before anything is connected',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      pair.a.hold = true
      pair.b.hold = true
      await eventually(harness, () => pair.a.held.some(({ type }) => type === 'offer'), true, 'offer')
      for (const signal of pair.a.held.filter(({ type }) => type === 'offer')) pair.b.link.signal(signal)
      await eventually(harness, () => pair.b.count('streams'), 1, 'streams')
      equal(pair.b.count('connected'), 0, 'connected')
    },
  },
  {
    name: 'changes what the other side receives, without any signal',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      await connect(harness, pair)
      await settle(harness)
      const said = pair.a.said.length + pair.b.said.length
      const camera = (): Promise<string> => harness.shown(pair.b.streams?.camera)
      const screen = (): Promise<string> => harness.shown(pair.b.streams?.screen)
      const [red, blue] = [harness.picture('red'), harness.picture('blue')]
      pair.a.link.setTracks(sending({ camera: red }))
      await eventually(harness, camera, 'red', 'camera on')
      pair.a.link.setTracks(sending({ camera: blue, screenVideo: red }))
      await eventually(harness, camera, 'blue', 'another camera')
      await eventually(harness, screen, 'red', 'screen')
      pair.a.link.setTracks(nothingSent)
      await eventually(harness, camera, 'nothing', 'camera off')
      await eventually(harness, screen, 'nothing', 'screen off')
      equal(pair.a.said.length + pair.b.said.length, said, 'signals')
    },
  },
  {
    name: 'ends up with the last of several changes made at once',
    run: async (harness) => {
      const red = harness.picture('red')
      const pair = new LinkPair(harness, sending({ camera: red }))
      await connect(harness, pair)
      pair.a.link.setTracks(nothingSent)
      pair.a.link.setTracks(sending({ camera: red }))
      await settle(harness)
      equal(await harness.shown(pair.b.streams?.camera), 'red', 'off and on again')
      pair.a.link.setTracks(sending({ camera: harness.picture('blue') }))
      pair.a.link.setTracks(nothingSent)
      await eventually(harness, () => harness.shown(pair.b.streams?.camera), 'nothing', 'changed and off')
    },
  },
  {
    name: 'sends from both sides what is given before the answer',
    run: async (harness) => {
      const pair = new LinkPair(harness)
      pair.a.link.setTracks(sending({ camera: harness.picture('red') }))
      pair.b.link.setTracks(sending({ camera: harness.picture('blue') }))
      await connect(harness, pair)
      await eventually(harness, () => harness.shown(pair.b.streams?.camera), 'red', 'of the initiator')
      await eventually(harness, () => harness.shown(pair.a.streams?.camera), 'blue', 'of the answerer')
    },
  },
  {
    name: 'keeps the connection and its media through an ICE restart',
    run: async (harness) => {
      const pair = new LinkPair(harness, sending({ camera: harness.picture('red') }))
      await connect(harness, pair)
      pair.a.link.setIceServers([{ urls: 'stun:127.0.0.1:9' }])
      pair.a.link.restartIce()
      await eventually(harness, () => pair.a.kinds('offer').length, 2, 'a second offer')
      await eventually(harness, () => pair.b.kinds('answer').length, 2, 'a second answer')
      await settle(harness)
      equal([pair.a.count('failed'), pair.b.count('failed')], [0, 0], 'failed')
      equal([pair.a.count('streams'), pair.b.count('streams')], [1, 1], 'streams told')
      equal([pair.a.count('channel'), pair.b.count('channel')], [1, 1], 'channels told')
      check(pair.a.link.send('after'), 'cannot send')
      await eventually(harness, () => pair.b.texts, ['after'], 'received')
      await eventually(harness, () => harness.shown(pair.b.streams?.camera), 'red', 'camera')
    },
  },
]
