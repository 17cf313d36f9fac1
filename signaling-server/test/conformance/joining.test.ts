import { describe, expect, it } from 'vitest'
import { newRoom, TestClient } from '../support/client.ts'
import { eachTarget } from '../support/target.ts'

eachTarget((target) => {
  describe('connecting', () => {
    it('closes with 4400 after unsupported-version when no subprotocol is named', async () => {
      const client = await TestClient.connect(target.url, [])
      expect(await client.next('error')).toMatchObject({ code: 'unsupported-version' })
      expect(await client.closed).toBe(4400)
    })

    it('does the same for an unknown subprotocol', async () => {
      const client = await TestClient.connect(target.url, 'visavis.v99')
      expect(await client.next('error')).toMatchObject({ code: 'unsupported-version' })
      expect(await client.closed).toBe(4400)
    })

    it('picks visavis.v1 out of several', async () => {
      const client = await TestClient.connect(target.url, ['visavis.v99', 'visavis.v1'])
      expect(client.socket.protocol).toBe('visavis.v1')
      await client.close()
    })

    it('agrees on no compression', async () => {
      const client = await TestClient.connect(target.url)
      expect(client.socket.extensions).toBe('')
      await client.close()
    })

    it('answers anything but join and resume with not-joined', async () => {
      const client = await TestClient.connect(target.url)
      const peer = newRoom()
      client.signal(1, peer, 'x')
      expect(await client.next('error')).toMatchObject({ code: 'not-joined', ref: 1 })
      client.send({ type: 'ack', received: 0 })
      expect(await client.next('error')).toMatchObject({ code: 'not-joined' })
      client.send({ type: 'presence', presence: 'call' })
      expect(await client.next('error')).toMatchObject({ code: 'not-joined' })
      client.send({ type: 'leave' })
      expect(await client.next('error')).toMatchObject({ code: 'not-joined' })
      client.send({ type: 'join', room: newRoom(), presence: 'call' })
      await client.next('joined')
      await client.close()
    })
  })

  describe('join', () => {
    it('gives a seat: id of 16 bytes, token of 32, peers, ICE servers, limits', async () => {
      const { client, joined } = await TestClient.join(target.url, newRoom())
      expect(Buffer.from(joined.self, 'base64url')).toHaveLength(16)
      expect(Buffer.from(joined.token, 'base64url')).toHaveLength(32)
      expect(joined.peers).toEqual([])
      expect(joined.iceServers).toBeInstanceOf(Array)
      expect(joined.limits.maxFrameBytes).toBe(64 * 1024)
      await client.close()
    })

    it('passes on the challenge that a client chose for its seat, to those present and to those who come', async () => {
      const room = newRoom()
      const enter = async (challenge?: string) => {
        const client = await TestClient.connect(target.url)
        client.send({ type: 'join', room, presence: 'call', ...(challenge && { challenge }) })
        return { client, joined: await client.next('joined') }
      }
      const [challengeOfA, challengeOfB] = [newRoom(), newRoom()]
      const a = await enter(challengeOfA)
      const b = await enter(challengeOfB)
      const c = await enter()
      expect(b.joined.peers).toMatchObject([{ id: a.joined.self, challenge: challengeOfA }])
      expect((await a.client.next('peer-joined')).peer).toMatchObject({ challenge: challengeOfB })
      // Who gives none has none.
      expect((await a.client.next('peer-joined')).peer).toEqual({ id: c.joined.self, presence: 'call' })
      a.client.cut()
      await b.client.next('peer-joined')
      await b.client.next('peer-away')
      const again = await TestClient.resume(target.url, a.joined, 2)
      expect(again.resumed.peers).toMatchObject([{ challenge: challengeOfB }, { id: c.joined.self }])
      for (const { client } of [again, b, c]) await client.close()
    })

    it.each(['short', 'x'.repeat(23), '!'.repeat(22), 7, null])(
      'refuses the challenge %j',
      async (challenge) => {
        const client = await TestClient.connect(target.url)
        client.sendRaw(JSON.stringify({ type: 'join', room: newRoom(), presence: 'call', challenge }))
        expect(await client.next('error')).toMatchObject({ code: 'bad-message' })
        await client.close()
      },
    )

    it('lists the peers in the order they came, and tells them', async () => {
      const room = newRoom()
      const a = await TestClient.join(target.url, room)
      const b = await TestClient.join(target.url, room, 'listen')
      const c = await TestClient.join(target.url, room)
      expect(c.joined.peers).toEqual([
        { id: a.joined.self, presence: 'call', away: false },
        { id: b.joined.self, presence: 'listen', away: false },
      ])
      expect(await a.client.next('peer-joined')).toMatchObject({
        seq: 1,
        peer: { id: b.joined.self, presence: 'listen' },
      })
      expect(await a.client.next('peer-joined')).toMatchObject({
        seq: 2,
        peer: { id: c.joined.self, presence: 'call' },
      })
      expect(await b.client.next('peer-joined')).toMatchObject({ seq: 1, peer: { id: c.joined.self } })
      await Promise.all([a, b, c].map(({ client }) => client.close()))
    })

    it('keeps rooms apart', async () => {
      const a = await TestClient.join(target.url, newRoom())
      const b = await TestClient.join(target.url, newRoom())
      expect(b.joined.peers).toEqual([])
      b.client.signal(1, a.joined.self, 'x')
      expect(await b.client.next('error')).toMatchObject({ code: 'unknown-peer', ref: 1 })
      await a.client.nothingElse()
      await Promise.all([a, b].map(({ client }) => client.close()))
    })

    it('is refused on a connection that has a seat', async () => {
      const { client, joined } = await TestClient.join(target.url, newRoom())
      client.send({ type: 'join', room: newRoom(), presence: 'call' })
      expect(await client.next('error')).toMatchObject({ code: 'already-joined' })
      client.send({ type: 'resume', self: joined.self, token: joined.token, received: 0 })
      expect(await client.next('error')).toMatchObject({ code: 'already-joined' })
      await client.close()
    })

    it('is refused with room-full when the room has maxPeers seats, listening or away; another room is free', async () => {
      const room = newRoom()
      const first = await TestClient.join(target.url, room, 'listen')
      const { maxPeers } = first.joined.limits
      const others = []
      for (let i = 1; i < maxPeers; i++) others.push(await TestClient.join(target.url, room))
      others[0]?.client.cut()
      first.client.ignored.add('peer-joined')
      await first.client.next('peer-away')
      const late = await TestClient.connect(target.url)
      late.send({ type: 'join', room, presence: 'call' })
      expect(await late.next('error')).toMatchObject({ code: 'room-full' })
      late.send({ type: 'join', room: newRoom(), presence: 'call' })
      await late.next('joined')
      await Promise.all([first, ...others].map(({ client }) => client.close()))
      await late.close()
    })
  })

  describe('presence', () => {
    it('changes between listen and call in the same seat', async () => {
      const room = newRoom()
      const a = await TestClient.join(target.url, room)
      const b = await TestClient.join(target.url, room, 'listen')
      await a.client.next('peer-joined')
      b.client.send({ type: 'presence', presence: 'call' })
      expect(await a.client.next('peer-presence')).toEqual({
        type: 'peer-presence',
        seq: 2,
        id: b.joined.self,
        presence: 'call',
      })
      const c = await TestClient.join(target.url, room)
      expect(c.joined.peers[1]).toEqual({ id: b.joined.self, presence: 'call', away: false })
      await Promise.all([a, b, c].map(({ client }) => client.close()))
    })
  })

  describe('leave', () => {
    it('frees the seat at once', async () => {
      const room = newRoom()
      const a = await TestClient.join(target.url, room)
      const b = await TestClient.join(target.url, room)
      await a.client.next('peer-joined')
      b.client.send({ type: 'leave' })
      expect(await a.client.next('peer-left')).toEqual({
        type: 'peer-left',
        seq: 2,
        id: b.joined.self,
        reason: 'left',
      })
      const again = await TestClient.connect(target.url)
      again.send({ type: 'resume', self: b.joined.self, token: b.joined.token, received: 0 })
      expect(await again.next('error')).toMatchObject({ code: 'resume-expired' })
      again.send({ type: 'join', room, presence: 'call' })
      expect((await again.next('joined')).peers).toHaveLength(1)
      await a.client.close()
      await again.close()
    })
  })
})
