import { describe, expect, it } from 'vitest'
import { fakeCrypto } from '../../testing/fake-crypto.ts'
import { CallSimulation, type SimulatedUser } from '../../testing/call-simulation.ts'

/** Ada starts, the others join in this order; everybody is connected to everybody. */
async function meet<const Names extends readonly string[]>(...names: Names) {
  const world = new CallSimulation()
  const people = names.map((name) => world.person(name)) as { [Name in keyof Names]: SimulatedUser }
  const [first, ...rest] = people as readonly SimulatedUser[]
  if (!first) throw new Error('nobody')
  await first.startCall()
  for (const person of rest) await person.join(first.code)
  return { world, people }
}

describe('meeting', () => {
  it('connects two people by a code', async () => {
    const { people } = await meet('Ada', 'Ben')
    expect(people.map((person) => person.sees)).toEqual([['Ben connected'], ['Ada connected']])
  })

  it('connects four people, each with each', async () => {
    const { people } = await meet('Ada', 'Ben', 'Cem', 'Dot')
    expect(people.map((person) => person.sees)).toEqual([
      ['Ben connected', 'Cem connected', 'Dot connected'],
      ['Ada connected', 'Cem connected', 'Dot connected'],
      ['Ada connected', 'Ben connected', 'Dot connected'],
      ['Ada connected', 'Ben connected', 'Cem connected'],
    ])
  })

  it('lets the later one initiate, by the link prepared in the lobby', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    ben.app.dispatch({ type: 'open-room', code: ada.code })
    await world.settle()
    const [prepared] = world.wires.linksOf('Ben')
    expect(prepared?.options.role).toBe('initiator')

    ben.app.dispatch({ type: 'enter-call' })
    await world.settle()
    expect(world.wires.linksOf('Ben')).toEqual([prepared])
    expect(world.wires.linksOf('Ada').map((link) => link.options.role)).toEqual(['answerer'])
  })

  it('does not use a link prepared without the ICE servers of the room', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    world.server.iceServers = [{ urls: 'stun:stun.example' }]
    await ada.startCall()
    ben.app.dispatch({ type: 'open-room', code: ada.code })
    await world.settle()
    const [prepared] = world.wires.linksOf('Ben')
    ben.app.dispatch({ type: 'enter-call' })
    await world.settle()
    expect(prepared?.state).toBe('over')
    expect(world.wires.linksOf('Ben').map((link) => link.options.iceServers)).toEqual([
      [{ urls: 'stun:stun.example' }],
    ])
    expect(ben.sees).toEqual(['Ada connected'])
  })

  it('says who came and who left, and disturbs nobody else', async () => {
    const { world, people } = await meet('Ada', 'Ben', 'Cem')
    const [ada, ben, cem] = people
    const between = world.wires.linksOf('Ada')[0]
    cem.app.dispatch({ type: 'hang-up' })
    await world.settle()
    expect(ada.sees).toEqual(['Ben connected'])
    expect(ben.sees).toEqual(['Ada connected'])
    expect(world.wires.linksOf('Ada')).toEqual([between])
    expect(ada.notices).toEqual([
      { type: 'participant-joined', name: 'Ben' },
      { type: 'participant-joined', name: 'Cem' },
      { type: 'participant-left', name: 'Cem' },
    ])
    expect(cem.call).toMatchObject({ screen: 'ended' })
  })

  it('tells what each sends, at once and at every change', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    expect(ada.others[0]?.sends).toEqual({ microphone: true, camera: true, screen: false })
    ben.app.dispatch({ type: 'set-device', kind: 'camera', on: false })
    ben.app.dispatch({ type: 'start-screen-share' })
    ben.app.dispatch({ type: 'set-name', name: '  Benno ' })
    await world.settle()
    expect(ada.others[0]).toMatchObject({
      name: 'Benno',
      sends: { microphone: true, camera: false, screen: true },
    })
  })

  it('comes back after hanging up', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    ben.app.dispatch({ type: 'hang-up' })
    await world.settle()
    ben.app.dispatch({ type: 'rejoin' })
    await world.settle()
    ben.app.dispatch({ type: 'enter-call' })
    await world.settle()
    expect(ada.sees).toEqual(['Ben connected'])
    expect(ben.sees).toEqual(['Ada connected'])
  })

  it('remembers the call with the names of the others', async () => {
    const { people } = await meet('Ada', 'Ben', 'Cem')
    const [ada] = people
    expect(ada.preferences.recentCalls).toMatchObject([{ code: ada.code, names: ['Ben', 'Cem'] }])
  })

  it('remembers that somebody was there who gave no name', async () => {
    const { people } = await meet('Ada', '')
    const [ada] = people
    expect(ada.preferences.recentCalls).toMatchObject([{ code: ada.code, names: [''] }])
  })

  it('does not leave a call for a link', async () => {
    const { people } = await meet('Ada', 'Ben')
    const [ada] = people
    const before = ada.call
    ada.app.dispatch({ type: 'open-room', code: ada.code })
    ada.app.dispatch({ type: 'new-call' })
    expect(ada.call).toBe(before)
  })
})

