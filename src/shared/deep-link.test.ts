import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appLinkTo, isAppLink, parseRoomLink } from './deep-link.ts'
import { createRoomCode } from './room-code.ts'

const code = createRoomCode((length) => new Uint8Array(length).fill(7))

it('an app link that is made can be read', () => {
  const server = { signalingUrl: 'ws://192.168.1.5:8790/ws', inviteBase: 'http://192.168.1.5:8790/' }
  expect(parseRoomLink(appLinkTo(code, server.signalingUrl))).toEqual({ code, server })
})

describe('parseRoomLink', () => {
  it.each([
    ['plain', `visavis://join/${code}`],
    ['with hyphens', `visavis://join/${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`],
    ['with a trailing slash, as Windows hands it over', `visavis://join/${code}/`],
    ['in capitals', `VISAVIS://JOIN/${code}`],
    ['in lower case with spaces around', `  visavis://join/${code.toLowerCase()} \n`],
    ['with an unknown parameter', `visavis://join/${code}?from=mail#x`],
  ])('reads an app link %s', (_name, link) => {
    expect(parseRoomLink(link)).toEqual({ code })
  })

  it('reads the server of an app link', () => {
    const link = `visavis://join/${code}?a=b&server=${encodeURIComponent('wss://calls.example/ws')}`
    expect(parseRoomLink(link)).toEqual({
      code,
      server: { signalingUrl: 'wss://calls.example/ws', inviteBase: 'https://calls.example/' },
    })
  })

  it('finds the server of a web link beside its page', () => {
    expect(parseRoomLink(`https://calls.example/#${code}`)?.server?.signalingUrl).toBe(
      'wss://calls.example/ws',
    )
    expect(parseRoomLink(`https://calls.example/team/#${code}`)?.server?.signalingUrl).toBe(
      'wss://calls.example/team/ws',
    )
    expect(parseRoomLink(`http://localhost:8790/#${code}`)?.server?.signalingUrl).toBe(
      'ws://localhost:8790/ws',
    )
  })

  it.each([
    ['a mistyped code', `visavis://join/${code.slice(0, 11)}${code.endsWith('0') ? '1' : '0'}`],
    ['another action', `visavis://settings/${code}`],
    ['another scheme', `javascript://join/${code}`],
    ['a server that is no address', `visavis://join/${code}?server=file%3A%2F%2F%2Fetc%2Fpasswd`],
    ['a server with a user name', `visavis://join/${code}?server=wss%3A%2F%2Fa%40b%2Fws`],
    ['a stray percent sign', `visavis://join/%E0%A4%A`],
    ['a web page without a code', 'https://calls.example/'],
    ['an overlong link', `visavis://join/${code}?x=${'y'.repeat(2000)}`],
    ['nothing', ''],
  ])('refuses %s', (_name, link) => {
    expect(parseRoomLink(link)).toBeUndefined()
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `visavis://join/${tail}`),
        ),
        (text) => {
          parseRoomLink(text)
          return true
        },
      ),
    )
  })

  it('tells a link for this app from any other argument', () => {
    expect(isAppLink('visavis://whatever')).toBe(true)
    expect(isAppLink('--inspect')).toBe(false)
    expect(isAppLink('https://calls.example/#x')).toBe(false)
  })
})
