import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newRoom } from './support/client.ts'
import { nameWith } from './support/commands.ts'
import { startProgram, type Program } from './support/program.ts'
import { hasRedis, OwnRedis } from './support/redis.ts'
import { ReconnectingClient } from './support/reconnecting-client.ts'

/** Long enough for a process to be found dead and its clients to come back. Milliseconds. */
const resumeMs = 20_000
const patience = 90_000

const suite = nameWith('three server processes and Redis', 'redis-server', 'redis-server')

describe.skipIf(!hasRedis())(suite, () => {
  let redis: OwnRedis
  let programs: Program[]
  let clients: ReconnectingClient[]

  beforeEach(async () => {
    redis = await OwnRedis.start()
    const options = ['--redis-url', redis.url, '--resume-ms', String(resumeMs), '--log-level', 'silent']
    programs = await Promise.all([0, 1, 2].map(() => startProgram([...options, '--drain-ms', '3000'])))
    clients = []
  }, patience)

  afterEach(async () => {
    for (const { child } of programs) child.kill('SIGCONT')
    await Promise.all(clients.map((client) => client.end()))
    for (const { child } of programs) child.kill('SIGKILL')
    await Promise.all(programs.map(({ exited }) => exited))
    await redis.dispose()
  }, patience)

  /** A client that begins on one server and may come back on any that lives. */
  function client(
    room: string,
    first: number,
    living: () => readonly number[],
    heard: string[] = [],
  ): ReconnectingClient {
    let tries = 0
    const made = new ReconnectingClient({
      room,
      url: () => {
        const choice = tries++ === 0 ? first : (living()[tries % living().length] ?? 0)
        return programs[choice]?.url ?? ''
      },
      onSignal: (_, data) => heard.push(data),
    })
    clients.push(made)
    return made
  }

  async function meet(living: () => readonly number[]) {
    const room = newRoom()
    const [heardByA, heardByB]: [string[], string[]] = [[], []]
    const a = client(room, 0, living, heardByA)
    await a.until(() => a.isReady, 'a to join')
    const b = client(room, 1, living, heardByB)
    await b.until(() => b.isReady, 'b to join')
    await a.until(() => a.peers.length === 1, 'a to hear of b')
    return { room, a, b, heardByA, heardByB }
  }

  /** Says numbers to each other until told to stop; gives what was said. */
  function chat(a: ReconnectingClient, b: ReconnectingClient) {
    const said: string[] = []
    const timer = setInterval(() => {
      const word = `word ${said.length}`
      said.push(word)
      a.signal(b.seat?.self ?? '', word)
      b.signal(a.seat?.self ?? '', word)
    }, 40)
    return () => {
      clearInterval(timer)
      return said
    }
  }

  it(
    'a client whose server is killed resumes on another: every signal once and in order',
    async () => {
      const { a, b, heardByA, heardByB } = await meet(() => [1, 2])
      const stop = chat(a, b)
      await a.until(() => heardByA.length > 20, 'a chat')
      programs[0]?.child.kill('SIGKILL')
      await a.until(() => !a.isReady, 'a to notice')
      await a.until(() => a.isReady, 'a to be back', patience)
      const before = heardByB.length
      await b.until(() => heardByB.length > before + 50, 'the chat to go on')
      const said = stop()
      await a.until(() => heardByA.length >= said.length && heardByB.length >= said.length, 'the last words')
      expect(heardByA).toEqual(said)
      expect(heardByB).toEqual(said)
      expect([...a.errors, ...b.errors]).toEqual([])
    },
    patience,
  )

  it(
    'when a server is killed and its clients do not return, the others hear away, then expired',
    async () => {
      const { a, b } = await meet(() => [1])
      const heard: string[] = []
      const room = newRoom()
      const observer = new ReconnectingClient({
        room,
        url: () => programs[1]?.url ?? '',
        onEvent: ({ type }) => heard.push(type),
      })
      const victim = new ReconnectingClient({
        room,
        url: () => programs[2]?.url ?? '',
        retryMs: () => patience,
      })
      clients.push(observer, victim)
      await observer.until(() => observer.peers.length === 1 || victim.peers.length === 1, 'them to meet')
      programs[2]?.child.kill('SIGKILL')
      await observer.until(() => heard.includes('peer-away'), 'peer-away', 15_000)
      await observer.until(() => heard.includes('peer-left'), 'peer-left', resumeMs + 10_000)
      expect(a.isReady && b.isReady).toBe(true)
    },
    patience,
  )

  it(
    'Redis goes away and comes back: nobody loses a seat, nothing is lost, joiners hear internal or wait',
    async () => {
      const { a, b, heardByA, heardByB } = await meet(() => [0, 1, 2])
      const stop = chat(a, b)
      await a.until(() => heardByA.length > 20, 'a chat')
      await redis.stop()
      const room = newRoom()
      const late = client(room, 2, () => [0, 1, 2])
      await late.until(() => (late.errors.get('internal') ?? 0) > 0, 'internal')
      const before = heardByA.length
      await redis.start()
      await a.until(() => heardByA.length > before + 50, 'the chat to go on', patience)
      await late.until(() => late.isReady, 'the late one to join')
      const said = stop()
      await a.until(() => heardByA.length >= said.length && heardByB.length >= said.length, 'the last words')
      expect(heardByA).toEqual(said)
      expect(heardByB).toEqual(said)
      expect([a.seatLost, b.seatLost]).toEqual([false, false])
    },
    patience,
  )

  it(
    'Redis hangs for longer than a dead process would: nothing is lost and nobody is taken for dead',
    async () => {
      const { a, b, heardByA, heardByB } = await meet(() => [0, 1, 2])
      const stop = chat(a, b)
      await a.until(() => heardByA.length > 20, 'a chat')
      redis.setFrozen(true)
      await new Promise((resolve) => setTimeout(resolve, 7_000))
      redis.setFrozen(false)
      const before = heardByA.length
      await a.until(() => heardByA.length > before + 50, 'the chat to go on', patience)
      const said = stop()
      await a.until(() => heardByA.length >= said.length && heardByB.length >= said.length, 'the last words')
      expect(heardByA).toEqual(said)
      expect(heardByB).toEqual(said)
    },
    patience,
  )

  it(
    'a server that hangs and is taken for dead sends its clients to resume when it is back',
    async () => {
      const { a, b, heardByA, heardByB } = await meet(() => [0, 1, 2])
      const stop = chat(a, b)
      await a.until(() => heardByA.length > 20, 'a chat')
      programs[0]?.child.kill('SIGSTOP')
      // Long enough to be found dead; the client has no reason to give up its connection.
      await new Promise((resolve) => setTimeout(resolve, 7_000))
      programs[0]?.child.kill('SIGCONT')
      const before = heardByB.length
      await b.until(() => heardByB.length > before + 50, 'the chat to go on', patience)
      const said = stop()
      await a.until(() => heardByA.length >= said.length && heardByB.length >= said.length, 'the last words')
      expect(heardByA).toEqual(said)
      expect(heardByB).toEqual(said)
    },
    patience,
  )

  it(
    'a server that drains lets its clients move: nothing is lost, and it exits with 0',
    async () => {
      const { a, b, heardByA, heardByB } = await meet(() => [1, 2])
      const stop = chat(a, b)
      await a.until(() => heardByA.length > 20, 'a chat')
      const from = Date.now()
      programs[0]?.child.kill('SIGTERM')
      expect(await programs[0]?.exited).toEqual({ code: 0, signal: null })
      expect(Date.now() - from).toBeLessThan(10_000)
      await a.until(() => a.isReady, 'a to be back')
      const said = stop()
      await a.until(() => heardByA.length >= said.length && heardByB.length >= said.length, 'the last words')
      expect(heardByA).toEqual(said)
      expect(heardByB).toEqual(said)
    },
    patience,
  )

  it(
    'leaves nothing in Redis when everybody has gone',
    async () => {
      const { a, b } = await meet(() => [0, 1, 2])
      a.signal(b.seat?.self ?? '', 'x')
      await b.until(() => b.received > 0, 'the signal')
      await Promise.all([a.end(), b.end()])
      for (const { child } of programs) child.kill('SIGTERM')
      await Promise.all(programs.map(({ exited }) => exited))
      expect(await redis.command('KEYS', '*')).toEqual([])
    },
    patience,
  )
})
