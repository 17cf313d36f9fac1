import { describe, expect, it, vi } from 'vitest'
import type { BridgeNotice, ServerInfo } from '../../shared/ipc.ts'
import { openSettings } from '../settings/settings-store.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { createServerDirectory, type ServerDirectoryOptions } from './server-directory.ts'

async function setUp(text?: string) {
  const log = createFakeLog()
  const settings = await openSettings({ file: createFakeSettingsFile(text), log, now: () => new Date(0) })
  const close = vi.fn<() => Promise<void>>().mockResolvedValue()
  const startEmbedded = vi
    .fn<ServerDirectoryOptions['startEmbedded']>()
    .mockResolvedValue({ url: 'ws://127.0.0.1:8790/ws', close })
  const notices: BridgeNotice[] = []
  const directory = createServerDirectory({
    settings,
    log,
    startEmbedded,
    embeddedFallback: 'ws://127.0.0.1:1/ws',
    notify: (notice) => notices.push(notice),
  })
  const announced: ServerInfo[] = []
  directory.subscribe((info) => announced.push(info))
  return { settings, close, startEmbedded, notices, directory, announced }
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
    const { directory, close } = await setUp()
    await directory.current()
    await directory.close()
    await directory.close()
    expect(close).toHaveBeenCalledTimes(1)
  })
})
