import type { NetworkInterfaceInfo } from 'node:os'
import type { Interfaces } from '../server/network/networks.ts'
import type { RunningServer } from '../server/embedded-host.ts'

/** An embedded server that listens nowhere, and says where it was asked to. */
export interface FakeEmbeddedServer extends RunningServer {
  /** Addresses beside loopback on which it is reached now. */
  readonly reachable: Set<string>
  /** The address cannot be had. */
  broken: boolean
  closed: number
}

export function createFakeEmbeddedServer(): FakeEmbeddedServer {
  const server: FakeEmbeddedServer = {
    url: 'ws://127.0.0.1:8790/ws',
    reachable: new Set(),
    broken: false,
    closed: 0,
    async addListener(address) {
      await Promise.resolve()
      if (server.broken) throw new Error('EADDRNOTAVAIL')
      server.reachable.add(address)
      const close = () => {
        server.reachable.delete(address)
        return Promise.resolve()
      }
      return { port: 8790, close }
    },
    close() {
      server.closed += 1
      return Promise.resolve()
    },
  }
  return server
}

/** As `os.networkInterfaces()` would give them. */
export function fakeInterfaces(addresses: Readonly<Record<string, string>>): Interfaces {
  const loopback = { address: '127.0.0.1', family: 'IPv4', internal: true } as NetworkInterfaceInfo
  const others = Object.entries(addresses).map(([name, address]) => {
    const six = { address: 'fe80::1', family: 'IPv6', internal: false } as NetworkInterfaceInfo
    const four = { address, family: 'IPv4', internal: false } as NetworkInterfaceInfo
    return [name, [six, four]] as const
  })
  return { lo: [loopback], ...Object.fromEntries(others) }
}
