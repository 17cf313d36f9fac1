import { describe, expect, it } from 'vitest'
import { CallSimulation } from '../../testing/call-simulation.ts'

const relay = { urls: ['turn:turn.example?transport=udp'], username: 'u', credential: 'c' }

describe('relay only', () => {
  it('is asked of every new connection, and of the prepared one as soon as it is chosen', async () => {
    const world = new CallSimulation()
    world.server.iceServers = [relay]
    const [ada, ben] = [world.person('Ada'), world.person('Ben', { relayOnly: true })]
    await ada.startCall()
    ada.app.dispatch({ type: 'hang-up' })
    await ben.join(ada.code)
    ada.app.dispatch({ type: 'rejoin' })
    await world.settle()
    expect(world.wires.linksOf('Ada').map(({ options }) => options.relayOnly)).toEqual([false])
    ada.prefer({ relayOnly: true })
    expect(world.wires.linksOf('Ada').map(({ options }) => options.relayOnly)).toEqual([true])
    ada.app.dispatch({ type: 'enter-call' })
    await world.settle()
    expect(ada.sees).toEqual(['Ben connected'])
    expect([...world.wires.links.values()].map(({ options }) => options.relayOnly)).toEqual([true, true])
  })

  it('is refused at the door where the server has no relay, and works once it is switched off', async () => {
    const world = new CallSimulation()
    world.server.iceServers = [{ urls: 'stun:stun.example' }]
    const ada = world.person('Ada', { relayOnly: true })
    await ada.startCall()
    expect(ada.call).toMatchObject({ screen: 'lobby', error: { code: 'relay-missing' } })
    ada.prefer({ relayOnly: false })
    ada.app.dispatch({ type: 'enter-call' })
    await world.settle()
    expect(ada.call.screen).toBe('in-call')
  })
})

describe('relay only, switched on while the server has not yet answered the join', () => {
  it('ends the connection that was prepared without it: none is made that would show the address', async () => {
    const world = new CallSimulation()
    world.server.iceServers = [relay]
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    // Once there, so that the servers are known and the prepared connection would be used.
    await ben.join(ada.code)
    ben.app.dispatch({ type: 'hang-up' })
    ben.app.dispatch({ type: 'rejoin' })
    await world.settle()
    const [prepared] = world.wires.linksOf('Ben')
    expect(prepared?.options.relayOnly).toBe(false)

    ben.app.dispatch({ type: 'enter-call' })
    expect(ben.call.screen).toBe('joining')
    ben.prefer({ relayOnly: true })
    expect(prepared?.state).toBe('over')
    await world.pass(500)
    expect(ben.sees).toEqual(['Ada connected'])
    expect(world.wires.linksOf('Ben').map(({ options }) => options.relayOnly)).toEqual([true])
  })
})

describe('ICE servers that no browser takes', () => {
  it.each<[string, object]>([
    ['TURN without a credential', { urls: 'turn:turn.example' }],
    ['a URL of another kind', { urls: 'https://turn.example' }],
    ['a URL that is malformed', { urls: ['stun:stun.example', 'stun:[::'] }],
    ['STUN with a transport', { urls: 'stun:stun.example?transport=udp' }],
    ['a port that there is not', { urls: 'stun:stun.example:70000' }],
    ['no URL at all', { urls: [] }],
  ])('are left out and logged: %s', async (_what, unusable) => {
    const world = new CallSimulation()
    world.server.iceServers = [unusable as typeof relay, relay]
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    await ben.join(ada.code)
    expect(ada.sees).toEqual(['Ben connected'])
    for (const { options } of world.wires.links.values()) expect(options.iceServers).toEqual([relay])
    expect(ada.log).toContainEqual({ event: 'signaling-remark', details: { code: 'ice-server-unusable' } })
  })
})

describe('another server', () => {
  it('is connected to in the lobby, with nothing of the old one', async () => {
    const world = new CallSimulation()
    world.server.iceServers = [relay]
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    await ben.join(ada.code)
    ben.app.dispatch({ type: 'hang-up' })
    ben.app.dispatch({ type: 'rejoin' })
    await world.settle()
    const [before] = world.wires.linksOf('Ben')
    expect(before?.options.iceServers).toEqual([relay])
    ben.app.serverChanged()
    await world.settle()
    expect(before?.state).toBe('over')
    expect(world.wires.linksOf('Ben').map(({ options }) => options.iceServers)).toEqual([[]])
    expect(world.server.socketsOf('Ben')).toBe(1)
    expect(ben.call).toMatchObject({ screen: 'lobby', signaling: { status: 'open' } })
  })

  it('does not disturb a call', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    await ben.join(ada.code)
    const log = ada.log.length
    ada.app.serverChanged()
    await world.settle()
    expect(ada.sees).toEqual(['Ben connected'])
    expect(ada.log.slice(log)).toEqual([])
  })
})
