import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { newRoom, TestClient, type SeatedClient } from './support/client.ts'
import { startProgram, type Program } from './support/program.ts'

const heartbeatMs = 500
/** docs/protocol.md, "The connection". */
const promisedMs = 2 * heartbeatMs + 1_000

/** Joins a room as a process of its own, says so, and then only answers pings. */
const clientSource = `
import { WebSocket } from 'ws'
const [url, room] = process.argv.slice(1)
const socket = new WebSocket(url, 'visavis.v1')
socket.on('open', () => socket.send(JSON.stringify({ type: 'join', room, presence: 'call' })))
socket.on('message', (data) => console.log(String(data)))
socket.on('close', (code) => console.log(JSON.stringify({ type: 'closed', code })))
`

let program: Program
const others: ChildProcess[] = []
afterEach(async () => {
  for (const child of others.splice(0)) child.kill('SIGKILL')
  program.child.kill('SIGCONT')
  program.child.kill('SIGKILL')
  await program.exited
})

async function start(): Promise<SeatedClient & { room: string }> {
  const times = ['--heartbeat-ms', String(heartbeatMs), '--resume-ms', '60000']
  program = await startProgram([...times, '--log-level', 'silent'])
  const room = newRoom()
  return { room, ...(await TestClient.join(program.url, room)) }
}

async function clientProcess(room: string): Promise<{ child: ChildProcess; self: string }> {
  const node = spawn(process.execPath, ['--input-type=module', '-e', clientSource, program.url, room], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  others.push(node)
  const [line] = (await once(createInterface({ input: node.stdout }), 'line')) as [string]
  return { child: node, self: (JSON.parse(line) as { self: string }).self }
}

describe('the others in a room hear peer-away within two heartbeats and a second', () => {
  it('of a client whose process is frozen', async () => {
    const { client, room } = await start()
    for (let i = 0; i < 3; i++) {
      const { child, self } = await clientProcess(room)
      await client.next('peer-joined')
      // At another moment between two pings each time.
      await client.until(() => client.pings > 2 * i, 'pings')
      const from = Date.now()
      child.kill('SIGSTOP')
      expect(await client.next('peer-away')).toMatchObject({ id: self })
      expect(Date.now() - from).toBeLessThanOrEqual(promisedMs)
    }
    await client.close()
  })

  it('of a client that does not read any more', async () => {
    const { client, room } = await start()
    const deaf = await TestClient.join(program.url, room)
    await client.next('peer-joined')
    const from = Date.now()
    deaf.client.socket.pause()
    expect(await client.next('peer-away')).toMatchObject({ id: deaf.joined.self })
    expect(Date.now() - from).toBeLessThanOrEqual(promisedMs)
    deaf.client.cut()
    await client.close()
  })
})

it('nobody who lives is dropped: not for others coming and going, nor because the server was held up', async () => {
  const { client, room } = await start()
  const { self } = await clientProcess(room)
  await client.next('peer-joined')
  for (let round = 0; round < 10; round++) {
    const crowd = await Promise.all(Array.from({ length: 100 }, () => TestClient.connect(program.url)))
    for (const one of crowd) one.cut()
  }
  const pings = client.pings
  program.child.kill('SIGSTOP')
  await new Promise((resolve) => setTimeout(resolve, 4 * heartbeatMs))
  program.child.kill('SIGCONT')
  await client.until(() => client.pings > pings + 4, 'more pings')
  client.signal(1, self, 'still here')
  await client.until(() => client.acks.includes(1), 'the acknowledgement')
  await client.nothingElse()
  await client.close()
})
