import { expect, it } from 'vitest'
import { fakeCrypto } from '../../testing/fake-crypto.ts'
import { HostileMember, type HostileSeat } from '../../testing/hostile/hostile-member.ts'
import { CallSimulation, type SimulatedUser } from '../../testing/call-simulation.ts'
import type { OutgoingEnvelope } from '../room-channel/envelope.ts'

const session = 'S'.repeat(22)

/** Ada is in a call of her own, and somebody who means harm takes two seats in it. */
async function attacked() {
  const world = new CallSimulation()
  const ada = world.person('Ada')
  await ada.startCall()
  const mallory = await HostileMember.with(world, ada.code)
  const first = await mallory.takeSeat()
  const second = await mallory.takeSeat()
  return { world, ada, mallory, first, second }
}

function offer(id: string, sdp: string): OutgoingEnvelope {
  const profile = { name: 'Mallory', sends: { microphone: true, camera: true, screen: false } }
  return { session: id, counter: 1, signal: { type: 'offer', sdp, profile, candidates: [] } }
}

async function offers(world: CallSimulation, mallory: HostileMember, from: HostileSeat, id: string) {
  const connection = mallory.openConnection('initiator')
  await world.settle()
  const [ada] = from.peers
  const [made] = connection.descriptions
  if (!ada || !made) throw new Error('nobody to offer to')
  await from.sayEnvelope(ada.id, await fakeCrypto.createIdentity(), offer(id, made.sdp))
  await world.settle()
  return connection
}

function open(world: CallSimulation, person: SimulatedUser): number {
  return world.wires.linksOf(person.name).length
}

it('keeps one connection when two seats offer the same session, and none once both have left', async () => {
  const { world, ada, mallory, first, second } = await attacked()
  await offers(world, mallory, first, session)
  await offers(world, mallory, second, session)
  expect(open(world, ada)).toBe(1)
  expect(ada.log).toContainEqual({ event: 'signal-dropped', details: { reason: 'used-session' } })

  first.leave()
  second.leave()
  await world.settle()
  expect(ada.sees).toEqual([])
  expect(open(world, ada)).toBe(0)
})

it('sends nothing of a later call in another room to somebody who was in an earlier one', async () => {
  const { world, ada, mallory, first, second } = await attacked()
  const connections = [
    await offers(world, mallory, first, session),
    await offers(world, mallory, second, session),
  ]
  const seen = () => connections.map(({ streams }) => streams && world.wires.seenIn(streams.camera))
  for (const { link } of connections) {
    const answerer = world.wires.linksOf('Ada').find((candidate) => candidate.remote === link)
    if (answerer) link.signal({ type: 'answer', sdp: answerer.description })
  }
  await world.settle()
  expect(seen()[0]).toBeDefined()

  first.leave()
  second.leave()
  ada.app.dispatch({ type: 'hang-up' })
  await world.settle()
  await ada.startCall()
  await world.settle()
  expect(ada.call).toMatchObject({ screen: 'in-call', participants: [] })
  expect(seen()).toEqual([undefined, undefined])
})

it('holds no connection after a call in which two seats took turns with 600 offers', async () => {
  const { world, ada, mallory, first, second } = await attacked()
  const connection = mallory.openConnection('initiator')
  await world.settle()
  const [one, other] = [await fakeCrypto.createIdentity(), await fakeCrypto.createIdentity()]
  const [self] = first.peers
  const [made] = connection.descriptions
  if (!self || !made) throw new Error('nobody to offer to')
  for (let turn = 0; turn < 300; turn++) {
    const id = String(turn).padStart(22, '0')
    await first.sayEnvelope(self.id, one, offer(id, made.sdp))
    await second.sayEnvelope(self.id, other, offer(id, made.sdp))
    await world.settle()
    expect(open(world, ada)).toBeLessThanOrEqual(2)
  }
  ada.app.dispatch({ type: 'hang-up' })
  await world.settle()
  expect(open(world, ada)).toBe(0)
})
