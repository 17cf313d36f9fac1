import { describe, expect, it } from 'vitest'
import { Acknowledging } from '../support/acknowledging.ts'
import { newRoom, TestClient, type SeatedClient } from '../support/client.ts'
import { slowTest, eachTarget } from '../support/target.ts'

eachTarget((target) => {
  /** Two in a room; the first has heard of the second (its `seq` 1). */
  async function pair(): Promise<[SeatedClient, SeatedClient]> {
    const room = newRoom()
    const a = await TestClient.join(target.url, room)
    const b = await TestClient.join(target.url, room)
    await a.client.next('peer-joined')
    return [a, b]
  }

  async function end(...clients: TestClient[]): Promise<void> {
    for (const client of clients) client.send({ type: 'leave' })
    await Promise.all(clients.map((client) => client.closed))
  }

  describe('signal', () => {
    it('passes data on unchanged, whatever text it is', async () => {
      const [a, b] = await pair()
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
      await end(a.client, b.client)
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
      await end(a.client, b.client, c.client)
    })

    it('gets unknown-peer with ref when the peer has left, counts, and the stream goes on', async () => {
      const [a, b] = await pair()
      await end(a.client)
      await b.client.next('peer-left')
      b.client.signal(1, a.joined.self, 'x')
      expect(await b.client.next('error')).toMatchObject({ code: 'unknown-peer', ref: 1 })
      b.client.signal(2, a.joined.self, 'x')
      expect(await b.client.next('error')).toMatchObject({ code: 'unknown-peer', ref: 2 })
      await b.client.until(() => b.client.acks.includes(2), 'the acknowledgement')
      await end(b.client)
    })

    it('already received is dropped and acknowledged again', async () => {
      const [a, b] = await pair()
      b.client.signal(1, a.joined.self, 'once')
      b.client.signal(1, a.joined.self, 'once')
      await b.client.until(() => b.client.acks.includes(1), 'the acknowledgement')
      b.client.signal(2, a.joined.self, 'twice')
      expect(await a.client.next('signal')).toMatchObject({ seq: 2, data: 'once' })
      expect(await a.client.next('signal')).toMatchObject({ seq: 3, data: 'twice' })
      await end(a.client, b.client)
    })

    it('that leaves a gap is bad-message, and nothing of it is delivered', async () => {
      const [a, b] = await pair()
      b.client.signal(2, a.joined.self, 'too early')
      expect(await b.client.next('error')).toMatchObject({ code: 'bad-message', ref: 2 })
      b.client.signal(1, a.joined.self, 'in time')
      expect(await a.client.next('signal')).toMatchObject({ seq: 2, data: 'in time' })
      await end(a.client, b.client)
    })
  })

  describe('acknowledgements', () => {
    it('come at the latest after 16 messages', async () => {
      const [a, b] = await pair()
      for (let seq = 1; seq <= 16; seq++) b.client.signal(seq, a.joined.self, 'x')
      await b.client.until(() => b.client.acks.includes(16), 'the acknowledgement', 700)
      await end(a.client, b.client)
    })

    it('come at the latest after 1 s', async () => {
      const [a, b] = await pair()
      b.client.signal(1, a.joined.self, 'x')
      await b.client.until(() => b.client.acks.includes(1), 'the acknowledgement', 1_000)
      await end(a.client, b.client)
    })

    it('come in time for the next signal, however early the one before was acknowledged', async () => {
      const [a, b] = await pair()
      for (let seq = 1; seq <= 10; seq++) {
        b.client.signal(seq, a.joined.self, 'x')
        await a.client.next('signal')
        // A server may take the chance to acknowledge what it has received.
        a.client.signal(seq, b.joined.self, 'y')
        await b.client.next('signal')
      }
      b.client.signal(11, a.joined.self, 'x')
      await b.client.until(() => b.client.acks.includes(11), 'the acknowledgement', 1_000)
      await end(a.client, b.client)
    })

    it('beyond what was sent are bad-message', async () => {
      const { client } = await TestClient.join(target.url, newRoom())
      client.send({ type: 'ack', received: 1 })
      expect(await client.next('error')).toMatchObject({ code: 'bad-message' })
      await end(client)
    })
  })

  describe('resume', () => {
    it('brings what was missed, in order and once, before what is new; peers hear away and back', async () => {
      const [a, b] = await pair()
      b.client.signal(1, a.joined.self, 'processed')
      await a.client.next('signal')
      a.client.cut()
      expect(await b.client.next('peer-away')).toEqual({ type: 'peer-away', seq: 1, id: a.joined.self })
      b.client.signal(2, a.joined.self, 'missed 1')
      b.client.signal(3, a.joined.self, 'missed 2')
      await b.client.until(() => b.client.acks.includes(3), 'the acknowledgement')
      const back = await TestClient.resume(target.url, a.joined, 2)
      expect(back.resumed).toMatchObject({
        received: 0,
        peers: [{ id: b.joined.self, presence: 'call', away: false }],
      })
      expect(await back.client.next('signal')).toMatchObject({ seq: 3, data: 'missed 1' })
      expect(await back.client.next('signal')).toMatchObject({ seq: 4, data: 'missed 2' })
      expect(await b.client.next('peer-back')).toEqual({ type: 'peer-back', seq: 2, id: a.joined.self })
      b.client.signal(4, a.joined.self, 'new')
      expect(await back.client.next('signal')).toMatchObject({ seq: 5, data: 'new' })
      await end(back.client, b.client)
    })

    it('tells the highest client seq, so that the client resends from there', async () => {
      const [a, b] = await pair()
      a.client.signal(1, b.joined.self, 'one')
      a.client.signal(2, b.joined.self, 'two')
      await b.client.next('signal')
      await b.client.next('signal')
      a.client.cut()
      await b.client.next('peer-away')
      const back = await TestClient.resume(target.url, a.joined, 1)
      expect(back.resumed.received).toBe(2)
      back.client.signal(2, b.joined.self, 'two')
      back.client.signal(3, b.joined.self, 'three')
      await b.client.next('peer-back')
      expect(await b.client.next('signal')).toMatchObject({ data: 'three' })
      await end(back.client, b.client)
    })

    it('takes the seat over from a standing connection, which is closed with 4409; peers hear nothing', async () => {
      const [a, b] = await pair()
      const second = await TestClient.resume(target.url, a.joined, 1)
      expect(await a.client.closed).toBe(4409)
      second.client.signal(1, b.joined.self, 'from the new one')
      expect(await b.client.next('signal')).toMatchObject({ seq: 1 })
      await end(second.client, b.client)
    })

    it('delivers again what was sent but not processed', async () => {
      const [a, b] = await pair()
      b.client.signal(1, a.joined.self, 'seen, not processed')
      await a.client.next('signal')
      const second = await TestClient.resume(target.url, a.joined, 1)
      expect(await second.client.next('signal')).toMatchObject({ seq: 2, data: 'seen, not processed' })
      await end(second.client, b.client)
    })

    it('shows peers that are away as away', async () => {
      const [a, b] = await pair()
      b.client.cut()
      await a.client.next('peer-away')
      const second = await TestClient.resume(target.url, a.joined, 2)
      expect(second.resumed.peers).toEqual([{ id: b.joined.self, presence: 'call', away: true }])
      await end(second.client)
    })

    it('is refused with resume-expired for a wrong token or an unknown seat; the seat is untouched', async () => {
      const [a, b] = await pair()
      const forger = await TestClient.connect(target.url)
      forger.send({ type: 'resume', self: a.joined.self, token: b.joined.token, received: 0 })
      expect(await forger.next('error')).toMatchObject({ code: 'resume-expired' })
      forger.send({ type: 'resume', self: newRoom(), token: b.joined.token, received: 0 })
      expect(await forger.next('error')).toMatchObject({ code: 'resume-expired' })
      await a.client.nothingElse()
      await forger.close()
      await end(a.client, b.client)
    })

    it(
      'works until resumeMs and not after: peers hear peer-left expired',
      async () => {
        const [a, b] = await pair()
        const { resumeMs } = a.joined.limits
        b.client.cut()
        const cutAt = Date.now()
        await a.client.next('peer-away')
        await a.client
          .until(() => Date.now() - cutAt >= resumeMs, 'resumeMs to pass', resumeMs)
          .catch(() => undefined)
        expect(await a.client.next('peer-left')).toEqual({
          type: 'peer-left',
          seq: 3,
          id: b.joined.self,
          reason: 'expired',
        })
        expect(Date.now() - cutAt).toBeGreaterThanOrEqual(resumeMs - 50)
        const late = await TestClient.connect(target.url)
        late.send({ type: 'resume', self: b.joined.self, token: b.joined.token, received: 0 })
        expect(await late.next('error')).toMatchObject({ code: 'resume-expired' })
        await late.close()
        await end(a.client)
      },
      slowTest,
    )
  })

  describe('what is unacknowledged', () => {
    it('may be 256 messages; with one more the seat is closed with overflow', async () => {
      const [a, b] = await pair()
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
      await end(b.client)
    })

    it('may be 1 MiB; past that a seat that is away is gone', async () => {
      const [a, b] = await pair()
      a.client.cut()
      await b.client.next('peer-away')
      for (let seq = 1; seq <= 22; seq++) b.client.signal(seq, a.joined.self, 'x'.repeat(48 * 1024))
      expect(await b.client.next('peer-left', 15_000)).toMatchObject({ id: a.joined.self, reason: 'expired' })
      await end(b.client)
    })

    it(
      'of a peer that acknowledges in time never closes it, however much another says at once',
      async () => {
        const [a, b] = await pair()
        const heard = new Acknowledging(a.client)
        for (let seq = 1; seq <= 44; seq++) b.client.signal(seq, a.joined.self, 'x'.repeat(48 * 1024))
        await a.client.until(() => heard.signals.length === 44, 'the flood to arrive', 20_000)
        await a.client.close()
        await end(b.client)
      },
      slowTest,
    )
  })
})
