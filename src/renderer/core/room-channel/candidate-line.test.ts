import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCandidateLine, reachesSystemService } from './candidate-line.ts'

describe('a candidate line', () => {
  it.each([
    [
      'of Chromium, host',
      'candidate:2213197241 1 udp 2122260223 192.168.1.20 54321 typ host generation 0 ufrag a+/B network-id 1 network-cost 10',
      { transport: 'udp', address: '192.168.1.20', port: 54321, type: 'host' },
    ],
    [
      'of Chromium, with an mDNS name',
      'candidate:1 1 udp 2113937151 0f3a9f2e-2c4f-4d5e-9d0e-6a7d2f0b1c3d.local 54321 typ host generation 0',
      { transport: 'udp', address: '0f3a9f2e-2c4f-4d5e-9d0e-6a7d2f0b1c3d.local', port: 54321, type: 'host' },
    ],
    [
      'of Chromium, TCP active',
      'candidate:3 1 tcp 1518280447 fe80::1c2b 9 typ host tcptype active generation 0 ufrag x',
      { transport: 'tcp', address: 'fe80::1c2b', port: 9, type: 'host', tcpType: 'active' },
    ],
    [
      'of Firefox, server reflexive',
      'candidate:0 1 UDP 1686052863 203.0.113.7 60000 typ srflx raddr 0.0.0.0 rport 0',
      { transport: 'udp', address: '203.0.113.7', port: 60000, type: 'srflx' },
    ],
    [
      'of a relay, as a line of a description',
      'a=candidate:4 1 udp 41885439 203.0.113.9 49200 typ relay raddr 203.0.113.7 rport 60000',
      { transport: 'udp', address: '203.0.113.9', port: 49200, type: 'relay' },
    ],
  ])('%s is read', (_what, text, parts) => {
    expect(parseCandidateLine(text)).toEqual(parts)
  })

  it.each([
    'candidate:1 1 udp 1 10.0.0.1 9',
    'candidate:1 1 sctp 1 10.0.0.1 5000 typ host',
    'candidate:1 1 udp 1 10.0.0.1 70000 typ host',
    'candidate:1 1 udp 1 10.0.0.256 5000 typ host',
    'candidate:1 1 udp 1 tracker.example 5000 typ host',
    'candidate:1 1 udp 1 a.b.local 5000 typ host',
    'candidate:1 1 udp 1 10.0.0.1 5000 typ magic',
    'candidate:1 1 udp 1 10.0.0.1 5000 typ prflx',
    'candidate:1 1 tcp 1 10.0.0.1 25 typ prflx tcptype active',
    'candidate:1 1 udp 1 10.0.0.1 5000 typ host odd',
    'candidate:1 1 udp 1 10.0.0.1 5000 typ host\r\na=x',
    `candidate:1 1 udp 1 10.0.0.1 5000 typ host${' ufrag x'.repeat(200)}`,
    'garbage',
  ])('%j is none', (text) => {
    expect(parseCandidateLine(text)).toBeUndefined()
  })

  it('is read or refused without an exception, whatever it is', () => {
    const part = fc.constantFrom(
      'candidate:1',
      '1',
      'udp',
      'tcp',
      '9',
      '10.0.0.1',
      'typ',
      'host',
      ' ',
      '::',
      'a=',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join(' ')),
        ),
        (text) => {
          expect(['object', 'undefined']).toContain(typeof parseCandidateLine(text))
        },
      ),
    )
  })
})

describe('a candidate that reaches a service of the system', () => {
  const reaches = (text: string): boolean | undefined => {
    const candidate = parseCandidateLine(text)
    return candidate && reachesSystemService(candidate)
  }

  it.each([
    ['TCP to a mail server', 'tcp 1 10.0.0.1 25 typ host tcptype passive', true],
    ['TCP without a type of its own', 'tcp 1 10.0.0.1 80 typ host', true],
    ['TCP that is called relayed', 'tcp 1 10.0.0.1 443 typ relay raddr 0.0.0.0 rport 0', true],
    ['TCP to the last such port', 'tcp 1 10.0.0.1 1023 typ srflx tcptype so', true],
    ['TCP to an ordinary port', 'tcp 1 10.0.0.1 1024 typ host tcptype passive', false],
    ['TCP active, which nobody connects to', 'tcp 1 10.0.0.1 9 typ host tcptype active', false],
    [
      'TCP active, with a related address',
      'tcp 1 10.0.0.1 9 typ srflx raddr 10.0.0.2 rport 9 tcptype active',
      false,
    ],
    [
      'TCP that is called active where Chromium does not look',
      'tcp 1 10.0.0.1 25 typ host generation 0 tcptype active',
      true,
    ],
    [
      'TCP that is called active before it is called passive',
      'tcp 1 10.0.0.1 25 typ host x tcptype tcptype active',
      true,
    ],
    ['TCP that is called active in capitals', 'tcp 1 10.0.0.1 25 typ host TCPTYPE ACTIVE', true],
    ['UDP through a relay', 'udp 1 10.0.0.1 443 typ relay raddr 0.0.0.0 rport 0', false],
    ['UDP', 'udp 1 10.0.0.1 53 typ host', false],
  ])('%s: %s', (_what, text, expected) => {
    expect(reaches(`candidate:1 1 ${text}`)).toBe(expected)
  })
})
