import { describe, expect, it } from 'vitest'
import { FakeWires } from '../../testing/fake-links.ts'
import { maxCandidates, maxPeerConnections } from '../lib/limits.ts'
import type { LinkEvents, LinkOptions, LinkPort, LocalTracks } from '../ports/peer-connection.ts'
import { createPeerConnections } from './peer-connections.ts'

const nothing: LocalTracks = { microphone: null, camera: null, screenVideo: null, screenAudio: null }
const camera: LocalTracks = { ...nothing, camera: { id: 'camera', kind: 'video' } }
const answerer: LinkOptions = { role: 'answerer', iceServers: [], relayOnly: false, tracks: nothing }
const initiator: LinkOptions = { ...answerer, role: 'initiator' }

function connections(port?: LinkPort) {
  const wires = new FakeWires()
  const logged: string[] = []
  const note = (event: string) => logged.push(event)
  const owner = createPeerConnections(port ?? wires.portFor('Ada'), { info: note, warn: note, error: note })
  const told: string[] = []
  const events = (name: string): LinkEvents => ({
    signal: ({ type }) => told.push(`${name} ${type}`),
    state: (state, reason) => told.push(`${name} ${state} ${reason ?? ''}`),
    channelOpen: () => told.push(`${name} channel`),
    text: (text) => told.push(`${name} ${text}`),
    streams: () => told.push(`${name} streams`),
  })
  return { wires, owner, logged, told, events, open: () => wires.linksOf('Ada') }
}

describe('opening', () => {
  it('closes the connection that is open under the same id first, and hears no more of it', () => {
    const { wires, owner, told, events, open } = connections()
    owner.open('one', initiator, events('first'))
    owner.open('one', initiator, events('second'))
    wires.deliver()
    expect(open()).toHaveLength(1)
    expect(owner.ids).toEqual(['one'])
    expect(told).toEqual(['second offer'])
  })

  it('fails in a later task when the adapter throws, and holds nothing', async () => {
    const { owner, logged, told, events } = connections({
      open: () => {
        throw new TypeError('no such server')
      },
    })
    owner.open('one', initiator, events('it'))
    expect(told).toEqual([])
    await Promise.resolve()
    expect(told).toEqual(['it failed not-opened'])
    expect(owner.ids).toEqual([])
    expect(logged).toEqual(['peer-connection-not-opened'])
  })

  it('says nothing of a failure to whoever has closed the connection meanwhile', async () => {
    const { owner, told, events } = connections({
      open: () => {
        throw new TypeError('no such server')
      },
    })
    owner.open('one', initiator, events('it'))
    owner.close('one')
    await Promise.resolve()
    expect(told).toEqual([])
  })

  it('fails past the limit, without harm to those that are open', async () => {
    const { owner, told, events, open } = connections()
    for (let count = 0; count < maxPeerConnections; count++)
      owner.open(`id ${count}`, answerer, events('early'))
    owner.open('one more', answerer, events('late'))
    await Promise.resolve()
    expect(told).toEqual(['late failed too-many-peer-connections'])
    expect(open()).toHaveLength(maxPeerConnections)
    expect(owner.ids).not.toContain('one more')
  })
})

describe('what is open', () => {
  it('receives local tracks, and what is closed does not', () => {
    const { owner, events, open } = connections()
    for (const id of ['one', 'two']) owner.open(id, answerer, events(id))
    const [one, two] = open()
    owner.close('one')
    owner.setTracks(camera)
    expect(one?.tracks).toEqual(nothing)
    expect(two?.tracks).toEqual(camera)
  })

  it('is no longer listed once it has failed', () => {
    const { owner, told, events, open } = connections()
    owner.open('one', answerer, events('it'))
    open()[0]?.fail('gone')
    expect(told).toEqual(['it failed gone'])
    expect(owner.ids).toEqual([])
  })

  it('is closed as a whole', () => {
    const { owner, told, events, open } = connections()
    for (const id of ['one', 'two']) owner.open(id, initiator, events(id))
    owner.closeAll()
    owner.closeAll()
    expect(open()).toEqual([])
    expect(told).toEqual([])
  })

  it('is closed and logged as an error when the call does not know of it', () => {
    const { owner, logged, events } = connections()
    for (const id of ['one', 'two']) owner.open(id, answerer, events(id))
    owner.assertOnly(new Set(['one', 'two']))
    expect(logged).toEqual([])
    owner.assertOnly(new Set(['two']))
    expect(owner.ids).toEqual(['two'])
    expect(logged).toEqual(['peer-connections-unknown'])
  })

  it('takes so many candidates and drops the rest, which is logged once', () => {
    const { wires, owner, logged, events } = connections()
    const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 }
    owner.open('one', answerer, events('it'))
    for (let count = 0; count < maxCandidates + 5; count++)
      owner.signal('one', { type: 'candidate', candidate })
    expect(wires.linksOf('Ada')[0]?.candidates).toBe(maxCandidates)
    expect(logged).toEqual(['too-many-candidates'])
  })
})
