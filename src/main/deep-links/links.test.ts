import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { ServerInfo } from '../../shared/ipc.ts'
import { createRoomCode } from '../../shared/room-code.ts'
import type { Outbox } from '../ipc/outbox.ts'
import type { ServerDirectory } from '../server/server-directory.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createLinkFollower, type FollowLinkOptions } from './follow-link.ts'
import { watchLinks } from './watch-links.ts'

const code = createRoomCode((length) => new Uint8Array(length).fill(3))
const link = `visavis://join/${code}`

function fakeApp() {
  const events = new EventEmitter()
  return { app: events as unknown as App, events }
}

describe('links come in', () => {
  it('by the arguments of a cold start, wherever they stand', () => {
    const seen: string[] = []
    const argv = ['/opt/visavis', '--no-first-run', link, '--original-process-start-time=1']
    watchLinks(fakeApp().app, argv).follow((text) => seen.push(text))
    expect(seen).toEqual([link])
  })

  it('as an address of the web too, where that leads to a room', () => {
    const seen: string[] = []
    const web = `http://192.168.1.5:8790/#${code}`
    watchLinks(fakeApp().app, ['visavis', web, 'https://calls.example/#readme']).follow((text) =>
      seen.push(text),
    )
    expect(seen).toEqual([web])
  })

  it('by a second start, which also brings the window up', () => {
    const { app, events } = fakeApp()
    const seen: string[] = []
    const watch = watchLinks(app, ['visavis'])
    watch.onSecondInstance(() => seen.push('shown'))
    watch.follow((text) => seen.push(text))
    events.emit('second-instance', {}, ['visavis', link])
    events.emit('second-instance', {}, ['visavis'])
    events.emit('second-instance', {}, ['visavis', '--hidden'])
    expect(seen).toEqual(['shown', link, 'shown'])
  })

  it('or commands, which show nothing', () => {
    const { app, events } = fakeApp()
    const seen: string[] = []
    const watch = watchLinks(app, ['visavis', '--hang-up'])
    watch.onSecondInstance(() => seen.push('shown'))
    watch.onCommand((command) => seen.push(command.type))
    events.emit('second-instance', {}, ['visavis', '--allow-file-access', '--toggle-mute'])
    events.emit('second-instance', {}, ['visavis', '--constructor', '--toggle-mutes'])
    expect(seen).toEqual(['toggle-microphone', 'shown'])
  })

  it('or the wish for a new call, with which the app may be started', () => {
    const { app, events } = fakeApp()
    const seen: string[] = []
    const watch = watchLinks(app, ['visavis', '--new-call'])
    watch.onCommand((command) => seen.push(command.type))
    expect(seen).toEqual(['new-call'])
    events.emit('second-instance', {}, ['visavis', '--new-call'])
    expect(seen).toEqual(['new-call', 'new-call'])
  })

  it('by open-url, also before anybody listens', () => {
    const { app, events } = fakeApp()
    const preventDefault = vi.fn()
    const watch = watchLinks(app, ['visavis'])
    events.emit('open-url', { preventDefault }, link)
    const seen: string[] = []
    watch.follow((text) => seen.push(text))
    events.emit('open-url', { preventDefault }, `${link}/`)
    expect(seen).toEqual([link, `${link}/`])
    expect(preventDefault).toHaveBeenCalledTimes(2)
  })

  it('only when they are meant for this app', () => {
    const follow = vi.fn()
    watchLinks(fakeApp().app, ['visavis://not/the/program', 'https://calls.example/#x', '--visavis:']).follow(
      follow,
    )
    expect(follow).not.toHaveBeenCalled()
  })
})

describe('following a link', () => {
  const own: ServerInfo = { signalingUrl: 'ws://127.0.0.1:8790/ws', inviteBase: 'http://127.0.0.1:8790/' }

  function setUp() {
    const told: unknown[][] = []
    let current = own
    const server = {
      current: () => Promise.resolve(current),
      isCurrent: ({ signalingUrl }) => Promise.resolve(signalingUrl === current.signalingUrl),
      useForNow: (address) => {
        current = address
        told.push(['server', address.signalingUrl])
      },
    } satisfies Partial<ServerDirectory>
    const mayUseServer = vi.fn<FollowLinkOptions['mayUseServer']>().mockResolvedValue(true)
    const showWindow = vi.fn()
    const onRoom = vi.fn()
    const follow = createLinkFollower({
      outbox: { tell: (...told_) => told.push(told_) } as Pick<Outbox, 'tell'> as Outbox,
      server: server as unknown as ServerDirectory,
      log: createFakeLog(),
      showWindow,
      onRoom,
      mayUseServer,
    })
    return { follow, told, mayUseServer, showWindow, onRoom }
  }

  it('shows the window and the lobby of its room', async () => {
    const { follow, told, showWindow, mayUseServer } = setUp()
    await follow(link)
    await follow(`http://127.0.0.1:8790/#${code}`)
    expect(told).toEqual([
      ['openRoom', code],
      ['openRoom', code],
    ])
    expect(showWindow).toHaveBeenCalledTimes(2)
    expect(mayUseServer).not.toHaveBeenCalled()
  })

  it('says that another room follows, before the page is told of it', async () => {
    const { follow, told, onRoom } = setUp()
    onRoom.mockImplementation(() => told.push(['another room']))
    await follow(link)
    expect(told).toEqual([['another room'], ['openRoom', code]])
  })

  it('that cannot be read is told, and leads nowhere', async () => {
    const { follow, told, onRoom } = setUp()
    await follow('visavis://join/AAAA')
    expect(onRoom).not.toHaveBeenCalled()
    expect(told).toEqual([['notice', { type: 'link-invalid' }]])
  })

  it('of another server asks first, and changes the server before the room', async () => {
    const { follow, told } = setUp()
    await follow(`${link}?server=other.example`)
    expect(told).toEqual([
      ['server', 'wss://other.example/ws'],
      ['openRoom', code],
    ])
  })

  it('of another server leads nowhere when the person declines', async () => {
    const { follow, told, mayUseServer } = setUp()
    mayUseServer.mockResolvedValue(false)
    await follow(`${link}?server=other.example`)
    expect(told).toEqual([])
  })
})