describe('joining', () => {
  it('waits for a server that is down, and enters when it is back', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    world.server.kill()
    await ada.startCall()
    await world.pass(1_000)
    expect(ada.call).toMatchObject({
      screen: 'joining',
      signaling: { status: 'waiting', error: { code: 'server-unreachable' } },
    })
    world.server.start()
    await world.pass(10_000)
    expect(ada.call.screen).toBe('in-call')
  })

  it('does not make a person wait who does not want to', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    world.server.kill()
    await ada.startCall()
    await world.pass(30_000)
    world.server.start()
    ada.app.dispatch({ type: 'retry-now' })
    await world.settle()
    expect(ada.call.screen).toBe('in-call')
  })

  it('goes back to the lobby, and its seat is free', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    world.server.block('Ben')
    await ben.join(ada.code)
    ben.app.dispatch({ type: 'go-back' })
    world.server.unblock('Ben')
    await world.pass(20_000)
    expect(ben.call.screen).toBe('lobby')
    expect(ada.sees).toEqual([])
  })

  it('says that a room is full, and why is gone with the next attempt', async () => {
    const world = new CallSimulation()
    world.server.maxPeers = 2
    world.server.kill()
    world.server.start()
    const [ada, ben, cem] = [world.person('Ada'), world.person('Ben'), world.person('Cem')]
    await ada.startCall()
    await ben.join(ada.code)
    await cem.join(ada.code)
    expect(cem.call).toMatchObject({ screen: 'lobby', error: { code: 'room-full' } })
    ben.app.dispatch({ type: 'hang-up' })
    await world.settle()
    cem.app.dispatch({ type: 'enter-call' })
    await world.settle()
    expect(cem.sees).toEqual(['Ada connected'])
  })

  it('does not show a seat whose owner was gone before we came', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    world.server.block('Ada')
    await ben.join(ada.code)
    expect(ben.sees).toEqual([])
    world.server.unblock('Ada')
    await world.pass(10_000)
    expect(ben.sees).toEqual(['Ada connected'])
  })
})

