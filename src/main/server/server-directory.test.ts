import { describe, expect, it, vi } from 'vitest'
import type { ShellNotice, ServerInfo } from '../../shared/ipc.ts'
import { openSettings } from '../settings/settings-store.ts'
import { createFakeEmbeddedServer, fakeInterfaces } from '../testing/fake-embedded-server.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSecretBox } from '../testing/fake-secret-box.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createEmbeddedHost, type RunningServer } from './embedded-host.ts'
import { createServerDirectory } from './server-directory.ts'

async function setUp(text?: string) {
  const log = createFakeLog()
  const settings = await openSettings({ file: createFakeSettingsFile(text), log, now: () => new Date(0) })
  const running = createFakeEmbeddedServer()
  const startEmbedded = vi.fn<() => Promise<RunningServer>>().mockResolvedValue(running)
  const world = { addresses: { en0: '192.168.1.5' } as Record<string, string> }
  const embedded = createEmbeddedHost({
    settings,
    start: startEmbedded,
    interfaces: () => fakeInterfaces(world.addresses),
    log,
  })
  const box = createFakeSecretBox()
  const tokens = createAccessTokens(box, log)
  const notices: ShellNotice[] = []
  const directory = createServerDirectory({
    settings,
    log,
    embedded,
    tokens,
    embeddedFallback: 'ws://127.0.0.1:1/ws',
    notify: (notice) => notices.push(notice),
  })
  const announced: ServerInfo[] = []
  directory.subscribe((info) => announced.push(info))
  return { settings, running, startEmbedded, world, embedded, box, tokens, notices, directory, announced }
}

const embeddedInfo = { signalingUrl: 'ws://127.0.0.1:8790/ws', inviteBase: 'http://127.0.0.1:8790/' }
const other = { signalingUrl: 'wss://other.example/ws', inviteBase: 'https://other.example/' }

describe('the server in use', () => {
  it('is the embedded one, started once', async () => {
    const { directory, startEmbedded } = await setUp()
    expect(await Promise.all([directory.current(), directory.current()])).toEqual([
      embeddedInfo,
      embeddedInfo,
    ])
    expect(startEmbedded).toHaveBeenCalledTimes(1)
  })

  it('is the address that is set; then nothing is started', async () => {
    const { directory, startEmbedded } = await setUp(
      '{"version":1,"server":{"mode":"address","url":"calls.example"}}',
    )
    expect((await directory.current()).signalingUrl).toBe('wss://calls.example/ws')
    expect(startEmbedded).not.toHaveBeenCalled()
  })

  it('can be another for now, until one is set', async () => {
    const { directory, settings, announced } = await setUp()
    directory.useForNow(other)
    expect(await directory.current()).toEqual(other)
    settings.update({ preferences: { ...settings.value.preferences, name: 'Ann' } })
    expect(await directory.current()).toEqual(other)
    settings.update({ server: { mode: 'address', url: 'wss://calls.example/ws' } })
    await vi.waitFor(() =>
      expect(announced.map((info) => info.signalingUrl)).toEqual([
        'wss://other.example/ws',
        'wss://calls.example/ws',
      ]),
    )
  })

  it('that could not start is reported, and there is still an address', async () => {
    const { directory, startEmbedded, notices } = await setUp()
    startEmbedded.mockRejectedValue(new Error('EACCES'))
    expect((await directory.current()).signalingUrl).toBe('ws://127.0.0.1:1/ws')
    expect(notices).toEqual([{ type: 'server-failed' }])
    await directory.close()
  })

  it('stops with the app', async () => {
    const { directory, running } = await setUp()
    await directory.current()
    await directory.close()
    await directory.close()
    expect(running.closed).toBe(1)
  })

  it('invites by the address of the chosen network, and itself stays on loopback', async () => {
    const { directory, settings, announced, running } = await setUp()
    await directory.current()
    settings.update({ server: { mode: 'embedded', network: 'en0' } })
    const onLan = { ...embeddedInfo, inviteBase: 'http://192.168.1.5:8790/' }
    await vi.waitFor(() => expect(announced.at(-1)).toEqual(onLan))
    expect(
      await directory.isCurrent({ signalingUrl: 'ws://192.168.1.5:8790/ws', inviteBase: onLan.inviteBase }),
    ).toBe(true)
    expect(await directory.isCurrent(embeddedInfo)).toBe(true)
    expect(await directory.isCurrent(other)).toBe(false)
    settings.update({ server: { mode: 'address', url: 'calls.example' } })
    await vi.waitFor(() => expect(running.reachable.size).toBe(0))
    await directory.close()
  })

  it('says when its network is gone', async () => {
    const { directory, settings, notices, world } = await setUp()
    world.addresses = {}
    settings.update({ server: { mode: 'embedded', network: 'en0' } })
    expect(await directory.current()).toEqual(embeddedInfo)
    expect(notices).toEqual([{ type: 'network-gone' }])
    await directory.close()
  })

  it('stays the one of a link while a network is chosen for the own one', async () => {
    const { directory, settings } = await setUp()
    directory.useForNow(other)
    settings.update({ server: { mode: 'embedded', network: 'en0' } })
    expect(await directory.current()).toEqual(other)
    await directory.close()
  })

  it('is shown its token, and only that one is', async () => {
    const { directory, settings, tokens } = await setUp()
    const url = 'wss://calls.example/ws'
    const sealedToken = await tokens.keep(url, 'sesame')
    settings.update({ server: { mode: 'address', url, ...(sealedToken !== undefined && { sealedToken }) } })
    expect(await directory.current()).toMatchObject({ signalingUrl: url, accessToken: 'sesame' })
    directory.useForNow(other)
    expect(await directory.current()).not.toHaveProperty('accessToken')
  })

  it.each([
    ['another address', 'wss://other.example/ws'],
    ['the same host without encryption', 'ws://calls.example/ws'],
    ['another path', 'wss://calls.example/team/ws'],
    ['another port', 'wss://calls.example:8443/ws'],
  ])(
    'gets no token that was entered for another, also when the settings file says so: %s',
    async (_what, url) => {
      const { directory, settings, tokens } = await setUp()
      const sealedToken = await tokens.keep('wss://calls.example/ws', 'sesame')
      expect(sealedToken).toBeDefined()
      settings.update({ server: { mode: 'address', url, ...(sealedToken !== undefined && { sealedToken }) } })
      expect(await directory.current()).not.toHaveProperty('accessToken')
    },
  )

  it('gets no token from a file of a version that did not bind tokens to addresses', async () => {
    const { directory, settings } = await setUp()
    const sealedToken = Buffer.from('sealed:sesame').toString('base64')
    settings.update({ server: { mode: 'address', url: 'wss://calls.example/ws', sealedToken } })
    expect(await directory.current()).not.toHaveProperty('accessToken')
  })

  it.each([
    ['ws://calls.example/ws', undefined],
    ['ws://192.168.1.5:8790/ws', undefined],
    ['ws://127.0.0.1:8790/ws', 'sesame'],
    ['ws://localhost:8790/ws', 'sesame'],
    ['calls.example', 'sesame'],
  ])('at %s gets the token %s, whether it could be sealed or not', async (url, token) => {
    for (const unavailable of [false, true]) {
      const { directory, settings, tokens, box } = await setUp()
      box.unavailable = unavailable
      const sealedToken = await tokens.keep(url, 'sesame')
      settings.update({ server: { mode: 'address', url, ...(sealedToken !== undefined && { sealedToken }) } })
      expect((await directory.current()).accessToken).toBe(token)
    }
  })
})
