import { describe, expect, it } from 'vitest'
import { clientAddress, limitKey, networks } from './client-address.ts'

const proxies = networks(['10.0.0.0/8', '2001:db8::1', '127.0.0.1'])

describe('clientAddress', () => {
  it.each([
    ['198.51.100.7', undefined, '198.51.100.7'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', 'forged, 203.0.113.9, 10.9.9.9', '203.0.113.9'],
    ['10.1.2.3', 'not an address', '10.1.2.3'],
    ['2001:db8::1', '2001:db8:5::9', '2001:db8:5::9'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['10.1.2.3', '', '10.1.2.3'],
  ])('of %s with %s is %s', (peer, forwarded, client) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(client)
  })
})

describe('limitKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, key) => {
    expect(limitKey(address)).toBe(key)
  })
})

it.each(['10.0.0.0/33', 'example.org', '10.0.0.0/x', '::/129', '/8'])('refuses %s as a network', (cidr) => {
  expect(() => networks([cidr])).toThrow(cidr)
})
