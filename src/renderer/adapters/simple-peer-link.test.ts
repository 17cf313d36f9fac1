import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPeerConnections } from '../core/mesh/peer-connections.ts'
import { maxEarlyCandidates } from '../core/lib/limits.ts'
import type { LinkEvents, LinkOptions, LocalTracks } from '../core/ports/peer-connection.ts'
import {
  StubDescription,
  StubPeerConnection,
  StubStream,
  StubTrack,
} from '../testing/stub-peer-connection.ts'
import { createSimplePeerLinks } from './simple-peer-link.ts'

const nothing: LocalTracks = { microphone: null, camera: null, screenVideo: null, screenAudio: null }
const options: LinkOptions = { role: 'answerer', iceServers: [], relayOnly: false, tracks: nothing }
const offer = { type: 'offer', sdp: 'v=0\r\n' } as const
const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 }
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }

let failed: string[]
const events: LinkEvents = {
  signal: () => undefined,
  state: (state, reason) => failed.push(`${state} ${reason ?? ''}`),
  channelOpen: () => undefined,
  text: () => undefined,
  streams: () => undefined,
}

beforeEach(() => {
  failed = []
  StubPeerConnection.all.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('RTCPeerConnection', StubPeerConnection)
  vi.stubGlobal('RTCSessionDescription', StubDescription)
  vi.stubGlobal('MediaStream', StubStream)
  vi.stubGlobal('MediaStreamTrack', StubTrack)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function sending(id: string): LocalTracks {
  return { ...nothing, camera: new StubTrack('video', id) }
}

it('sends nothing over a connection whose session was offered again, and holds only the newer one', async () => {
  const connections = createPeerConnections(createSimplePeerLinks(logger), logger)
  connections.open('session', { ...options, tracks: sending('first call') }, events)
  connections.signal('session', offer)
  await vi.runAllTimersAsync()
  const [first] = StubPeerConnection.all
  expect(first?.sent).toEqual(['first call'])

  connections.open('session', { ...options, tracks: sending('first call') }, events)
  connections.signal('session', offer)
  await vi.runAllTimersAsync()
  expect(StubPeerConnection.open).toHaveLength(1)
  expect(first?.sent).toEqual([])

  connections.close('session')
  connections.setTracks(sending('later call'))
  await vi.runAllTimersAsync()
  expect(StubPeerConnection.open).toEqual([])
  const tracks = StubPeerConnection.all.flatMap(({ transceivers }) =>
    transceivers.map(({ sender }) => sender.track?.id),
  )
  expect(tracks).not.toContain('later call')
  expect(failed).toEqual([])
})

it('closes the connection whose media cannot be laid out, and fails', async () => {
  const connections = createPeerConnections(createSimplePeerLinks(logger), logger)
  vi.spyOn(StubPeerConnection.prototype, 'addTransceiver').mockImplementation(() => {
    throw new TypeError('no such kind')
  })
  connections.open('session', { ...options, role: 'initiator' }, events)
  await vi.runAllTimersAsync()
  expect(StubPeerConnection.all).toHaveLength(1)
  expect(StubPeerConnection.open).toEqual([])
  expect(connections.ids).toEqual([])
  expect(failed).toEqual(['failed not-opened'])
})

it('keeps so many candidates for a description that has not come, and drops the rest', async () => {
  const connections = createPeerConnections(createSimplePeerLinks(logger), logger)
  connections.open('session', options, events)
  for (let count = 0; count < maxEarlyCandidates + 50; count++) {
    connections.signal('session', { type: 'candidate', candidate })
  }
  connections.signal('session', offer)
  await vi.runAllTimersAsync()
  expect(StubPeerConnection.all[0]?.candidates).toHaveLength(maxEarlyCandidates)
  connections.closeAll()
  await vi.runAllTimersAsync()
  expect(StubPeerConnection.open).toEqual([])
})
