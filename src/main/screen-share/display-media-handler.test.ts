import type { BrowserWindow, DesktopCapturerSource, NativeImage, Session, WebFrameMain } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScreenOffer } from '../../shared/ipc.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { canShareSound, systemPicksScreens } from './platform-support.ts'
import { handleDisplayMedia, type DisplayMedia, type DisplayMediaOptions } from './display-media-handler.ts'
import { createSourceLists, type Sources } from './sources.ts'

const { getSources, windows } = vi.hoisted(() => ({
  getSources: vi.fn<Electron.DesktopCapturer['getSources']>(),
  windows: [] as Pick<BrowserWindow, 'getMediaSourceId'>[],
}))
vi.mock('electron', () => ({
  desktopCapturer: { getSources },
  BrowserWindow: { getAllWindows: () => windows },
}))

type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>

function source(id: string, name: string, display_id = ''): DesktopCapturerSource {
  const thumbnail = {
    isEmpty: () => false,
    toDataURL: () => 'data:image/png;base64,AA==',
  } satisfies Partial<NativeImage>
  return {
    id,
    name,
    display_id,
    thumbnail: thumbnail as unknown as NativeImage,
    appIcon: thumbnail as unknown as NativeImage,
  }
}
const screen = source('screen:0:0', 'Entire screen')
const second = source('screen:1:0', 'Second', '77')
const editor = source('window:42:1', 'Editor')
const display77 = { kind: 'display', displayId: '77' } as const
const choose = { kind: 'choose' } as const

const mainFrame = { parent: null } as unknown as WebFrameMain
let handler: Handler | null = null
const captured: string[] = []
let offers: ScreenOffer[] = []
let time = 0
const tellNothingToShare = vi.fn<() => void>()
const all = vi.fn<() => Promise<Sources>>()
const screens = vi.fn<() => Promise<Sources>>()

function start(change: Partial<DisplayMediaOptions> = {}): DisplayMedia {
  const session = {
    setDisplayMediaRequestHandler: (given: Handler | null) => void (handler = given),
  } satisfies Partial<Session>
  return handleDisplayMedia({
    session: session as unknown as Session,
    log: createFakeLog(),
    now: () => time,
    sources: { all, screens },
    systemPicks: false,
    canShareSound: false,
    show: (offer) => offers.push(offer),
    tellNothingToShare,
    wantsSound: () => false,
    onCaptured: (source) => captured.push(source.id),
    ...change,
  })
}

function request(change: Partial<Parameters<Handler>[0]> = {}) {
  const answers: unknown[] = []
  handler?.(
    {
      frame: mainFrame,
      securityOrigin: 'app://visavis/',
      videoRequested: true,
      audioRequested: false,
      userGesture: true,
      ...change,
    },
    (streams) => answers.push(streams),
  )
  return answers
}
const listed = () => vi.waitFor(() => expect(offers.at(-1)?.status).toBe('listed'))

beforeEach(() => {
  offers = []
  captured.length = 0
  windows.length = 0
  time = 0
  tellNothingToShare.mockReset()
  all.mockReset().mockResolvedValue([screen, editor])
  screens.mockReset().mockResolvedValue([screen, second])
})

