import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { iceServersFor } from '../src/ice/ice-servers.ts'
import { has, nameWith } from './support/commands.ts'
import { startCoturn, type Coturn } from './support/coturn.ts'
import { TurnClient } from './support/turn-client.ts'

const ops = fileURLToPath(new URL('../ops', import.meta.url))
const secret = 'between us and coturn'
/** What an operator says of their machine. Public, so that no other line of the list holds it. */
const variables: Readonly<Record<string, string>> = {
  VISAVIS_TURN_SECRET: secret,
  DOMAIN: 'call.example.org',
  PUBLIC_IPV4: '8.8.4.4',
  PUBLIC_IPV6: '2001:4860:4860::8844',
}

/** coturn's command line as compose.yaml gives it, with the file it mounts where it is here. */
function composeFlags(): string[] {
  const { services } = parse(readFileSync(`${ops}/compose.yaml`, 'utf8'), { merge: true }) as {
    services: { coturn: { command: string[]; volumes: string[] } }
  }
  const [source = '', target = ''] = services.coturn.volumes[0]?.split(':') ?? []
  return services.coturn.command.map((word) =>
    word
      .replace(/\$\{(\w+)[^}]*\}/g, (_, name: string) => variables[name] ?? '')
      .replace(target, source.replace(/^\./, ops)),
  )
}

