import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CallSimulation } from '../../testing/call-simulation.ts'

const names = ['Ada', 'Ben', 'Cem'] as const
const who = fc.constantFrom(...names)
const pair = fc.constantFrom<readonly [string, string]>(['Ada', 'Ben'], ['Ben', 'Cem'], ['Ada', 'Cem'])

const mishap = fc.oneof(
  fc.record({ do: fc.constant('cut' as const), who }),
  fc.record({ do: fc.constant('block' as const), who }),
  fc.record({ do: fc.constant('unblock' as const), who }),
  fc.record({ do: fc.constant('break' as const), pair }),
  fc.record({ do: fc.constant('heal' as const), pair }),
  fc.record({ do: fc.constant('fail' as const), who, which: fc.nat(1) }),
  fc.record({ do: fc.constant('kill' as const) }),
  fc.record({ do: fc.constant('start' as const) }),
  fc.record({ do: fc.constant('wake' as const), who }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 300, 2_000, 12_000, 40_000) }),
)

it('brings everybody back together, once each, whatever happened to the server and the paths between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mishap, { maxLength: 14 }), async (mishaps) => {
      const world = new CallSimulation()
      const people = new Map(names.map((name) => [name, world.person(name)]))
      const [ada, ben, cem] = [...people.values()]
      if (!ada || !ben || !cem) throw new Error('nobody')
      await ada.startCall()
      await ben.join(ada.code)
      await cem.join(ada.code)

      let up = true
      for (const item of mishaps) {
        switch (item.do) {
          case 'cut':
          case 'block':
          case 'unblock':
            world.server[item.do](item.who)
            break
          case 'break':
            world.wires.breakPath(...item.pair)
            break
          case 'heal':
            world.wires.healPath(...item.pair)
            break
          case 'fail':
            world.wires.linksOf(item.who)[item.which]?.fail('ERR_CONNECTION_FAILURE')
            break
          case 'kill':
            world.server.kill()
            up = false
            break
          case 'start':
            if (!up) world.server.start()
            up = true
            break
          case 'wake':
            people.get(item.who)?.app.woke()
            break
          case 'pass':
            await world.pass(item.ms)
        }
        await world.settle()
      }

      if (!up) world.server.start()
      for (const name of names) world.server.unblock(name)
      for (const one of names) for (const other of names) world.wires.healPath(one, other)
      await world.pass(90_000)
      // Whoever was given up on while there was no way is found again when somebody asks.
      for (const person of people.values()) {
        for (const { key } of person.others) person.app.dispatch({ type: 'retry-participant', key })
      }
      await world.pass(30_000)

      expect(ada.sees).toEqual(['Ben connected', 'Cem connected'])
      expect(ben.sees).toEqual(['Ada connected', 'Cem connected'])
      expect(cem.sees).toEqual(['Ada connected', 'Ben connected'])
      expect(world.wires.links.size).toBe(6)
    }),
    { numRuns: 60 },
  )
})
