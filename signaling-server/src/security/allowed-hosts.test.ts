import { createServer, type IncomingMessage, type Server } from 'node:http'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { AllowedHosts, isHostEntry } from './allowed-hosts.ts'

let server: Server | undefined
afterEach(() => server?.closeAllConnections())
afterEach(() => server?.close())

/** Whether requests with these header lines are allowed when they come in on `address`. */
async function asker(entries: readonly string[], { address = '127.0.0.1', secure = false } = {}) {
  const hosts = new AllowedHosts(entries)
  const listening = (server = createServer(
    { requireHostHeader: false },
    (request: IncomingMessage, response) => {
      response.end(hosts.allows(request, secure) ? 'allowed' : 'refused')
    },
  ))
  listening.listen(0, address)
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const ask = async (...hostLines: string[]) => {
    const socket = connect(port, address)
    const lines = hostLines.map((host) => `Host: ${host}`)
    socket.write(['GET / HTTP/1.1', ...lines, 'Connection: close', '', ''].join('\r\n'))
    let answer = ''
    for await (const chunk of socket) answer += String(chunk)
    return /(allowed|refused)$/.test(answer) ? answer.slice(-7) : `unexpected: ${answer}`
  }
  return { ask, port }
}

describe('self', () => {
  it('allows the names of this computer, with the port that was asked', async () => {
    const { ask, port } = await asker(['self'])
    for (const host of [
      `localhost:${port}`,
      `LocalHost:${port}`,
      `localhost.:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      `[0:0:0:0:0:0:0:1]:${port}`,
    ])
      expect([host, await ask(host)]).toEqual([host, 'allowed'])
  })

  it('refuses other names, other ports, and what is no host', async () => {
    const { ask, port } = await asker(['self'])
    for (const host of [
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `evil.localhost:${port}`,
      `192.168.1.7:${port}`,
      `[::2]:${port}`,
      `[::ffff:10.0.0.1]:${port}`,
      `0.0.0.0:${port}`,
      'localhost',
      '127.0.0.1:80',
      `127.0.0.1:${port + 1}`,
      `localhost:${port}:${port}`,
      `localhost:${port}x`,
      `evil.example@localhost:${port}`,
      `localhost/:${port}`,
      `localhost..:${port}`,
      '[::1',
      'localhost:99999',
      '',
    ])
      expect([host, await ask(host)]).toEqual([host, 'refused'])
  })

  it('refuses a request without a Host, and one with two', async () => {
    const { ask, port } = await asker(['self'])
    expect(await ask()).toBe('refused')
    expect(await ask(`localhost:${port}`, 'evil.example')).toBe('refused')
    expect(await ask(`localhost:${port}`, `localhost:${port}`)).toBe('refused')
  })

  it('allows the address that was asked, and no other of this computer', async () => {
    // The whole of 127.0.0.0/8 is this computer; this address stands for one on the local network.
    const { ask, port } = await asker(['self'], { address: '127.8.9.10' })
    expect(await ask(`127.8.9.10:${port}`)).toBe('allowed')
    expect(await ask(`127.8.9.11:${port}`)).toBe('refused')
    expect(await ask('127.8.9.10')).toBe('refused')
  })

  it('knows an IPv4 address that a dual-stack socket writes as IPv6', async () => {
    const { ask, port } = await asker(['self'], { address: '::ffff:127.8.9.10' })
    expect(await ask(`127.8.9.10:${port}`)).toBe('allowed')
    expect(await ask(`127.8.9.11:${port}`)).toBe('refused')
  })
})

describe('a list of names', () => {
  it('allows them at any port, or at the port it gives', async () => {
    const { ask, port } = await asker(['Call.Example.org', 'other.example:8443', '[2001:db8:0::1]'])
    for (const host of ['call.example.org', 'CALL.example.org.:443', 'other.example:8443', '[2001:DB8::1]:5'])
      expect([host, await ask(host)]).toEqual([host, 'allowed'])
    for (const host of ['other.example', 'other.example:8444', 'xcall.example.org', `localhost:${port}`])
      expect([host, await ask(host)]).toEqual([host, 'refused'])
  })

  it('takes a host without a port for the usual one', async () => {
    const plain = await asker(['call.example.org:80'])
    expect(await plain.ask('call.example.org')).toBe('allowed')
    server?.close()
    const secure = await asker(['call.example.org:443'], { secure: true })
    expect(await secure.ask('call.example.org')).toBe('allowed')
  })

  it('that is empty allows everything', async () => {
    const { ask } = await asker([])
    expect(await ask('evil.example')).toBe('allowed')
    expect(await ask()).toBe('allowed')
  })

  it('is checked when the program starts', () => {
    for (const entry of ['self', 'a', 'a.example:1', '192.0.2.1', '[::1]:8790', 'xn--bcher-kva.example'])
      expect([entry, isHostEntry(entry)]).toEqual([entry, true])
    for (const entry of ['', '*', 'http://a.example', 'a.example/', '::1', 'a:b', '[localhost]', 'a:70000'])
      expect([entry, isHostEntry(entry)]).toEqual([entry, false])
  })
})
