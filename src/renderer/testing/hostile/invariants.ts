import { expect } from 'vitest'
import { maxParticipants, maxPeerConnections } from '../../core/lib/limits.ts'
import type { SimulatedUser } from '../call-simulation.ts'
import type { Attack } from './attack.ts'

/** What holds after every step, whatever a hostile member does. */
export function expectUnharmed(attack: Attack): void {
  for (const person of attack.people) {
    expectShown(attack, person)
    expect(person.others.length).toBeLessThanOrEqual(maxParticipants)
    expect(person.faults).toEqual([])
  }
  expectTogether(attack, attack.ada, attack.ben)
  expectTogether(attack, attack.ben, attack.ada)
}

/** Local media goes to nobody but those who are on the screen. */
function expectShown({ world }: Attack, person: SimulatedUser): void {
  const open = world.wires.linksOf(person.name)
  const shown = person.others.flatMap(({ camera }) => camera?.id ?? [])
  const receiving = open.filter(({ remote }) => remote !== undefined)
  expect(shown).toEqual(expect.arrayContaining(receiving.map(({ cameraId }) => cameraId)))
  expect(open.length).toBeLessThanOrEqual(Math.max(person.others.length, 1))
  expect(open.length).toBeLessThanOrEqual(maxPeerConnections)
}

/** They see each other, by a connection that leads to the other and to nobody else. */
function expectTogether({ world }: Attack, person: SimulatedUser, other: SimulatedUser): void {
  const between = world.wires.linksOf(person.name).filter(({ remote }) => remote?.owner === other.name)
  const connected = between.filter(({ state }) => state === 'connected').map(({ cameraId }) => cameraId)
  expect(connected).toHaveLength(1)
  const shown = person.others.filter(({ camera }) => camera !== undefined && connected.includes(camera.id))
  expect(shown.map(({ connection }) => connection.status)).toEqual(['connected'])
}

/** After the call nothing is left of it, whatever the attacker still holds. */
export function expectNothingLeft({ world, people, connections }: Attack): void {
  for (const person of people) {
    expect(world.wires.linksOf(person.name)).toEqual([])
    expect(person.faults).toEqual([])
  }
  const seen = connections.map(({ streams }) => streams && world.wires.seenIn(streams.camera))
  expect(seen.filter((track) => track !== undefined)).toEqual([])
}
