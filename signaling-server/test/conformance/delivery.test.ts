import { describe, expect, it } from 'vitest'
import { Acknowledging } from '../support/acknowledging.ts'
import { newRoom, TestClient } from '../support/client.ts'
import { joinPair, leaveAll } from '../support/pair.ts'
import { slowTest, eachTarget } from '../support/target.ts'

eachTarget((target) => {
  describe('signal', () => {
    it('passes data on unchanged, whatever text it is', async () => {
      const [a, b] = await joinPair(target)
      const texts = ['', 'abc-_', '"}\\\u0000\n', 'é😀', '{"from":"me"}', 'x'.repeat(48 * 1024)]
      texts.forEach((text, i) => b.client.signal(i + 1, a.joined.self, text))
      for (const [i, data] of texts.entries()) {
        expect(await a.client.next('signal')).toEqual({
          type: 'signal',
          seq: i + 2,
          from: b.joined.self,
          data,
        })
      }
      await leaveAll(a.client, b.client)
    })

    it('reaches the addressed peer only', async () => {
      const room = newRoom()
      const [a, b, c] = [
        await TestClient.join(target.url, room),
        await TestClient.join(target.url, room),
        await TestClient.join(target.url, room),
      ]
      for (const { client } of [a, b]) client.ignored.add('peer-joined')
      c.client.signal(1, b.joined.self, 'for b')
      expect(await b.client.next('signal')).toMatchObject({ data: 'for b' })
      await a.client.nothingElse()
      await leaveAll(a.client, b.client, c.client)
    })

    it('gets unknown-peer with ref when the peer has left, counts, and the stream goes on', async () => {
      const [a, b] = await joinPair(target)
      await leaveAll(a.client)
      await b.client.next('peer-left')
      b.client.signal(1, a.joined.self, 'x')
      expect(await b.client.next('error')).toMatchObject({ code: 'unknown-peer', ref: 1 })
      b.client.signal(2, a.joined.self, 'x')
      expect(await b.client.next('error')).toMatchObject({ code: 'unknown-peer', ref: 2 })
      await b.client.until(() => b.client.acks.includes(2), 'the acknowledgement')
      await leaveAll(b.client)
    })

    it('already received is dropped and acknowledged again', async () => {
      const [a, b] = await joinPair(target)
      b.client.signal(1, a.joined.self, 'once')
      b.client.signal(1, a.joined.self, 'once')
      await b.client.until(() => b.client.acks.includes(1), 'the acknowledgement')
      b.client.signal(2, a.joined.self, 'twice')
      expect(await a.client.next('signal')).toMatchObject({ seq: 2, data: 'once' })
      expect(await a.client.next('signal')).toMatchObject({ seq: 3, data: 'twice' })
      await leaveAll(a.client, b.client)
    })

    it('that leaves a gap is bad-message, and nothing of it is delivered', async () => {
      const [a, b] = await joinPair(target)
      b.client.signal(2, a.joined.self, 'too early')
      expect(await b.client.next('error')).toMatchObject({ code: 'bad-message', ref: 2 })
      b.client.signal(1, a.joined.self, 'in time')
      expect(await a.client.next('signal')).toMatchObject({ seq: 2, data: 'in time' })
      await leaveAll(a.client, b.client)
    })
  })

  describe('acknowledgements', () => {
    it('come at the latest after 16 messages', async () => {
      const [a, b] = await joinPair(target)
      for (let seq = 1; seq <= 16; seq++) b.client.signal(seq, a.joined.self, 'x')
      await b.client.until(() => b.client.acks.includes(16), 'the acknowledgement', 700)
      await leaveAll(a.client, b.client)
    })

    it('come at the latest after 1 s', async () => {
      const [a, b] = await joinPair(target)
      b.client.signal(1, a.joined.self, 'x')
      await b.client.until(() => b.client.acks.includes(1), 'the acknowledgement', 1_000)
      await leaveAll(a.client, b.client)
    })

    it('come in time for the next signal, however early the one before was acknowledged', async () => {
      const [a, b] = await joinPair(target)
      for (let seq = 1; seq <= 10; seq++) {
        b.client.signal(seq, a.joined.self, 'x')
        await a.client.next('signal')
        // A server may take the chance to acknowledge what it has received.
        a.client.signal(seq, b.joined.self, 'y')
        await b.client.next('signal')
      }
      b.client.signal(11, a.joined.self, 'x')
      await b.client.until(() => b.client.acks.includes(11), 'the acknowledgement', 1_000)
      await leaveAll(a.client, b.client)
    })

    it('beyond what was sent are bad-message', async () => {
      const { client } = await TestClient.join(target.url, newRoom())
      client.send({ type: 'ack', received: 1 })
      expect(await client.next('error')).toMatchObject({ code: 'bad-message' })
      await leaveAll(client)
    })
  })

  describe('what is unacknowledged', () => {
    it('may be 256 messages; with one more the seat is closed with overflow', async () => {
      const [a, b] = await joinPair(target)
      a.client.send({ type: 'ack', received: 1 })
      a.client.send({ type: 'presence', presence: 'listen' })
      await b.client.next('peer-presence')
      for (let seq = 1; seq <= 256; seq++) b.client.signal(seq, a.joined.self, 'x')
      for (let seq = 1; seq <= 256; seq++) await a.client.next('signal')
      await a.client.nothingElse()
      b.client.signal(257, a.joined.self, 'x')
      expect(await a.client.next('error')).toMatchObject({ code: 'overflow' })
      expect(await a.client.closed).toBeGreaterThanOrEqual(4000)
      expect(await b.client.next('peer-left')).toMatchObject({ id: a.joined.self, reason: 'expired' })
      await leaveAll(b.client)
    })

    it('may be 1 MiB; past that a seat that is away is gone', async () => {
      const [a, b] = await joinPair(target)
      a.client.cut()
      await b.client.next('peer-away')
      for (let seq = 1; seq <= 22; seq++) b.client.signal(seq, a.joined.self, 'x'.repeat(48 * 1024))
      expect(await b.client.next('peer-left', 15_000)).toMatchObject({ id: a.joined.self, reason: 'expired' })
      await leaveAll(b.client)
    })

    it(
      'of a peer that acknowledges in time never closes it, however much another says at once',
      async () => {
        const [a, b] = await joinPair(target)
        const heard = new Acknowledging(a.client)
        for (let seq = 1; seq <= 44; seq++) b.client.signal(seq, a.joined.self, 'x'.repeat(48 * 1024))
        await a.client.until(() => heard.signals.length === 44, 'the flood to arrive', 20_000)
        await a.client.close()
        await leaveAll(b.client)
      },
      slowTest,
    )
  })
})
