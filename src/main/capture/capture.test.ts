import type { DesktopCapturerSource, NativeImage, Session, WebFrameMain } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScreenSource } from '../../shared/ipc.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { canShareSound, systemPicksScreens } from './capture-platform.ts'
import { handleDisplayMedia, type DisplayMedia, type DisplayMediaOptions } from './display-media.ts'
import { createSourceList } from './screen-sources.ts'

const { getSources } = vi.hoisted(() => ({ getSources: vi.fn<Electron.DesktopCapturer['getSources']>() }))
vi.mock('electron', () => ({ desktopCapturer: { getSources } }))

type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>

function source(id: string, name: string): DesktopCapturerSource {
  const thumbnail = {
    isEmpty: () => false,
    toDataURL: () => 'data:image/png;base64,AA==',
  } satisfies Partial<NativeImage>
  return {
    id,
    name,
    display_id: '',
    thumbnail: thumbnail as unknown as NativeImage,
    appIcon: thumbnail as unknown as NativeImage,
  }
}
const screen = source('screen:0:0', 'Entire screen')
const editor = source('window:42:1', 'Editor')

const mainFrame = { parent: null } as unknown as WebFrameMain
let handler: Handler | null = null
const chosen: string[] = []
let asked: (readonly ScreenSource[])[] = []
const tellNothingToShare = vi.fn<() => void>()
const listSources = vi.fn<DisplayMediaOptions['listSources']>()

function start(change: Partial<DisplayMediaOptions> = {}): DisplayMedia {
  const session = {
    setDisplayMediaRequestHandler: (given: Handler | null) => void (handler = given),
  } satisfies Partial<Session>
  return handleDisplayMedia({
    session: session as unknown as Session,
    log: createFakeLog(),
    listSources,
    systemPicks: false,
    canShareSound: false,
    askPerson: (sources) => asked.push(sources),
    tellNothingToShare,
    wantsSound: () => false,
    onChosen: (source) => chosen.push(source.id),
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

beforeEach(() => {
  asked = []
  chosen.length = 0
  tellNothingToShare.mockReset()
  listSources.mockReset().mockResolvedValue([screen, editor])
})

describe('a screen request', () => {
  it('shows what there is and is answered with what was chosen', async () => {
    const media = start()
    const answers = request()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    expect(asked[0]).toEqual([
      { id: 'screen:0:0', name: 'Entire screen', kind: 'screen', thumbnail: 'data:image/png;base64,AA==' },
      { id: 'window:42:1', name: 'Editor', kind: 'window', thumbnail: 'data:image/png;base64,AA==' },
    ])
    media.choose({ id: 'window:42:1', sound: false })
    media.choose({ id: 'screen:0:0', sound: false })
    expect(answers).toEqual([{ video: editor }])
    expect(chosen).toEqual(['window:42:1'])
  })

  it.each([
    ['cancelled', (media: DisplayMedia) => media.choose(null)],
    ['for a window that is gone', (media: DisplayMedia) => media.choose({ id: 'window:7:0', sound: false })],
    ['of a page that is gone', (media: DisplayMedia) => media.cancel()],
    ['while the app quits', (media: DisplayMedia) => media.dispose()],
    ['replaced by the next', () => void request()],
  ])('is answered once when %s', async (_name, end) => {
    const media = start()
    const answers = request()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    end(media)
    media.choose(null)
    expect(answers).toEqual([null])
  })

  it.each([
    ['fails', () => listSources.mockRejectedValue(new Error('no permission'))],
    ['finds nothing', () => listSources.mockResolvedValue([])],
  ])('is answered when listing %s', async (_name, arrange) => {
    arrange()
    start()
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([null]))
    expect(asked).toEqual([])
    expect(tellNothingToShare).toHaveBeenCalledTimes(1)
  })

  it('is a choice of nothing when the system’s own picker gave nothing', async () => {
    listSources.mockResolvedValue([])
    start({ systemPicks: true })
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([null]))
    expect(tellNothingToShare).not.toHaveBeenCalled()
  })

  it('is not shown when it was cancelled while the sources were listed', async () => {
    const media = start()
    const answers = request()
    media.cancel()
    await Promise.resolve()
    await Promise.resolve()
    expect(answers).toEqual([null])
    expect(asked).toEqual([])
  })

  it.each([
    ['another origin', { securityOrigin: 'https://evil.example' }],
    ['a frame inside the page', { frame: { parent: mainFrame } as unknown as WebFrameMain }],
    ['a frame that is gone', { frame: null }],
    ['sound alone', { videoRequested: false, audioRequested: true }],
  ])('is refused for %s', (_name, change) => {
    start()
    expect(request(change)).toEqual([null])
    expect(listSources).not.toHaveBeenCalled()
  })

  it.each([
    ['asked for, had and chosen', { audioRequested: true, canShareSound: true, sound: true }, true],
    ['not asked for', { audioRequested: false, canShareSound: true, sound: true }, false],
    ['not to be had', { audioRequested: true, canShareSound: false, sound: true }, false],
    ['not chosen', { audioRequested: true, canShareSound: true, sound: false }, false],
  ])('with sound that is %s', async (_name, { audioRequested, canShareSound, sound }, given) => {
    const media = start({ canShareSound })
    const answers = request({ audioRequested })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    media.choose({ id: 'screen:0:0', sound })
    expect(answers).toEqual([given ? { video: screen, audio: 'loopback' } : { video: screen }])
  })

  it('where the system picks: lists once and takes what it gave', async () => {
    listSources.mockResolvedValue([screen])
    const media = start({ systemPicks: true })
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: screen }]))
    expect(await media.refresh()).toEqual([])
    expect(listSources).toHaveBeenCalledTimes(1)
    expect(asked).toEqual([])
  })

  it('for a display that was named before is answered without asking, once', async () => {
    const second = { ...source('screen:1:0', 'Second'), display_id: '77' }
    listSources.mockResolvedValue([screen, second, editor])
    const media = start()
    media.prefer('77')
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: second }]))
    request()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
  })

  it('that nobody picks here has its sound by preference', async () => {
    listSources.mockResolvedValue([screen])
    const media = start({ canShareSound: true, wantsSound: () => true })
    media.prefer('77')
    const answers = request({ audioRequested: true })
    await vi.waitFor(() => expect(answers).toEqual([{ video: screen, audio: 'loopback' }]))
  })

  it('for a display that nobody names is for the only screen, or asks', async () => {
    const media = start()
    media.prefer('77')
    const answers = request()
    await vi.waitFor(() => expect(answers).toEqual([{ video: screen }]))
    listSources.mockResolvedValue([screen, source('screen:1:0', 'Second')])
    media.prefer('77')
    request()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
  })

  it('can be chosen from the refreshed list', async () => {
    const media = start()
    expect(await media.refresh()).toEqual([])
    const answers = request()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    const late = source('window:9:0', 'Late')
    listSources.mockResolvedValue([late])
    expect((await media.refresh()).map(({ name }) => name)).toEqual(['Late'])
    media.choose({ id: 'window:9:0', sound: false })
    expect(answers).toEqual([{ video: late }])
  })
})

describe('the source list', () => {
  it('does not overlap itself', async () => {
    getSources.mockResolvedValue([screen])
    const list = createSourceList()
    await Promise.all([list(), list(), list()])
    expect(getSources).toHaveBeenCalledTimes(1)
    await list()
    expect(getSources).toHaveBeenCalledTimes(2)
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
