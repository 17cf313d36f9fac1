import type { DesktopCapturerSource, NativeImage, Session, WebFrameMain } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventName } from '../../shared/ipc.ts'
import { createCallStatus, type CallStatus } from '../app/call-status.ts'
import type { Outbox } from '../ipc/outbox.ts'
import { openSettings } from '../settings/settings-store.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { createFakeWebContents } from '../testing/fake-web-contents.ts'
import type { WindowKeeper } from '../windows/window-keeper.ts'
import { installScreenShare, type Capture } from './install-screen-share.ts'

const { getSources } = vi.hoisted(() => ({ getSources: vi.fn<Electron.DesktopCapturer['getSources']>() }))
vi.mock('electron', async () => {
  const events = await import('node:events')
  return {
    BrowserWindow: { getAllWindows: () => [] },
    desktopCapturer: { getSources },
    screen: Object.assign(new events.EventEmitter(), { getAllDisplays: () => [] }),
  }
})

type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>
const inCall = { status: 'in-call', microphone: true, camera: true, sharing: false } as const
const display = { kind: 'display', displayId: '77' } as const
const thumbnail = { isEmpty: () => true } satisfies Partial<NativeImage>
const source: DesktopCapturerSource = {
  id: 'screen:1:0',
  name: 'Second',
  display_id: '77',
  thumbnail: thumbnail as unknown as NativeImage,
  appIcon: thumbnail as unknown as NativeImage,
}

let handler: Handler | null = null
let call: CallStatus
let capture: Capture
const told: { name: EventName; payload: unknown }[] = []
const lastTold = (name: EventName) => told.findLast((event) => event.name === name)?.payload

beforeEach(async () => {
  told.length = 0
  getSources.mockReset().mockResolvedValue([source])
  const session = {
    setDisplayMediaRequestHandler: (given: Handler | null) => void (handler = given),
  } satisfies Partial<Session>
  const { contents } = createFakeWebContents()
  const webContents = Object.assign(contents, { executeJavaScript: () => Promise.resolve() })
  const outbox: Outbox = {
    tell: (name, payload) => void told.push({ name, payload }),
    attach: () => undefined,
    pageReady: () => undefined,
  }
  const log = createFakeLog()
  call = createCallStatus()
  capture = installScreenShare({
    session: session as unknown as Session,
    facts: { platform: 'windows', systemVersion: '', env: {} },
    call,
    settings: await openSettings({ file: createFakeSettingsFile(), log, now: () => new Date(0) }),
    outbox,
    log,
    mainWindow: { current: { webContents } } as unknown as WindowKeeper,
  })
  call.report(inCall)
})

/** As the page calls getDisplayMedia. */
function getDisplayMedia(): unknown[] {
  const answers: unknown[] = []
  const frame = { parent: null } as unknown as WebFrameMain
  const asked = { frame, securityOrigin: 'app://visavis/', userGesture: true } as const
  handler?.({ ...asked, videoRequested: true, audioRequested: false }, (streams) => answers.push(streams))
  return answers
}

async function chosenInTray(): Promise<string> {
  capture.request(display)
  await vi.waitFor(() => expect(lastTold('shareRequested')).toBeDefined())
  return lastTold('shareRequested') as string
}

describe('a screen that is chosen in the tray', () => {
  it('is given to the request that the page begins for it, without a picker', async () => {
    expect(capture.begin(await chosenInTray())).not.toBeNull()
    const answers = getDisplayMedia()
    await vi.waitFor(() => expect(answers).toEqual([{ video: source }]))
    expect(lastTold('screenRequested')).toBeUndefined()
  })

  it('is not given to a share that is started in the window, nor afterwards', async () => {
    const id = await chosenInTray()
    capture.begin(null)
    const answers = getDisplayMedia()
    await vi.waitFor(() => expect(lastTold('screenRequested')).toMatchObject({ status: 'listed' }))
    expect(answers).toEqual([])
    expect(capture.begin(id)).toBeNull()
  })

  it.each([
    ['the page loads anew', () => capture.pageGone()],
    ['the call ends', () => call.report({ status: 'lobby' })],
  ])('is forgotten when %s', async (_name, happens) => {
    const id = await chosenInTray()
    happens()
    expect(capture.begin(id)).toBeNull()
  })
})

it('closes the picker, and refuses the request, when the call ends', async () => {
  capture.begin(null)
  const answers = getDisplayMedia()
  await vi.waitFor(() => expect(lastTold('screenRequested')).toMatchObject({ status: 'listed' }))
  call.report({ status: 'lobby' })
  expect(answers).toEqual([null])
  expect(lastTold('screenRequested')).toEqual({ status: 'closed' })
})
