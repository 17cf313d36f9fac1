import { describe, expect, it } from 'vitest'
import { newRoom, TestClient } from '../support/client.ts'
import { joinPair, leaveAll } from '../support/pair.ts'
import { slowTest, eachTarget } from '../support/target.ts'

eachTarget((target) => {
  describe('resume', () => {
    it('brings what was missed, in order and once, before what is new; peers hear away and back', async () => {
      const [a, b] = await joinPair(target)
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
      await leaveAll(back.client, b.client)
    })

    it('tells the highest client seq, so that the client resends from there', async () => {
      const [a, b] = await joinPair(target)
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
      await leaveAll(back.client, b.client)
    })

    it('takes the seat over from a standing connection, which is closed with 4409; peers hear nothing', async () => {
      const [a, b] = await joinPair(target)
      const second = await TestClient.resume(target.url, a.joined, 1)
      expect(await a.client.closed).toBe(4409)
      second.client.signal(1, b.joined.self, 'from the new one')
      expect(await b.client.next('signal')).toMatchObject({ seq: 1 })
      await leaveAll(second.client, b.client)
    })

    it('delivers again what was sent but not processed', async () => {
      const [a, b] = await joinPair(target)
      b.client.signal(1, a.joined.self, 'seen, not processed')
      await a.client.next('signal')
      const second = await TestClient.resume(target.url, a.joined, 1)
      expect(await second.client.next('signal')).toMatchObject({ seq: 2, data: 'seen, not processed' })
      await leaveAll(second.client, b.client)
    })

    it('shows peers that are away as away', async () => {
      const [a, b] = await joinPair(target)
      b.client.cut()
      await a.client.next('peer-away')
      const second = await TestClient.resume(target.url, a.joined, 2)
      expect(second.resumed.peers).toEqual([{ id: b.joined.self, presence: 'call', away: true }])
      await leaveAll(second.client)
    })

    it('is refused with resume-expired for a wrong token or an unknown seat; the seat is untouched', async () => {
      const [a, b] = await joinPair(target)
      const forger = await TestClient.connect(target.url)
      forger.send({ type: 'resume', self: a.joined.self, token: b.joined.token, received: 0 })
      expect(await forger.next('error')).toMatchObject({ code: 'resume-expired' })
      forger.send({ type: 'resume', self: newRoom(), token: b.joined.token, received: 0 })
      expect(await forger.next('error')).toMatchObject({ code: 'resume-expired' })
      await a.client.nothingElse()
      await forger.close()
      await leaveAll(a.client, b.client)
    })

    it(
      'works until resumeMs and not after: peers hear peer-left expired',
      async () => {
        const [a, b] = await joinPair(target)
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
        await leaveAll(a.client)
      },
      slowTest,
    )
  })
})
