import type { NetworkInterfaceInfo } from 'node:os'
import type { Network } from '../../../shared/ipc.ts'

/** As `os.networkInterfaces()` gives them. */
export type Interfaces = NodeJS.Dict<readonly NetworkInterfaceInfo[]>

/**
 * The networks this computer is on, by interface. IPv4 only: those addresses can be read out, and every network of a
 * home or an office has them.
 */
export function networksOf(interfaces: Interfaces): Network[] {
  return Object.entries(interfaces).flatMap(([name, infos = []]) => {
    const info = infos.find(({ family, internal }) => family === 'IPv4' && !internal)
    return info ? [{ name, address: info.address }] : []
  })
}

export function addressOn(network: string, interfaces: Interfaces): string | undefined {
  return networksOf(interfaces).find(({ name }) => name === network)?.address
}
