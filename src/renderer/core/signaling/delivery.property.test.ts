import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FakeServer } from '../../testing/fake-server.ts'
import { HandClock } from '../../testing/hand-clock.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { createSignalingSession } from './session.ts'

const room = 'R'.repeat(22)
const names = ['Ada', 'Ben'] as const
const who = fc.constantFrom(...names)

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wake' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(1_500) }) },
)

function client(name: string, server: FakeServer, clock: HandClock) {
  const received: string[] = []
  const remarks: string[] = []
  const session = createSignalingSession(
    {
      openSocket: server.openSocket(name),
      clock,
      random: seededRandom(name.length),
      logger: {
        info: () => undefined,
        warn: (event) => remarks.push(event),
        error: (event) => remarks.push(event),
      },
    },
    (event) => {
      if (event.type === 'signal') received.push(event.data)
      if (event.type === 'remark' || event.type === 'refused') remarks.push(event.type)
    },
  )
  return { session, received, remarks }
}

it('delivers every signal once and in order, whoever drops and resumes, and whenever', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
      const clock = new HandClock()
      const server = new FakeServer(clock, seededRandom(3))
      const settle = (): void => {
        while (server.deliver()) continue
      }
      const clients = { Ada: client('Ada', server, clock), Ben: client('Ben', server, clock) }
      for (const name of names) {
        clients[name].session.send({ type: 'join', room, presence: 'call' })
        settle()
      }
      const seatOf = (name: (typeof names)[number]): string => clients[name].session.state.seat?.self ?? ''
      const other = { Ada: 'Ben', Ben: 'Ada' } as const
      const sent: Record<(typeof names)[number], string[]> = { Ada: [], Ben: [] }

      for (const item of actions) {
        switch (item.do) {
          case 'send': {
            const data = `${item.who} ${sent[item.who].length}`
            sent[item.who].push(data)
            clients[item.who].session.send({ type: 'send', to: seatOf(other[item.who]), data })
            break
          }
          case 'deliver':
            server.deliver()
            break
          case 'cut':
            server.cut(item.who)
            break
          case 'wake':
            clients[item.who].session.send({ type: 'wake' })
            break
          case 'pass':
            clock.advance(item.ms)
        }
      }
      for (let second = 0; second < 20; second++) {
        settle()
        clock.advance(1_000)
      }
      settle()

      expect(clients.Ben.received).toEqual(sent.Ada)
      expect(clients.Ada.received).toEqual(sent.Ben)
      for (const name of names) {
        expect(clients[name].remarks).toEqual([])
        expect(clients[name].session.state.seat?.outbox).toEqual([])
        clients[name].session.send({ type: 'leave' })
      }
      settle()
      clock.advance(60_000)
      expect(clock.pending).toBe(0)
    }),
    { numRuns: 300 },
  )
})
