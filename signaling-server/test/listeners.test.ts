import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import { newRoom, TestClient } from './support/client.ts'

let server: SignalingServer
afterEach(() => server.close())

const start = async () => (server = await createSignalingServer({ port: 0, drainMs: 0 }))
const reaches = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  )

describe('one more address', () => {
  it('leads to the same rooms, and ends alone with those who came that way', async () => {
    await start()
    const listener = await server.addListener('127.0.0.1', 0)
    expect(listener.port).not.toBe(server.port)
    const room = newRoom()
    const here = await TestClient.join(server.url, room)
    const there = await TestClient.join(`ws://127.0.0.1:${listener.port}/ws`, room)
    expect(there.joined.peers.map(({ id }) => id)).toEqual([here.joined.self])
    expect((await here.client.next('peer-joined')).peer.id).toBe(there.joined.self)

    await listener.close()
    expect((await here.client.next('peer-away')).id).toBe(there.joined.self)
    expect(await reaches(listener.port)).toBe(false)
    expect(await reaches(server.port)).toBe(true)
    await here.client.close()
  })

  it('goes with the server', async () => {
    await start()
    const { port } = await server.addListener('127.0.0.1', 0)
    expect(await reaches(port)).toBe(true)
    await server.close()
    expect(await reaches(port)).toBe(false)
  })

  it('that cannot be had is said, and changes nothing', async () => {
    await start()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    await expect(server.addListener('127.0.0.1', port)).rejects.toThrow(/EADDRINUSE/)
    expect(await reaches(server.port)).toBe(true)
    await new Promise((resolve) => other.close(resolve))
  })
})
