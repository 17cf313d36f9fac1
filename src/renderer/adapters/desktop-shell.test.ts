// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { preferencesStoreCases } from '../testing/contracts/preferences-store.ts'
import { shellCases, type ShellHarness } from '../testing/contracts/shell.ts'
import { FakeDesktop } from '../testing/fake-desktop-bridge.ts'
import { parseRoomCode, type RoomCode } from '../../shared/room-code.ts'
import type { LogDetails } from '../core/lib/logger.ts'
import type { Shell } from '../core/ports/shell.ts'
import { createDesktopShell } from './desktop-shell.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

function shellHarness(): ShellHarness {
  let desktop = new FakeDesktop()
  return {
    open: (fragment = '') => {
      desktop = new FakeDesktop()
      desktop.openedBy = fragment
      return createDesktopShell(desktop.bridge, silent)
    },
    follow: (fragment) => {
      desktop.follow(fragment)
    },
    online: () => {
      window.dispatchEvent(new Event('online'))
    },
    clipboard: () => Promise.resolve(desktop.clipboard),
    step: () => Promise.resolve(),
    patience: 50,
    quiet: 20,
  }
}

describe('the shell of the desktop app', () => {
  for (const { name, run } of shellCases) {
    it(name, async () => {
      await run(shellHarness())
    })
  }
})

describe('the preferences of the desktop app', () => {
  for (const { name, run } of preferencesStoreCases) {
    it(name, async () => {
      const desktop = new FakeDesktop()
      await run({ open: async () => (await createDesktopShell(desktop.bridge, silent)).preferences })
    })
  }
})

describe('what only the desktop app has', () => {
  async function started(): Promise<{
    desktop: FakeDesktop
    shell: Shell
    logged: (LogDetails | undefined)[]
  }> {
    const desktop = new FakeDesktop()
    const logged: (LogDetails | undefined)[] = []
    const shell = await createDesktopShell(desktop.bridge, {
      info: () => undefined,
      warn: (_event, details) => logged.push(details),
      error: (_event, details) => logged.push(details),
    })
    desktop.requests.length = 0
    return { desktop, shell, logged }
  }

  it('uses another server as soon as it is chosen', async () => {
    const { desktop, shell } = await started()
    desktop.emit('serverChanged', {
      signalingUrl: 'wss://example.org/ws',
      inviteBase: 'https://example.org/',
      accessToken: 'sesame',
    })
    expect(shell.server()).toEqual({ url: 'wss://example.org/ws', accessToken: 'sesame' })
    expect(shell.platform.inviteLink(someCode())).toBe('https://example.org/#K7MQ-4QXP-9TDA')
  })

  it('stays with its server for the length of a call', async () => {
    const { desktop, shell } = await started()
    let changes = 0
    const stop = shell.onServerChanged(() => changes++)
    const before = shell.server()
    shell.report({ status: 'in-call', code: someCode(), microphone: true, camera: true, sharing: false })
    desktop.emit('serverChanged', {
      signalingUrl: 'wss://example.org/ws',
      inviteBase: 'https://example.org/',
    })
    expect(shell.server()).toEqual(before)
    expect(shell.platform.inviteLink(someCode())).toContain('127.0.0.1')
    expect(changes).toBe(0)
    shell.report({ status: 'lobby', code: someCode() })
    expect(shell.server().url).toBe('wss://example.org/ws')
    expect(changes).toBe(1)
    stop()
    desktop.emit('serverChanged', {
      signalingUrl: 'wss://example.com/ws',
      inviteBase: 'https://example.com/',
    })
    expect(changes).toBe(1)
  })

  it('hands over links for another server', async () => {
    const { desktop, shell } = await started()
    await shell.platform.openLink('https://example.org/#K7MQ-4QXP-9TDA')
    expect(desktop.requests).toEqual([['openLink', 'https://example.org/#K7MQ-4QXP-9TDA']])
  })

  it('wakes after sleep and at unlocking, and not on falling asleep', async () => {
    const { desktop, shell } = await started()
    let wakes = 0
    const stop = shell.onWake(() => wakes++)
    desktop.emit('power', 'suspend')
    expect(wakes).toBe(0)
    desktop.emit('power', 'resume')
    desktop.emit('power', 'unlock')
    expect(wakes).toBe(2)
    stop()
    desktop.emit('power', 'resume')
    expect(wakes).toBe(2)
  })

  it('takes commands from outside the window', async () => {
    const { desktop, shell } = await started()
    const heard: unknown[] = []
    const stop = shell.onRemoteCommand((command) => heard.push(command))
    desktop.emit('command', 'toggle-microphone')
    desktop.emit('shareRequested', 'r1')
    stop()
    desktop.emit('command', 'hang-up')
    desktop.emit('shareRequested', 'r2')
    expect(heard).toEqual(['toggle-microphone', { type: 'share-screen', request: 'r1' }])
  })

  it('reports calls without their code', async () => {
    const { desktop, shell } = await started()
    shell.report({ status: 'home' })
    shell.report({ status: 'lobby', code: someCode() })
    shell.report({ status: 'in-call', code: someCode(), microphone: true, camera: false, sharing: false })
    expect(desktop.requests).toEqual([
      ['reportCall', { status: 'idle' }],
      ['reportCall', { status: 'lobby' }],
      ['reportCall', { status: 'in-call', microphone: true, camera: false, sharing: false }],
    ])
  })

  it('asks for a screen, and passes on the answer', async () => {
    const { desktop, shell } = await started()
    const sources = [{ id: 'screen:0', name: 'All', kind: 'screen', thumbnail: '' }] as const
    const offer = { status: 'listed', sources } as const
    const asked: unknown[] = []
    const stop = shell.screenPicker?.onRequest((listed) => asked.push(listed))
    desktop.emit('screenRequested', offer)
    expect(asked).toEqual([offer])
    shell.screenPicker?.choose({ id: 'screen:0', sound: true })
    shell.screenPicker?.choose(null)
    expect(desktop.requests).toMatchObject([
      ['chooseScreenSource', { id: 'screen:0' }],
      ['chooseScreenSource', null],
    ])
    stop?.()
  })

  it('announces screen requests with the share that they are for, and their end', async () => {
    const { desktop, shell } = await started()
    expect(await shell.screenRequests?.begin('r1')).toBe(7)
    expect(await shell.screenRequests?.end(7, true)).toBe('given')
    desktop.expiredShare = true
    expect(await shell.screenRequests?.begin(undefined)).toBeUndefined()
    expect(desktop.requests).toEqual([
      ['beginScreenRequest', 'r1'],
      ['endScreenRequest', { id: 7, captured: true }],
      ['beginScreenRequest', null],
    ])
  })

  it('logs requests that fail, and only rejects where somebody waits', async () => {
    const { desktop, shell, logged } = await started()
    for (const name of ['reportCall', 'setPreferences', 'ready', 'openDeviceSettings', 'copyText']) {
      desktop.broken.add(name)
    }
    shell.report({ status: 'home' })
    shell.preferences.update({ name: 'Ada' })
    shell.platform.openDeviceSettings?.('camera')
    shell.ready()
    await expect(shell.platform.copyText('text')).rejects.toThrow('ipc-failed')
    expect(logged.map((details) => details?.['request'])).toEqual([
      'reportCall',
      'setPreferences',
      'openDeviceSettings',
      'ready',
    ])
  })
})

function someCode(): RoomCode {
  const parsed = parseRoomCode('K7MQ-4QXP-9TDA')
  if (!parsed.ok) throw new Error('no room code')
  return parsed.code
}
