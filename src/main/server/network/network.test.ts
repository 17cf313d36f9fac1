import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reach } from '../../../shared/ipc.ts'
import { createFakeEmbeddedServer, fakeInterfaces } from '../../testing/fake-embedded-server.ts'
import { createFakeLog } from '../../testing/fake-log.ts'
import { createLanReach } from './lan-reach.ts'
import { networksOf } from './networks.ts'

it('networks are what is not this computer itself, by their IPv4 address', () => {
  expect(networksOf(fakeInterfaces({ en0: '192.168.1.5', wg0: '10.0.0.2' }))).toEqual([
    { name: 'en0', address: '192.168.1.5' },
    { name: 'wg0', address: '10.0.0.2' },
  ])
  expect(networksOf({ en1: [] })).toEqual([])
})

describe('the reach of the embedded server', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function setUp() {
    const server = createFakeEmbeddedServer()
    const world = { wanted: 'en0' as string | undefined, addresses: { en0: '192.168.1.5' } as object }
    const seen: Reach[] = []
    const reach = createLanReach({
      wanted: () => world.wanted,
      interfaces: () => fakeInterfaces(world.addresses as Record<string, string>),
      listen: (address) => server.addListener(address),
      log: createFakeLog(),
    })
    reach.subscribe((value) => seen.push(value))
    return { server, world, reach, seen }
  }
  const at = (address: string): Reach => ({ state: 'network', address: `http://${address}:8790/` })

  it('is this computer until a network is chosen, and nothing is looked at meanwhile', async () => {
    const { server, world, reach, seen } = setUp()
    world.wanted = undefined
    await reach.check()
    expect(reach.value).toEqual({ state: 'this-computer' })
    expect(seen).toEqual([])
    expect(server.reachable.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is the network that is chosen, and no other', async () => {
    const { server, world, reach } = setUp()
    world.addresses = { en0: '192.168.1.5', en1: '10.1.1.1' }
    await Promise.all([reach.check(), reach.check()])
    expect(reach.value).toEqual(at('192.168.1.5'))
    expect([...server.reachable]).toEqual(['192.168.1.5'])
  })

  it('follows the address of its network by itself', async () => {
    const { server, world, reach, seen } = setUp()
    await reach.check()
    world.addresses = { en0: '192.168.1.77' }
    await vi.advanceTimersByTimeAsync(10_000)
    expect([...server.reachable]).toEqual(['192.168.1.77'])
    world.addresses = {}
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.reachable.size).toBe(0)
    world.addresses = { en0: '192.168.1.78' }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual([
      at('192.168.1.5'),
      at('192.168.1.77'),
      { state: 'network-gone' },
      at('192.168.1.78'),
    ])
  })

  it('says once when it cannot be had, and tries again', async () => {
    const { server, reach, seen } = setUp()
    server.broken = true
    await reach.check()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(seen).toEqual([{ state: 'failed' }])
    server.broken = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(reach.value).toEqual(at('192.168.1.5'))
  })

  it('ends when it is not wanted any more, and when the app does', async () => {
    const { server, world, reach } = setUp()
    await reach.check()
    world.wanted = undefined
    await reach.check()
    expect(server.reachable.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    world.wanted = 'en0'
    await reach.check()
    await reach.close()
    expect(server.reachable.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})
