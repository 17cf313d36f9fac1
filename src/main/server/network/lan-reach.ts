import type { Reach } from '../../../shared/ipc.ts'
import { describeError, type Log } from '../../diagnostics/log.ts'
import { addressOn, type Interfaces } from './networks.ts'

/** How often the interface is looked at for another address, milliseconds. Systems tell no program of such changes. */
const lookAgainMs = 10_000

export interface LanReachOptions {
  /** The interface the embedded server should be reached on; undefined: none. */
  readonly wanted: () => string | undefined
  readonly interfaces: () => Interfaces
  /** Makes the embedded server listen on this address too. */
  readonly listen: (address: string) => Promise<Listener>
  readonly log: Log
}

interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** Keeps the embedded server reachable on the chosen interface, whatever address that has just now. */
export interface LanReach {
  readonly value: Reach
  /** Brings it in line with what is wanted and what is there; resolves when it is. Never rejects. */
  check(): Promise<void>
  subscribe(listener: (reach: Reach) => void): () => void
  close(): Promise<void>
}

export function createLanReach({ wanted, interfaces, listen, log }: LanReachOptions): LanReach {
  const listeners = new Set<(reach: Reach) => void>()
  let value: Reach = { state: 'this-computer' }
  let open: { readonly address: string; readonly listener: Listener } | undefined
  let checking: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function inLine(): Promise<void> {
    const network = closed ? undefined : wanted()
    watch(network !== undefined)
    const address = network === undefined ? undefined : addressOn(network, interfaces())
    if (open && open.address === address) return
    await shut()
    if (network === undefined) become({ state: 'this-computer' })
    else if (address === undefined) become({ state: 'network-gone' })
    else await openAt(address)
  }

  async function openAt(address: string): Promise<void> {
    try {
      const listener = await listen(address)
      open = { address, listener }
      log.info('embedded server reachable on the network', { port: listener.port })
      become({ state: 'network', address: `http://${address}:${listener.port}/` })
    } catch (error) {
      // The next look tries again: an address can be assigned before it can be used.
      if (value.state !== 'failed')
        log.error('embedded server not reachable', { error: describeError(error) })
      become({ state: 'failed' })
    }
  }

  async function shut(): Promise<void> {
    const before = open
    open = undefined
    await before?.listener.close()
  }

  function become(reach: Reach): void {
    const same =
      reach.state === value.state && (reach.state !== 'network' || addressOf(reach) === addressOf(value))
    value = reach
    if (!same) for (const listener of listeners) listener(reach)
  }

  function watch(on: boolean): void {
    if (!on) {
      clearInterval(timer)
      timer = undefined
    } else {
      timer ??= setInterval(() => void check(), lookAgainMs)
    }
  }

  // One at a time, so that two changes in a row do not both listen.
  const check = () => (checking = checking.then(inLine))

  return {
    get value() {
      return value
    },
    check,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      closed = true
      listeners.clear()
      await check()
    },
  }
}

const addressOf = (reach: Reach) => (reach.state === 'network' ? reach.address : undefined)
