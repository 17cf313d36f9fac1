import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/** In the list: loopback names and the address the request came in on, each with the port it came in on. */
const selfEntry = 'self'

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

interface HostPort {
  /** Lower case, no trailing dot; IPv6 in brackets and in its shortest form. */
  readonly name: string
  readonly port: number | undefined
}

/** RFC 9110, section 7.2: `uri-host [":" port]`. Internationalised names travel as ASCII. */
const hostHeader = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::(\d{1,5}))?$/i

/**
 * The names under which this server answers. An attacker's page can have its own name resolve to 127.0.0.1 or to an
 * address of the local network (DNS rebinding); the browser then takes this server for the page's own origin, but still
 * writes the attacker's name into `Host`.
 */
export class AllowedHosts {
  readonly #entries: readonly HostPort[]
  readonly #allowsSelf: boolean
  readonly #isOff: boolean

  /** `entries` are valid (`isHostEntry`); none of them allows every name. */
  constructor(entries: readonly string[]) {
    this.#isOff = entries.length === 0
    this.#allowsSelf = entries.includes(selfEntry)
    this.#entries = entries.flatMap((entry) => (entry === selfEntry ? [] : (parseHost(entry) ?? [])))
  }

  /** `secure`: the request came over TLS, where the default port is 443. */
  allows(request: IncomingMessage, secure: boolean): boolean {
    if (this.#isOff) return true
    const [header, ...others] = request.headersDistinct['host'] ?? []
    // Two of them are forbidden (RFC 9112, section 3.2), and which one a proxy went by is anybody's guess.
    const host = header === undefined || others.length > 0 ? undefined : parseHost(header)
    if (!host) return false
    const port = host.port ?? (secure ? 443 : 80)
    if (this.#entries.some((entry) => entry.name === host.name && (entry.port ?? port) === port)) return true
    const { localAddress, localPort } = request.socket
    if (!this.#allowsSelf || port !== localPort) return false
    return loopbackNames.has(host.name) || (localAddress !== undefined && host.name === literal(localAddress))
  }
}

export function isHostEntry(text: string): boolean {
  return text === selfEntry || parseHost(text) !== undefined
}

function parseHost(text: string): HostPort | undefined {
  const [, name, digits] = hostHeader.exec(text) ?? []
  if (name === undefined) return undefined
  const port = digits === undefined ? undefined : Number(digits)
  if (port !== undefined && port > 65_535) return undefined
  if (!name.startsWith('[')) return { name: name.toLowerCase().replace(/\.$/, ''), port }
  const address = name.slice(1, -1)
  return isIPv6(address) ? { name: literal(address), port } : undefined
}

/** An address as a host name. A dual-stack socket writes IPv4 as IPv6 (`::ffff:192.0.2.1`). */
function literal(address: string): string {
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return plain
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  // The URL parser writes every spelling of an IPv6 address the same way.
  return mapped ?? new URL(`http://[${plain}]/`).hostname
}
