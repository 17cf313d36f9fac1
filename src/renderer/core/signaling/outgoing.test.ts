import { maxUnacknowledgedMessages } from '@visavis/signaling-server/protocol'
import { describe, expect, it } from 'vitest'
import { FakeServer } from '../../testing/fake-server.ts'
import { HandClock } from '../../testing/hand-clock.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { maxWaitingSignals, maxWaitingSignalsPerPeer } from '../lib/limits.ts'
import { createSignalingSession } from './session.ts'

const room = 'R'.repeat(22)

function meeting() {
  const clock = new HandClock()
  const server = new FakeServer(clock, seededRandom(3))
  const remarks: string[] = []
  const settle = (): void => {
    for (let second = 0; second < 5; second++) {
      while (server.deliver()) continue
      clock.advance(1_000)
    }
  }
  const join = (name: string) => {
    const received: string[] = []
    const session = createSignalingSession(
      {
        openSocket: server.openSocket(name),
        clock,
        random: seededRandom(name.length),
        logger: {
          info: (_event, details) => remarks.push(String(details?.['code'])),
          warn: (event) => remarks.push(event),
          error: (event) => remarks.push(event),
        },
      },
      (event) => {
        if (event.type === 'signal') received.push(event.data)
      },
    )
    session.send({ type: 'join', room, presence: 'call' })
    settle()
    return { session, received, self: session.state.seat?.self ?? '' }
  }
  const [ada, ben, mallory] = [join('Ada'), join('Ben'), join('Mallory')] as const
  const say = (to: string, count: number): string[] =>
    Array.from({ length: count }, (_, number) => {
      ada.session.send({ type: 'send', to, data: `signal ${number}` })
      return `signal ${number}`
    })
  return { server, settle, ada, ben, mallory, say, remarks }
}

describe('more signals than the server takes at once', () => {
  it('are sent as the server acknowledges, in order and without loss', () => {
    const { settle, ada, ben, say } = meeting()
    const said = say(ben.self, maxUnacknowledgedMessages + maxWaitingSignalsPerPeer)
    settle()
    expect(ben.received).toEqual(said)
    expect(ada.session.state.seat).toMatchObject({ self: ada.self, outbox: [], outboxBytes: 0, waiting: [] })
  })

  it('to one who makes this client answer do not cost the seat, nor the signals to others', () => {
    const { settle, ada, ben, mallory, say, remarks } = meeting()
    say(mallory.self, 2_000)
    const said = say(ben.self, 10)
    settle()
    expect(ada.session.state.seat?.self).toBe(ada.self)
    expect(ben.received).toEqual(said)
    expect(mallory.received).toHaveLength(maxUnacknowledgedMessages + maxWaitingSignalsPerPeer)
    expect(remarks).toContain('too-many-signals-waiting')
  })

  it('are kept and sent again when the connection is lost meanwhile', () => {
    const { server, settle, ada, ben, mallory, say } = meeting()
    say(mallory.self, maxUnacknowledgedMessages - 100)
    const said = say(ben.self, 110)
    server.cut('Ada')
    settle()
    expect(ben.received).toEqual(said)
    expect(ada.session.state.seat?.self).toBe(ada.self)
  })

  it('are no more than the limit, to however many they are', () => {
    const { ada, say } = meeting()
    for (let number = 0; number < 100; number++) say(String(number).padStart(22, '0'), 64)
    expect(ada.session.state.seat?.waiting).toHaveLength(maxWaitingSignals)
  })
})
