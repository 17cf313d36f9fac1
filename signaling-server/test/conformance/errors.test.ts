import { describe, expect, it } from 'vitest'
import { newRoom, TestClient } from '../support/client.ts'
import { slowTest, eachTarget } from '../support/target.ts'

eachTarget((target) => {
  describe('bad-message', () => {
    it.each([
      ['not JSON', 'hello', ''],
      ['no known type', '{"type":"dance"}', 'type'],
      ['a missing field', '{"type":"join","presence":"call"}', 'room'],
      ['a field of the wrong length', '{"type":"join","room":"x","presence":"call"}', 'room'],
      ['a field out of range', '{"type":"ack","received":-1}', 'received'],
      ['a list', '[]', ''],
    ])('answers %s and names the field', async (_, frame, field) => {
      const client = await TestClient.connect(target.url)
      client.sendRaw(frame)
      const answer = await client.next('error')
      expect(answer.code).toBe('bad-message')
      expect(answer.message).toContain(field)
      await client.close()
    })

    it('answers a binary frame', async () => {
      const client = await TestClient.connect(target.url)
      client.sendRaw(Buffer.from('{"type":"leave"}'))
      expect(await client.next('error')).toMatchObject({ code: 'bad-message' })
      await client.close()
    })

    it('closes with 4400 at the third of a connection', async () => {
      const { client } = await TestClient.join(target.url, newRoom())
      for (let i = 0; i < 3; i++) client.sendRaw('hello')
      for (let i = 0; i < 3; i++) expect(await client.next('error')).toMatchObject({ code: 'bad-message' })
      expect(await client.closed).toBe(4400)
    })

    it('answers data of more than 48 KiB', async () => {
      const { client, joined } = await TestClient.join(target.url, newRoom())
      client.signal(1, joined.self, 'x'.repeat(48 * 1024 + 1))
      const answer = await client.next('error')
      expect(answer.code).toBe('bad-message')
      expect(answer.message).toContain('data')
      await client.close()
    })

    it('leaves out fields it does not know', async () => {
      const client = await TestClient.connect(target.url)
      client.sendRaw(JSON.stringify({ type: 'join', room: newRoom(), presence: 'call', shoeSize: 43 }))
      await client.next('joined')
      await client.close()
    })
  })

  describe('too-large', () => {
    it('answers a frame of more than 64 KiB and closes with 1009', async () => {
      const client = await TestClient.connect(target.url)
      client.sendRaw('x'.repeat(64 * 1024 + 1))
      expect(await client.next('error')).toMatchObject({ code: 'too-large' })
      expect(await client.closed).toBe(1009)
    })

    it('is not said of a frame of exactly 64 KiB', async () => {
      const client = await TestClient.connect(target.url)
      const message = JSON.stringify({ type: 'join', room: newRoom(), presence: 'call' })
      client.sendRaw(message.padEnd(64 * 1024))
      await client.next('joined')
      await client.close()
    })
  })

  describe('heartbeat', () => {
    it(
      'pings every heartbeatMs',
      async () => {
        const { client, joined } = await TestClient.join(target.url, newRoom())
        const { heartbeatMs } = joined.limits
        await client.until(() => client.pings >= 2, 'two pings', heartbeatMs * 3)
        await client.close()
      },
      slowTest,
    )

    it(
      'drops a connection that does not answer, after two misses: it is away, not gone',
      async () => {
        const room = newRoom()
        const a = await TestClient.join(target.url, room)
        const mute = await TestClient.join(target.url, room)
        await a.client.next('peer-joined')
        mute.client.socket.pause()
        const { heartbeatMs } = a.joined.limits
        expect(await a.client.next('peer-away', 2 * heartbeatMs + 1_000)).toMatchObject({
          id: mute.joined.self,
        })
        mute.client.cut()
        await a.client.close()
      },
      slowTest,
    )
  })

  describe('plain HTTP beside it', () => {
    it('says ok at /health', async () => {
      const response = await fetch(`${target.httpUrl}/health`)
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ status: 'ok' })
    })

    it('has nothing elsewhere', async () => {
      const response = await fetch(`${target.httpUrl}/no/such/thing`)
      expect(response.status).toBe(404)
    })
  })
})