describe('staying connected', () => {
  it('does not blink when the server is killed and started again', async () => {
    const { world, people } = await meet('Ada', 'Ben', 'Cem')
    const links = [...world.wires.links.values()]
    world.server.kill()
    await world.pass(3_000)
    world.server.start()
    await world.pass(15_000)
    expect([...world.wires.links.values()]).toEqual(links)
    expect(people.map((person) => person.sees)).toEqual([
      ['Ben connected', 'Cem connected'],
      ['Ada connected', 'Cem connected'],
      ['Ada connected', 'Ben connected'],
    ])
    const left = people.flatMap((person) => person.notices.filter(({ type }) => type === 'participant-left'))
    expect(left).toEqual([])

    // The new seats are known to all: somebody else can come, and a broken path can be mended.
    const dot = world.person('Dot')
    await dot.join(people[0].code)
    expect(dot.sees).toEqual(['Ada connected', 'Ben connected', 'Cem connected'])
    world.wires.breakPath('Ada', 'Ben')
    world.wires.healPath('Ada', 'Ben')
    await world.pass(2_000)
    expect(people[0].sees).toContain('Ben connected')
    expect([...world.wires.links.values()]).toEqual(expect.arrayContaining(links))
  })

  it('keeps somebody whose seat has expired while the path holds, and knows them when they are back', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    const links = [...world.wires.links.values()]
    world.server.block('Ben')
    await world.pass(40_000)
    expect(ada.sees).toEqual(['Ben connected'])
    world.server.unblock('Ben')
    await world.pass(15_000)
    expect([...world.wires.links.values()]).toEqual(links)
    expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
    ben.app.dispatch({ type: 'hang-up' })
    await world.settle()
    expect(ada.sees).toEqual([])
  })

  it('restarts ICE on the same link when the path is interrupted, whoever initiated', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    const links = [...world.wires.links.values()]
    world.wires.breakPath('Ada', 'Ben')
    expect([ada.sees, ben.sees]).toEqual([['Ben reconnecting'], ['Ada reconnecting']])
    world.wires.healPath('Ada', 'Ben')
    await world.pass(2_000)
    expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
    expect([...world.wires.links.values()]).toEqual(links)
    expect(links.map((link) => link.restarts > 0)).toEqual(
      links.map((link) => link.options.role === 'initiator'),
    )
  })

  it('builds a new link when a restart does not help', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    const links = [...world.wires.links.values()]
    world.wires.breakPath('Ada', 'Ben')
    await world.pass(12_000)
    world.wires.healPath('Ada', 'Ben')
    await world.pass(20_000)
    expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
    for (const link of links) expect(link.state).toBe('over')
    expect(world.wires.links.size).toBe(2)
  })

  it('survives a link that fails at once', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    const [failed] = world.wires.linksOf('Ada')
    failed?.fail('ERR_ICE_CONNECTION_FAILURE')
    await world.pass(1_000)
    expect(world.wires.linksOf('Ada')).not.toContain(failed)
    expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
  })

  it('says so when there is no path at all, and tries again when asked', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    world.wires.breakPath('Ada', 'Ben')
    await ada.startCall()
    await ben.join(ada.code)
    await world.pass(100)
    expect([ada.sees, ben.sees]).toEqual([['Ben connecting'], ['Ada connecting']])
    await world.pass(70_000)
    expect(ben.others[0]?.connection).toEqual({ status: 'failed', error: { code: 'peer-unreachable' } })
    world.wires.healPath('Ada', 'Ben')
    ada.app.dispatch({ type: 'retry-participant', key: ada.others[0]?.key ?? '' })
    await world.pass(1_000)
    expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
  })

  it('gives nobody up while the server cannot be reached', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    world.server.kill()
    world.wires.breakPath('Ada', 'Ben')
    await world.pass(120_000)
    expect([ada.sees, ben.sees]).toEqual([['Ben reconnecting'], ['Ada reconnecting']])
    world.wires.healPath('Ada', 'Ben')
    world.server.start()
    await world.pass(30_000)
    expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
  })

  it('lets somebody go who has lost both the path and the seat', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada] = people
    world.server.block('Ben')
    world.wires.breakPath('Ada', 'Ben')
    await world.pass(60_000)
    expect(ada.sees).toEqual([])
    expect(ada.notices.at(-1)).toEqual({ type: 'participant-left', name: 'Ben' })
  })

  it('reconnects and restarts ICE after sleep', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada, ben] = people
    for (const person of [ada, ben]) {
      const restarts = (): number => world.wires.linksOf('Ben').reduce((sum, link) => sum + link.restarts, 0)
      const before = restarts()
      person.app.woke()
      await world.pass(1_000)
      expect(restarts()).toBe(before + 1)
      expect(ada.sees).toEqual(['Ben connected'])
    }
  })
})

