import { describe, expect, it } from 'vitest'
import { parseServerAddress } from './server-address.ts'

describe('parseServerAddress', () => {
  it.each([
    ['wss://calls.example/ws', 'wss://calls.example/ws', 'https://calls.example/'],
    ['calls.example', 'wss://calls.example/ws', 'https://calls.example/'],
    ['https://Calls.Example:443/', 'wss://calls.example/ws', 'https://calls.example/'],
    ['https://calls.example/team/ws', 'wss://calls.example/team/ws', 'https://calls.example/team/'],
    ['localhost:8790', 'ws://localhost:8790/ws', 'http://localhost:8790/'],
    ['127.0.0.1:8790', 'ws://127.0.0.1:8790/ws', 'http://127.0.0.1:8790/'],
    ['ws://[::1]:8790/ws', 'ws://[::1]:8790/ws', 'http://[::1]:8790/'],
    ['ws://192.168.1.20:8790', 'ws://192.168.1.20:8790/ws', 'http://192.168.1.20:8790/'],
  ])('reads %s', (text, signalingUrl, inviteBase) => {
    expect(parseServerAddress(text)).toEqual({ signalingUrl, inviteBase })
  })

  it.each([
    '',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'wss://user:secret@calls.example/ws',
    'wss://calls.example/ws?token=1',
    'wss://calls.example/../ws',
    'wss://calls..example',
    'wss://calls.example:0',
    'wss://calls.example:70000',
    'two words',
    'a'.repeat(600),
  ])('refuses %j', (text) => {
    expect(parseServerAddress(text)).toBeUndefined()
  })

  it('reads its own normal form as itself', () => {
    const address = parseServerAddress('calls.example:8443/team/ws')
    expect(parseServerAddress(address?.signalingUrl ?? '')).toEqual(address)
  })
})