describe('a screen request', () => {
  it('shows what there is and is answered with what was chosen', async () => {
    const media = start()
    const answers = request()
    await listed()
    expect(offers).toEqual([
      { status: 'listing' },
      {
        status: 'listed',
        sources: [
          {
            id: 'screen:0:0',
            name: 'Entire screen',
            kind: 'screen',
            thumbnail: 'data:image/png;base64,AA==',
          },
          { id: 'window:42:1', name: 'Editor', kind: 'window', thumbnail: 'data:image/png;base64,AA==' },
        ],
      },
    ])
    media.choose({ id: 'window:42:1', sound: false })
    media.choose({ id: 'screen:0:0', sound: false })
    expect(answers).toEqual([{ video: editor }])
    expect(offers.at(-1)).toEqual({ status: 'closed' })
  })

  it('opens the picker at once, and can be cancelled while the sources are listed', () => {
    all.mockReturnValue(new Promise(() => undefined))
    const media = start()
    const answers = request()
    expect(offers).toEqual([{ status: 'listing' }])
    media.choose(null)
    expect(answers).toEqual([null])
    expect(offers.at(-1)).toEqual({ status: 'closed' })
  })

  it.each([
    ['cancelled', (media: DisplayMedia) => media.choose(null)],
    ['for a window that is gone', (media: DisplayMedia) => media.choose({ id: 'window:7:0', sound: false })],
    ['of a page that is gone', (media: DisplayMedia) => media.withdraw()],
    ['while the app quits', (media: DisplayMedia) => media.dispose()],
    ['replaced by the next', () => void request()],
    ['replaced by one that is to come', (media: DisplayMedia) => void media.begin(display77)],
  ])('is answered once when %s', async (_name, end) => {
    const media = start()
    const answers = request()
    await listed()
    end(media)
    media.choose(null)
    expect(answers).toEqual([null])
  })

  it.each([
    ['fails', () => all.mockRejectedValue(new Error('no permission'))],
    ['finds nothing', () => all.mockResolvedValue([])],
  ])('is answered when listing %s', async (_name, arrange) => {
    arrange()
    start()
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([null]))
    expect(offers).toEqual([{ status: 'listing' }, { status: 'closed' }])
    expect(tellNothingToShare).toHaveBeenCalledTimes(1)
  })

  it('is a choice of nothing when the system’s own picker gave nothing', async () => {
    all.mockResolvedValue([])
    start({ systemPicks: true })
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([null]))
    expect(tellNothingToShare).not.toHaveBeenCalled()
  })

  it.each([
    ['another origin', { securityOrigin: 'https://evil.example' }],
    ['a frame inside the page', { frame: { parent: mainFrame } as unknown as WebFrameMain }],
    ['a frame that is gone', { frame: null }],
    ['sound alone', { videoRequested: false, audioRequested: true }],
  ])('is refused for %s', (_name, change) => {
    const media = start()
    media.begin(display77)
    expect(request(change)).toEqual([null])
    expect(all).not.toHaveBeenCalled()
    expect(screens).not.toHaveBeenCalled()
  })

  it.each([
    ['asked for, had and chosen', { audioRequested: true, canShareSound: true, sound: true }, true],
    ['not asked for', { audioRequested: false, canShareSound: true, sound: true }, false],
    ['not to be had', { audioRequested: true, canShareSound: false, sound: true }, false],
    ['not chosen', { audioRequested: true, canShareSound: true, sound: false }, false],
  ])('with sound that is %s', async (_name, { audioRequested, canShareSound, sound }, given) => {
    const media = start({ canShareSound })
    const answers = request({ audioRequested })
    await listed()
    media.choose({ id: 'screen:0:0', sound })
    expect(answers).toEqual([given ? { video: screen, audio: 'loopback' } : { video: screen }])
  })

  it('where the system picks: lists once and takes what it gave', async () => {
    all.mockResolvedValue([screen])
    const media = start({ systemPicks: true })
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: screen }]))
    expect(await media.refresh()).toEqual([])
    expect(all).toHaveBeenCalledTimes(1)
    expect(offers).toEqual([])
  })

  it('can be chosen from the refreshed list', async () => {
    const media = start()
    expect(await media.refresh()).toEqual([])
    const answers = request()
    await listed()
    const late = source('window:9:0', 'Late')
    all.mockResolvedValue([late])
    expect((await media.refresh()).map(({ name }) => name)).toEqual(['Late'])
    media.choose({ id: 'window:9:0', sound: false })
    expect(answers).toEqual([{ video: late }])
  })
})

describe('a request that is begun for a display', () => {
  it('is answered with its screen, without a picker and without pictures of all windows', async () => {
    const media = start()
    media.begin(display77)
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: second }]))
    expect(offers).toEqual([])
    expect(all).not.toHaveBeenCalled()
  })

  it('has its sound by preference', async () => {
    const media = start({ canShareSound: true, wantsSound: () => true })
    media.begin(display77)
    const answers = request({ audioRequested: true })
    await vi.waitFor(() => expect(answers).toEqual([{ video: second, audio: 'loopback' }]))
  })

  it('asks where no screen is on that display, unless there is only one', async () => {
    const media = start()
    screens.mockResolvedValue([screen])
    media.begin(display77)
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: screen }]))
    screens.mockResolvedValue([screen, { ...second, display_id: '8' }])
    media.begin(display77)
    request()
    await listed()
  })

  it.each([
    ['the one before was answered', (media: DisplayMedia, id: number) => media.end({ id, captured: true })],
    [
      'getDisplayMedia failed before it came',
      (media: DisplayMedia, id: number) => media.end({ id, captured: false }),
    ],
    ['another was begun in the window', (media: DisplayMedia) => media.begin(choose)],
    ['it comes too late', () => void (time += 10_001)],
  ])('does not give the screen to the next request: %s', async (name, happens) => {
    const media = start()
    const id = media.begin(display77)
    if (name.includes('was answered')) {
      const answers = request()
      await vi.waitFor(() => expect(answers).toHaveLength(1))
    }
    happens(media, id)
    const answers = request()
    await listed()
    expect(answers).toEqual([])
    expect(all).toHaveBeenCalledTimes(1)
  })

  it('is refused when it was withdrawn before it came', () => {
    const media = start()
    const id = media.begin(display77)
    media.withdraw()
    expect(request()).toEqual([null])
    expect(media.end({ id, captured: false })).toBe('cancelled')
  })
})

