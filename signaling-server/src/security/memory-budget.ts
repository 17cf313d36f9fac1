export interface MemoryLimits {
  /** What may be held for all clients together. Bytes. */
  readonly maxHeldBytes: number
  /** What may be held for all clients of one address. Bytes. */
  readonly maxHeldBytesPerAddress: number
}

/** Something that holds memory for a client, and can be made to give it back. */
export interface MemoryHolder {
  readonly account: MemoryAccount
  /** Bytes, as of now. */
  readonly heldBytes: number
  /** Ends the client's connection or seat. The account is relieved before this returns. */
  evict(): void
}

/** Which limit was passed. */
export type MemoryScope = 'address' | 'total'

/** After an eviction pass this much of a limit is used at most, so that not every message begins another one. */
const relieved = 7 / 8

/** What the clients of one address make the server hold. Whoever holds for them says so with each change. */
export class MemoryAccount {
  readonly #budget: MemoryBudget
  readonly key: string
  #used = 0
  #holders = 0

  constructor(budget: MemoryBudget, key: string) {
    this.#budget = budget
    this.key = key
  }

  get used(): number {
    return this.#used
  }

  /** `bytes` more are held; or less, if negative. */
  add(bytes: number): void {
    this.#used += bytes
    this.#budget.changed(this, bytes)
  }

  /** A connection or a seat counts here from now on, until it calls `close`. */
  open(): this {
    this.#holders++
    return this
  }

  close(): void {
    if (--this.#holders === 0) this.#budget.forget(this)
  }
}

/**
 * What all clients make the server hold, by address: messages that wait for a slow reader or an acknowledgement, and
 * frames that are not finished or not yet let in. Limits on each connection bound none of that, for there can be
 * thousands. Past a limit those who hold the most are ended until there is room again; nobody else notices.
 *
 * Saying what is held costs two additions. Who holds how much is asked only when a limit is passed.
 */
export class MemoryBudget {
  readonly #limits: MemoryLimits
  readonly #holders: () => Iterable<MemoryHolder>
  readonly #onEvicted: (scope: MemoryScope, count: number) => void
  readonly #accounts = new Map<string, MemoryAccount>()
  #used = 0
  #isScheduled = false

  /**
   * @param holders everybody who holds memory, measured anew
   * @param onEvicted so many were ended
   */
  constructor(
    limits: MemoryLimits,
    holders: () => Iterable<MemoryHolder>,
    onEvicted: (scope: MemoryScope, count: number) => void,
  ) {
    this.#limits = limits
    this.#holders = holders
    this.#onEvicted = onEvicted
  }

  get used(): number {
    return this.#used
  }

  /** Addresses that are remembered. */
  get accounts(): number {
    return this.#accounts.size
  }

  /** The account of an address, with one holder more. */
  open(key: string): MemoryAccount {
    let account = this.#accounts.get(key)
    if (!account) {
      account = new MemoryAccount(this, key)
      this.#accounts.set(key, account)
    }
    return account.open()
  }

  /** For accounts only. */
  forget(account: MemoryAccount): void {
    this.#accounts.delete(account.key)
  }

  /** For accounts only. */
  changed(account: MemoryAccount, bytes: number): void {
    this.#used += bytes
    const { maxHeldBytes, maxHeldBytesPerAddress } = this.#limits
    if (bytes <= 0 || this.#isScheduled) return
    if (account.used <= maxHeldBytesPerAddress && this.#used <= maxHeldBytes) return
    this.#isScheduled = true
    // Not in the middle of a change to a room or a socket; but before anything else is read.
    process.nextTick(enforce, this)
  }

  /** Ends the worst offenders, if a limit is still passed when everything is measured anew. */
  enforce(): void {
    this.#isScheduled = false
    const { maxHeldBytes, maxHeldBytesPerAddress } = this.#limits
    const byAccount = grouped(this.#holders())
    for (const [account, holders] of byAccount) {
      if (account.used <= maxHeldBytesPerAddress) continue
      const count = evictLargest(holders, () => account.used <= maxHeldBytesPerAddress * relieved)
      if (count > 0) this.#onEvicted('address', count)
    }
    if (this.#used > maxHeldBytes) this.#relieve(byAccount, maxHeldBytes * relieved)
  }

  /** Address after address, the one that holds most first, each until it holds no more than the next. */
  #relieve(byAccount: Map<MemoryAccount, MemoryHolder[]>, target: number): void {
    let count = 0
    while (this.#used > target && byAccount.size > 0) {
      const [worst, next] = twoLargest(byAccount.keys())
      if (!worst) break
      const isRelieved = () => this.#used <= target || worst.used < (next?.used ?? 0)
      const evicted = evictLargest(byAccount.get(worst) ?? [], isRelieved)
      if (evicted === 0) byAccount.delete(worst)
      count += evicted
    }
    if (count > 0) this.#onEvicted('total', count)
  }
}

function enforce(budget: MemoryBudget): void {
  budget.enforce()
}

function grouped(holders: Iterable<MemoryHolder>): Map<MemoryAccount, MemoryHolder[]> {
  const byAccount = new Map<MemoryAccount, MemoryHolder[]>()
  for (const holder of holders) {
    const group = byAccount.get(holder.account)
    if (group) group.push(holder)
    else byAccount.set(holder.account, [holder])
  }
  return byAccount
}

/** Gives how many it took. */
function evictLargest(holders: readonly MemoryHolder[], isEnough: () => boolean): number {
  let count = 0
  const largestFirst = [...holders].sort((a, b) => b.heldBytes - a.heldBytes)
  for (const holder of largestFirst) {
    if (isEnough()) break
    // An earlier one may have taken this along, as a connection takes its seat.
    if (holder.heldBytes <= 0) continue
    holder.evict()
    count++
  }
  return count
}

function twoLargest(
  accounts: Iterable<MemoryAccount>,
): [MemoryAccount | undefined, MemoryAccount | undefined] {
  let worst: MemoryAccount | undefined
  let next: MemoryAccount | undefined
  for (const account of accounts) {
    if (!worst || account.used > worst.used) [worst, next] = [account, worst]
    else if (!next || account.used > next.used) next = account
  }
  return [worst, next]
}
