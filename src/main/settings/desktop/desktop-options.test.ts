import { describe, expect, it, vi } from 'vitest'
import type { DesktopOptions, GlobalKey } from '../../../shared/ipc.ts'
import type { LoginItem } from '../../app/launch-at-login/login-item.ts'
import { createAccessTokens } from '../../server/access-tokens.ts'
import { createEmbeddedHost } from '../../server/embedded-host.ts'
import { openSettings } from '../settings-store.ts'
import { createFakeEmbeddedServer, fakeInterfaces } from '../../testing/fake-embedded-server.ts'
import { createFakeLog } from '../../testing/fake-log.ts'
import { createFakeSecretBox } from '../../testing/fake-secret-box.ts'
import { createFakeSettingsFile } from '../../testing/fake-settings-file.ts'
import { keepDesktopOptions } from './desktop-options.ts'

async function setUp({ canLaunch = true, canFloat = true } = {}) {
  const log = createFakeLog()
  const file = createFakeSettingsFile()
  const settings = await openSettings({ file, log, now: () => new Date(0) })
  const world = { addresses: { en0: '192.168.1.5' } as Record<string, string> }
  const interfaces = () => fakeInterfaces(world.addresses)
  const running = createFakeEmbeddedServer()
  const embedded = createEmbeddedHost({
    settings,
    start: () => Promise.resolve(running),
    interfaces,
    log,
  })
  const box = createFakeSecretBox()
  const tokens = createAccessTokens(box, log)
  const login = { on: false, hidden: false }
  const loginItem: LoginItem = {
    isOn: () => Promise.resolve(login.on),
    set: (on, hidden) => Promise.resolve(void Object.assign(login, { on, hidden })),
  }
  const globalMute = { value: { state: 'none' } as GlobalKey, dispose: vi.fn() }
  const told: DesktopOptions[] = []
  const options = keepDesktopOptions({
    settings,
    reach: embedded.reach,
    tokens,
    loginItem: canLaunch ? loginItem : undefined,
    globalMute,
    canFloat,
    interfaces,
    tell: (value) => told.push(value),
  })
  return { options, settings, file, world, embedded, running, box, tokens, login, told }
}

const url = 'wss://calls.example/ws'

describe('desktop options', () => {
  it('are the defaults at first', async () => {
    const { options } = await setUp({ canLaunch: false })
    expect(await options.value()).toEqual({
      server: { mode: 'embedded', network: null, reach: { state: 'this-computer' } },
      launchAtLogin: undefined,
      startHidden: false,
      miniWindow: true,
      globalMute: { state: 'none' },
    })
    expect(options.networks()).toEqual([{ name: 'en0', address: '192.168.1.5' }])
  })

  it('offer no mini window where windows cannot float', async () => {
    const { options } = await setUp({ canFloat: false })
    expect((await options.value()).miniWindow).toBeUndefined()
  })

  it('change one by one, and stay', async () => {
    const { options, settings, file } = await setUp()
    await options.change({ miniWindow: false })
    expect(await options.change({ globalMute: 'Alt+M' })).toMatchObject({ miniWindow: false })
    await settings.flush()
    expect(JSON.parse(file.text ?? '')).toMatchObject({ miniWindow: false, globalMute: 'Alt+M' })
    await options.change({ globalMute: null })
    expect(settings.value).toMatchObject({ miniWindow: false, globalMute: null })
  })

  it('say what became of a chosen network, and when that changes', async () => {
    const { options, world, embedded, running, told } = await setUp()
    const reach = { state: 'network', address: 'http://192.168.1.5:8790/' }
    expect((await options.change({ server: { mode: 'embedded', network: 'en0' } })).server).toEqual({
      mode: 'embedded',
      network: 'en0',
      reach,
    })
    world.addresses = {}
    await embedded.reach.check()
    await vi.waitFor(() =>
      expect(told.at(-1)?.server).toEqual({
        mode: 'embedded',
        network: 'en0',
        reach: { state: 'network-gone' },
      }),
    )
    expect((await options.change({ server: { mode: 'embedded', network: null } })).server).toMatchObject({
      network: null,
      reach: { state: 'this-computer' },
    })
    expect(running.reachable.size).toBe(0)
    await embedded.close()
  })

  it('keep a token sealed, and never show it', async () => {
    const { options, settings, file, tokens } = await setUp()
    const changed = await options.change({ server: { mode: 'address', url, token: 'sesame' } })
    expect(changed.server).toEqual({ mode: 'address', url, hasToken: true })
    await settings.flush()
    expect(file.text).not.toContain('sesame')
    const { server } = settings.value
    expect(server.mode === 'address' && (await tokens.tokenFor(server))).toBe('sesame')
  })

  it('keep a token for this run only where the system has no safe place, and say so', async () => {
    const { options, settings, file, box, tokens } = await setUp()
    box.unavailable = true
    const changed = await options.change({ server: { mode: 'address', url, token: 'sesame' } })
    expect(changed.server).toEqual({ mode: 'address', url, hasToken: true, tokenForThisRun: true })
    await settings.flush()
    expect(file.text).not.toContain('oken')
    const { server } = settings.value
    expect(server.mode === 'address' && (await tokens.tokenFor(server))).toBe('sesame')
  })

  it.each([
    ['stays with its address, however that is written', 'https://Calls.example', undefined, true],
    ['does not go to another address', 'wss://other.example/ws', undefined, false],
    ['is forgotten when that is asked for', url, null, false],
    ['is not kept for an address without encryption', 'ws://calls.example/ws', 'sesame', false],
  ])('a token %s', async (_name, next, token, hasToken) => {
    for (const unavailable of [false, true]) {
      const { options, box } = await setUp()
      box.unavailable = unavailable
      await options.change({ server: { mode: 'address', url, token: 'sesame' } })
      const server = { mode: 'address' as const, url: next, ...(token !== undefined && { token }) }
      expect((await options.change({ server })).server).toMatchObject({ hasToken })
    }
  })

  it('launch at login as they start: hidden or not', async () => {
    const { options, login } = await setUp()
    await options.change({ startHidden: true })
    expect(login).toEqual({ on: false, hidden: false })
    expect(await options.change({ launchAtLogin: true })).toMatchObject({ launchAtLogin: true })
    expect(login).toEqual({ on: true, hidden: true })
    await options.change({ startHidden: false })
    expect(login).toEqual({ on: true, hidden: false })
    await options.change({ launchAtLogin: false })
    expect(login.on).toBe(false)
  })
})
