import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeIceProbe } from '../../testing/fake-ice-probe.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { HandClock } from '../../testing/hand-clock.ts'
import { quietLogger } from '../../testing/quiet-logger.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import type { SignalingServer, SocketHandlers } from '../ports/socket.ts'
import { createConnectionTest } from './runner.ts'
import { stepNames, type TestSteps, type TestTarget } from './state.ts'

const stun = { urls: ['stun:stun.example'] }
const turn = { urls: ['turn:turn.example'], username: 'u', credential: 'c' }
const set: TestTarget = { type: 'server', server: { url: 'wss://calls.example/ws' } }

let clock: HandClock
let server: FakeServer
let probe: FakeIceProbe
let asked: SignalingServer[]
let seen: TestSteps[]

beforeEach(() => {
  clock = new HandClock()
  server = new FakeServer(clock, seededRandom(1))
  server.iceServers = [stun, turn]
  probe = new FakeIceProbe()
  asked = []
  seen = []
})

function start(target: TestTarget = set) {
  const test = createConnectionTest({
    openSocket: (to) => {
      asked.push(to)
      return server.openSocket('tester')
    },
    probe,
    clock,
    random: seededRandom(2),
    logger: quietLogger,
  })
  return test.run(target, (steps) => seen.push(steps))
}

async function settle(): Promise<void> {
  for (let turn_ = 0; turn_ < 100; turn_++) {
    server.deliver()
    await Promise.resolve()
  }
}

/** Each step as `ok`, `absent`, `running`, `waiting` or its problem. */
function outcome(): readonly string[] {
  const steps = seen.at(-1)
  if (!steps) throw new Error('nothing was told')
  return stepNames.map((name) => {
    const step = steps[name]
    return step.status === 'failed' ? step.problem : step.status
  })
}

afterEach(() => {
  expect(probe.active).toBe(0)
  expect(server.socketsOf('tester')).toBe(0)
})

describe('the connection test', () => {
  it('goes all the way, tells each step, and leaves the room', async () => {
    start()
    expect(outcome()).toEqual(['ok', 'running', 'waiting', 'waiting', 'waiting'])
    await settle()
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    expect(seen.at(-1)?.welcome).toEqual({ status: 'ok', ms: 0 })
    expect(asked).toEqual([{ url: 'wss://calls.example/ws' }])
    expect(probe.asked).toEqual([
      { iceServers: [stun], relayOnly: false },
      { iceServers: [stun, turn], relayOnly: true },
    ])
    clock.advance(60_000)
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('reads what is typed as the settings do, and takes the token with it', async () => {
    start({ type: 'typed', address: 'calls.example', accessToken: 'sesame' })
    await settle()
    expect(asked).toEqual([{ url: 'wss://calls.example/ws', accessToken: 'sesame' }])
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('asks nobody when the address is none', async () => {
    start({ type: 'typed', address: 'not an address' })
    await settle()
    expect(outcome()).toEqual(['address-unreadable', 'waiting', 'waiting', 'waiting', 'waiting'])
    expect(asked).toEqual([])
  })

  it('says when the server cannot be reached', async () => {
    server.block('tester')
    start()
    await settle()
    expect(outcome()).toEqual(['ok', 'server-unreachable', 'waiting', 'waiting', 'waiting'])
  })

  it('says when nothing comes back, by its own clock', () => {
    start()
    clock.advance(8_000)
    expect(outcome()).toEqual(['ok', 'server-unreachable', 'waiting', 'waiting', 'waiting'])
  })

  it('calls what the server does not have absent, not failed', async () => {
    server.iceServers = []
    start()
    await settle()
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'absent', 'absent'])
    expect(probe.asked).toEqual([])
  })

  it('takes an answer without news for an answer: there is no router between', async () => {
    probe.answers.set('stun', 'same-address')
    start()
    await settle()
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it.each([
    ['stun', 'refuses', ['ok', 'ok', 'ok', 'stun-silent', 'ok']],
    ['turn', 'refuses', ['ok', 'ok', 'ok', 'ok', 'turn-refused']],
  ] as const)('tells that the %s server %s', async (kind, answer, expected) => {
    probe.answers.set(kind, answer)
    start()
    await settle()
    expect(outcome()).toEqual(expected)
  })

  it('does not wait for a server that never says anything', async () => {
    probe.answers.set('stun', 'silent').set('turn', 'silent')
    start()
    await settle()
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'running', 'waiting'])
    clock.advance(8_000)
    await settle()
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'stun-silent', 'running'])
    clock.advance(8_000)
    expect(outcome()).toEqual(['ok', 'ok', 'ok', 'stun-silent', 'turn-silent'])
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('leaves nothing open when it is given up after %i turns', async (turns) => {
    probe.answers.set('turn', 'silent')
    const stop = start()
    for (let count = 0; count < turns; count++) {
      server.deliver()
      await Promise.resolve()
    }
    stop()
    const told = seen.length
    await settle()
    clock.advance(60_000)
    expect(seen).toHaveLength(told)
  })

  it.each([
    [4401, 'unauthorized'],
    [4400, 'unsupported-version'],
    [1006, 'server-unreachable'],
  ])('knows why a server hangs up: %i', (code, problem) => {
    let handlers: SocketHandlers | undefined
    const test = createConnectionTest({
      openSocket: () => (given) => {
        handlers = given
        return { send: () => undefined, close: () => undefined }
      },
      probe,
      clock,
      random: seededRandom(2),
      logger: quietLogger,
    })
    test.run(set, (steps) => seen.push(steps))
    handlers?.opened()
    handlers?.text('{"type":"nonsense"}')
    handlers?.closed(code)
    expect(outcome()).toEqual(['ok', 'ok', problem, 'waiting', 'waiting'])
  })
})