describe('bad input', () => {
  it('logs what it cannot read, and the call goes on', async () => {
    const { world, people } = await meet('Ada', 'Ben')
    const [ada] = people
    const stranger = world.server.openSocket('Eve')
    const heard: string[] = []
    const socket = stranger({
      opened: () => undefined,
      text: (text) => heard.push(text),
      closed: () => undefined,
    })
    await world.settle()
    const keys = await fakeCrypto.deriveKeys(ada.code)
    const eveKey = await fakeCrypto.createIdentity()
    socket.send(JSON.stringify({ type: 'join', room: keys.roomId, presence: 'call' }))
    await world.settle()
    const { self, peers } = JSON.parse(heard[0] ?? '') as {
      self: string
      peers: { id: string; challenge: string }[]
    }
    const [{ id: to, challenge } = { id: '', challenge: '' }] = peers
    const seal = (text: string): Promise<string> => keys.seal({ from: self, to, challenge }, eveKey, text)
    const id = 'A'.repeat(22)
    const offer = { type: 'offer', sdp: 'garbage', profile: { name: 'Eve', sends: {} }, candidates: [] }
    const data = await Promise.all([
      Promise.resolve('not sealed at all'),
      seal('not JSON'),
      seal('{}'),
      seal(JSON.stringify({ session: id, counter: 1, signal: { type: 'dance' } })),
      seal(JSON.stringify({ session: id, counter: 1, signal: offer })),
      seal(JSON.stringify({ session: id, counter: 1, signal: { type: 'restart' } })),
    ])
    data.forEach((text, index) => {
      socket.send(JSON.stringify({ type: 'signal', seq: index + 1, to, data: text }))
    })
    await world.settle()
    expect(
      ada.log.filter(({ event }) => event === 'signal-dropped').map(({ details }) => details?.['reason']),
    ).toEqual(['unreadable', 'unreadable', 'unreadable', 'unreadable', 'unreadable', 'unknown-session'])
    expect(ada.sees).toContain('Ben connected')
    await world.pass(70_000)
    expect(ada.sees).toEqual(['Ben connected', 'somebody failed'])
    const eve = ada.others.find((other) => other.name === '')
    expect(eve?.connection).toEqual({ status: 'failed', error: { code: 'peer-incompatible' } })
  })
})

describe('hanging up', () => {
  it('leaves nothing behind, fifty times', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    for (let time = 0; time < 50; time++) {
      await ada.startCall()
      await ben.join(ada.code)
      ada.app.dispatch({ type: 'start-screen-share' })
      await world.settle()
      expect([ada.sees, ben.sees]).toEqual([['Ben connected'], ['Ada connected']])
      for (const person of [ada, ben]) {
        person.app.dispatch({ type: 'hang-up' })
        await world.settle()
        person.app.dispatch({ type: 'go-back' })
      }
      await world.settle()
      expect(world.wires.links.size).toBe(0)
      for (const person of [ada, ben]) {
        expect(person.capture.live).toEqual([])
        expect(person.capture.listeners).toBe(1)
        expect(world.server.socketsOf(person.name)).toBe(0)
      }
    }
    await world.pass(60_000)
    expect(world.clock.pending).toBe(0)
  })

  it('leaves nothing behind from the lobby or while joining', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    for (const last of ['lobby', 'joining'] as const) {
      if (last === 'joining') world.server.kill()
      ada.app.dispatch({ type: 'new-call' })
      await world.settle()
      if (last === 'joining') ada.app.dispatch({ type: 'enter-call' })
      await world.pass(500)
      expect(ada.call.screen).toBe(last)
      while (ada.app.state.call.screen !== 'home') ada.app.dispatch({ type: 'go-back' })
      await world.pass(60_000)
      expect(world.wires.links.size).toBe(0)
      expect(ada.capture.live).toEqual([])
      expect(world.clock.pending).toBe(0)
    }
  })
})
