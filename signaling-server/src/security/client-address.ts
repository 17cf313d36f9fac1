import { BlockList, isIP } from 'node:net'

/** Networks in CIDR notation, or single addresses. Throws a RangeError that names the one it cannot read. */
export function networks(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address = '', prefix] = cidr.split('/')
    const version = isIP(address)
    const bits = version === 6 ? 128 : 32
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN
    if (version === 0 || !(length <= bits)) throw new RangeError(`${cidr} is no network like 10.0.0.0/8`)
    list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

export function isNetwork(cidr: string): boolean {
  try {
    networks([cidr])
    return true
  } catch {
    return false
  }
}

/**
 * Who is really connecting. `X-Forwarded-For` is a list that each proxy appends to, and anybody can write the
 * beginning of it; so it is read from its end, and believed only as long as those who wrote it are trusted proxies.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = plain(peer)
  const hops = forwardedFor?.split(',').map((hop) => plain(hop.trim())) ?? []
  while (isTrusted(address, trusted)) {
    const hop = hops.pop()
    if (hop === undefined || isIP(hop) === 0) break
    address = hop
  }
  return address
}

/**
 * What limits count by: an IPv4 address, or the /64 an IPv6 address is from, for that is what a single customer is
 * commonly given (RFC 6177), and counting single addresses of it would limit nobody.
 */
export function limitKey(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

export function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address)
  return version !== 0 && trusted.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/** IPv4 as such, though a dual-stack socket writes it as IPv6 (`::ffff:192.0.2.1`). */
function plain(address: string): string {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address
}