/** First and last address of each range that nobody may be led into, and addresses that matter in between. */
const deniedIpv4 = {
  'this network': ['0.0.0.0', '0.0.0.1', '0.255.255.255'],
  'private networks': [
    ...['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.17.0.1'],
    ...['172.31.255.255', '192.168.0.0', '192.168.255.255'],
  ],
  'a provider’s own network': ['100.64.0.0', '100.100.100.200', '100.127.255.255'],
  loopback: ['127.0.0.0', '127.0.0.1', '127.0.0.53', '127.255.255.255'],
  'link-local, with metadata': ['169.254.0.0', '169.254.169.254', '169.254.170.2', '169.254.255.255'],
  'metadata elsewhere': ['168.63.129.16', '192.0.0.192'],
  'protocol assignments': ['192.0.0.0', '192.0.0.255', '192.88.99.0', '192.88.99.255'],
  documentation: [
    ...['192.0.2.0', '192.0.2.255', '198.51.100.0'],
    ...['198.51.100.255', '203.0.113.0', '203.0.113.255'],
  ],
  benchmarking: ['198.18.0.0', '198.19.255.255'],
  'multicast, reserved and broadcast': ['224.0.0.1', '239.255.255.255', '240.0.0.0', '255.255.255.255'],
  'the machine’s own address': ['8.8.4.4'],
}
const deniedIpv6 = {
  'unspecified and loopback': ['::', '::1'],
  'IPv4 in IPv6': [
    ...['::127.0.0.1', '::10.0.0.1', '::ffff:0.0.0.0', '::ffff:10.0.0.1', '::ffff:127.0.0.1'],
    ...['::ffff:169.254.169.254', '::ffff:8.8.8.8', '::ffff:0:10.0.0.1'],
  ],
  NAT64: ['64:ff9b::', '64:ff9b::a00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::a00:1', '64:ff9b:1:ffff::a00:1'],
  'discard-only': ['100::', '100::1'],
  'Teredo and benchmarking': [
    '2001::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:2::1',
    '2001:1ff:ffff::1',
  ],
  documentation: ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '3fff::1', '3fff:fff::1'],
  '6to4': ['2002::', '2002:a00:1::1', '2002:a9fe:a9fe::1', '2002:ffff:ffff::1'],
  'unique local, with metadata': ['fc00::', 'fd00:ec2::254', 'fd20:ce::254', 'fdff:ffff::1'],
  'link-local and site-local': ['fe80::1', 'febf:ffff::1', 'fec0::1', 'feff::1'],
  multicast: ['ff02::1', 'ff05::1:3', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  'segment routing and the rest': ['5f00::1', '4000::', '1fff:ffff::1'],
  'the machine’s own address': ['2001:4860:4860::8844'],
}
/** Neighbours of the ranges, and well-known public addresses. */
const allowedIpv4 = [
  ...[
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
  ],
  ...['168.63.129.15', '168.63.129.17', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
  ...['192.0.1.0', '192.0.3.0', '192.88.98.255', '192.88.100.0', '192.167.255.255', '192.169.0.0'],
  ...['198.17.255.255', '198.20.0.0', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0'],
  ...['223.255.255.255', '8.8.8.8'],
]
const allowedIpv6 = [
  ...['2000::1', '2001:200::1', '2001:4860:4860::8888', '2001:db7:ffff::1', '2001:db9::1', '2003::1'],
  ...['2606:4700:4700::1111', '2a00:1450:4001::1', '3ffe:ffff::1'],
]

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)
if (!hasIpv6)
  process.stdout.write('Skipped: TURN over IPv6. To run it: sysctl net.ipv6.conf.lo.disable_ipv6=0\n')

describe.skipIf(!has('what the documented TURN server relays to', 'coturn', 'turnserver'))(
  nameWith('coturn as compose.yaml starts it', 'coturn', 'turnserver'),
  () => {
    let coturn: Coturn | undefined
    let client: TurnClient
    let channel = 0x4000

    beforeAll(async () => {
      const relays = ['--relay-ip=127.0.0.1', ...(hasIpv6 ? ['--relay-ip=::1'] : [])]
      coturn = await startCoturn([...composeFlags(), ...relays])
    }, 30_000)
    afterAll(() => coturn?.stop())

    function open(): Promise<TurnClient> {
      const settings = {
        fixed: [],
        stunUrls: [],
        turnUrls: ['turn:t'],
        turnSecret: secret,
        turnTtlMs: 600_000,
      }
      const [{ username = '', credential = '' } = {}] = iceServersFor('a'.repeat(22), Date.now(), settings)
      return TurnClient.open(coturn?.port ?? 0, { username, credential })
    }

    /** What coturn says to each of the two ways to ask for a peer. */
    async function ask(address: string) {
      const permission = await client.createPermission(address)
      return { address, permission, channel: await client.channelBind(channel++, address, 53) }
    }

    describe.each([
      { family: 'ipv4', denied: deniedIpv4, allowed: allowedIpv4, runs: true },
      { family: 'ipv6', denied: deniedIpv6, allowed: allowedIpv6, runs: hasIpv6 },
    ] as const)('over $family', ({ family, denied, allowed, runs }) => {
      beforeAll(async () => {
        if (!runs) return
        client = await open()
        expect(await client.allocate(family)).toBe('success')
      })
      afterAll(() => {
        if (runs) client.close()
      })

      it.skipIf(!runs).each(Object.entries(denied))('never relays to %s', async (_, addresses) => {
        for (const address of addresses)
          expect(await ask(address)).toEqual({ address, permission: 403, channel: 403 })
      })

      it.skipIf(!runs)('relays to public addresses, next to the denied ranges as well', async () => {
        for (const address of allowed)
          expect(await ask(address)).toEqual({ address, permission: 'success', channel: 'success' })
      })
    })

    it('opens no TCP connections for anybody', async () => {
      const asking = await open()
      // Unsupported Transport Protocol (RFC 8656, section 19).
      expect(await asking.allocate('ipv4', 'tcp')).toBe(442)
      asking.close()
    })

    it('gives nothing without a valid credential', async () => {
      const stranger = await TurnClient.open(coturn?.port ?? 0, {
        username: '9999999999:x',
        credential: 'guessed',
      })
      expect(await stranger.allocate('ipv4')).toBe(401)
      stranger.close()
    })
  },
)

it('the guide refers to that very file', () => {
  const guide = readFileSync(fileURLToPath(new URL('../../docs/self-hosting.md', import.meta.url)), 'utf8')
  expect(guide).toContain('signaling-server/ops/turnserver.conf')
  expect(guide).toContain('denied-peer-ip')
})