describe('how a request was answered', () => {
  it.each([
    ['cancelled', (media: DisplayMedia) => media.choose(null), 'cancelled'],
    [
      'given, and captured or not',
      (media: DisplayMedia) => media.choose({ id: 'screen:0:0', sound: false }),
      'given',
    ],
    [
      'cancelled by the next, which goes on',
      (media: DisplayMedia) => void media.begin(display77),
      'cancelled',
    ],
    ['cancelled by its end', () => undefined, 'cancelled'],
  ])('is %s', async (_name, happens, expected) => {
    const media = start()
    const id = media.begin(choose)
    const answers = request()
    await listed()
    happens(media)
    expect(media.end({ id, captured: false })).toBe(expected)
    expect(answers).toHaveLength(1)
    expect(captured).toEqual([])
  })

  it('is unavailable where there was nothing to choose from, and none where nobody asked', async () => {
    all.mockResolvedValue([])
    const media = start()
    const id = media.begin(choose)
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([null]))
    expect(media.end({ id, captured: false })).toBe('unavailable')
    expect(media.end({ id: media.begin(choose), captured: false })).toBe('none')
  })

  it('tells what is shared only once the page has it', async () => {
    const media = start()
    const id = media.begin(display77)
    const answers = request()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    expect(captured).toEqual([])
    expect(media.end({ id, captured: true })).toBe('given')
    expect(captured).toEqual(['screen:1:0'])
  })

  it('of an earlier request leaves the one that was begun after it alone', async () => {
    const media = start()
    const first = media.begin(choose)
    request()
    await listed()
    media.begin(display77)
    expect(media.end({ id: first, captured: false })).toBe('cancelled')
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: second }]))
  })
})

describe('the source lists', () => {
  it('do not overlap themselves', async () => {
    getSources.mockReset().mockResolvedValue([screen])
    const lists = createSourceLists(false)
    await Promise.all([lists.all(), lists.all(), lists.all()])
    expect(getSources).toHaveBeenCalledTimes(1)
    await lists.all()
    expect(getSources).toHaveBeenCalledTimes(2)
  })

  it('leave out the app’s own windows, whatever the last number of their ids', async () => {
    windows.push({ getMediaSourceId: () => 'window:42:0' })
    getSources.mockReset().mockResolvedValue([screen, editor, source('window:421:0', 'Other')])
    const names = (await createSourceLists(false).all()).map(({ name }) => name)
    expect(names).toEqual(['Entire screen', 'Other'])
    // The ids of a system's own picker are another matter.
    expect(await createSourceLists(true).all()).toHaveLength(3)
  })

  it('of screens alone ask for no pictures, so that Electron waits for none', async () => {
    getSources.mockReset().mockResolvedValue([screen])
    await createSourceLists(false).screens()
    const options = { types: ['screen'], thumbnailSize: { width: 0, height: 0 } }
    expect(getSources.mock.calls).toEqual([[options]])
  })
})

describe('what the system can do', () => {
  const facts = { platform: 'linux', systemVersion: '', env: {} } as const
  it('picks screens itself under Wayland only', () => {
    const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }
    expect(systemPicksScreens({ ...facts, env: wayland })).toBe(true)
    expect(systemPicksScreens({ ...facts, env: { XDG_SESSION_TYPE: 'x11' } })).toBe(false)
    expect(systemPicksScreens({ ...facts, platform: 'windows', env: wayland })).toBe(false)
  })
  it('shares sound on Windows and newer macOS', () => {
    expect(canShareSound({ ...facts, platform: 'windows' })).toBe(true)
    expect(canShareSound({ ...facts, platform: 'mac', systemVersion: '12.7.1' })).toBe(false)
    expect(canShareSound({ ...facts, platform: 'mac', systemVersion: '15.0.0' })).toBe(true)
    expect(canShareSound(facts)).toBe(false)
  })
})
