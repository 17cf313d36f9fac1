import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { requestChannel } from '../../shared/ipc-wire.ts'
import { requestNames, type DesktopOptions, type RequestName } from '../../shared/ipc.ts'
import { parsePreferences } from '../../shared/preferences.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeWebContents } from '../testing/fake-web-contents.ts'
import { answerRequests, type RequestHandlers } from './answer-requests.ts'
import { createOutbox } from './outbox.ts'

type Listener = Parameters<IpcMain['handle']>[1]
const { registered } = vi.hoisted(() => ({ registered: new Map<string, Listener>() }))
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel, listener) => void registered.set(channel, listener),
    removeHandler: (channel) => void registered.delete(channel),
  } satisfies Partial<IpcMain>,
}))

const { mainFrame } = createFakeWebContents()
const frame = (url: string, parent: WebFrameMain | null = null) =>
  ({ url, parent }) as unknown as WebFrameMain

const log = createFakeLog()
const options: DesktopOptions = {
  server: { mode: 'address', url: 'wss://calls.example/ws', hasToken: false },
  launchAtLogin: undefined,
  startHidden: false,
  miniWindow: true,
  globalMute: { state: 'none' },
}
const handlers = {
  getEnvironment: () => ({
    version: '1',
    platform: 'linux',
    locale: 'en',
    canShareSound: false,
    versions: { electron: '45', chromium: '156', node: '24' },
  }),
  getDesktopOptions: () => options,
  changeDesktopOptions: vi.fn<RequestHandlers['changeDesktopOptions']>(() => options),
  listNetworks: () => [],
  exportLog: () => 'saved',
  getServer: () => ({ signalingUrl: 'ws://localhost/ws', inviteBase: 'http://localhost/' }),
  getPreferences: () => parsePreferences({}),
  setPreferences: vi.fn<RequestHandlers['setPreferences']>(),
  copyText: vi.fn<RequestHandlers['copyText']>(),
  openLink: vi.fn<RequestHandlers['openLink']>(),
  showWindow: vi.fn<RequestHandlers['showWindow']>(),
  listScreenSources: () => [],
  beginScreenRequest: () => 1,
  endScreenRequest: () => 'given',
  chooseScreenSource: vi.fn<RequestHandlers['chooseScreenSource']>(),
  openDeviceSettings: () => true,
  reportCall: vi.fn<RequestHandlers['reportCall']>(),
  reportUnread: vi.fn<RequestHandlers['reportUnread']>(),
  ready: vi.fn<RequestHandlers['ready']>(),
} satisfies RequestHandlers
let dispose: () => void

beforeEach(() => {
  registered.clear()
  log.lines.length = 0
  vi.clearAllMocks()
  dispose = answerRequests(handlers, log)
})

function ask(
  name: RequestName,
  input?: unknown,
  senderFrame: WebFrameMain | null = mainFrame,
): Promise<unknown> {
  const listener = registered.get(requestChannel(name))
  const event = { senderFrame } satisfies Partial<IpcMainInvokeEvent>
  return Promise.resolve(listener?.(event as unknown as IpcMainInvokeEvent, input))
}

describe('requests', () => {
  it('are answered for the whole contract, until disposed', () => {
    expect([...registered.keys()]).toEqual(requestNames.map(requestChannel))
    dispose()
    expect(registered.size).toBe(0)
  })

  it('reach their handler from our page', async () => {
    expect(await ask('copyText', 'K7MQ')).toEqual({ ok: true, value: undefined })
    expect(handlers.copyText).toHaveBeenCalledWith('K7MQ')
    expect(await ask('openDeviceSettings', 'camera')).toEqual({ ok: true, value: true })
  })

  it.each([
    ['a foreign page', frame('https://evil.example/')],
    ['a page that only looks like ours', frame('app://visavis.evil.example/')],
    ['a frame inside our page', frame('app://visavis/frame.html', mainFrame)],
    ['an empty frame inside our page', frame('about:blank', mainFrame)],
    ['a frame that is gone', null],
  ])('are refused from %s, and logged', async (_name, senderFrame) => {
    expect(await ask('copyText', 'x', senderFrame)).toEqual({ ok: false, code: 'ipc-refused' })
    expect(handlers.copyText).not.toHaveBeenCalled()
    expect(log.lines.at(-1)).toMatchObject({ level: 'warn', event: 'request refused' })
  })

  it('do not reach their handler when they cannot be read, and the log has no part of them', async () => {
    expect(await ask('copyText', { secret: 'sesame' })).toEqual({ ok: false, code: 'ipc-bad-input' })
    expect(handlers.copyText).not.toHaveBeenCalled()
    expect(JSON.stringify(log.lines)).not.toContain('sesame')
  })

  it('that fail are answered with a code; the cause stays in the log', async () => {
    handlers.copyText.mockImplementationOnce(() => {
      throw new Error('clipboard is busy')
    })
    expect(await ask('copyText', 'x')).toEqual({ ok: false, code: 'ipc-failed' })
    expect(log.lines.at(-1)?.details['error']).toBe('Error: clipboard is busy')
  })
})

describe('the outbox', () => {
  const notice = { type: 'link-invalid' } as const

  it('tells a ready page at once', () => {
    const page = createFakeWebContents()
    const outbox = createOutbox()
    outbox.attach(page.contents)
    outbox.pageReady()
    outbox.tell('power', 'resume')
    expect(page.sent).toEqual([{ channel: 'visavis:tell:power', payload: 'resume' }])
  })

  it('keeps links and notices for a page that is not ready, once, and drops what was of the moment', () => {
    const page = createFakeWebContents()
    const outbox = createOutbox()
    outbox.tell('notice', notice)
    outbox.attach(page.contents)
    outbox.tell('power', 'resume')
    expect(page.sent).toEqual([])
    outbox.pageReady()
    outbox.pageReady()
    expect(page.sent).toEqual([{ channel: 'visavis:tell:notice', payload: notice }])
  })

  it('waits again while the page reloads, and after it is gone', () => {
    const page = createFakeWebContents()
    const outbox = createOutbox()
    outbox.attach(page.contents)
    outbox.pageReady()
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    outbox.tell('notice', notice)
    expect(page.sent).toHaveLength(1)
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    outbox.tell('notice', notice)
    expect(page.sent).toHaveLength(1)
    outbox.pageReady()
    expect(page.sent).toHaveLength(2)
    page.destroyed = true
    outbox.tell('notice', notice)
    const next = createFakeWebContents()
    outbox.attach(next.contents)
    outbox.pageReady()
    expect(next.sent).toHaveLength(1)
  })
})
