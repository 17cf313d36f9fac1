import { EventEmitter } from 'node:events'
import type { BrowserWindow, ThumbarButton } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepBadge } from '../badge.ts'
import { createCallStatus } from '../../app/call-status.ts'
import { stringsFor } from '../../i18n/strings.ts'
import { showTaskbarButtons } from './show-taskbar-buttons.ts'
import { taskbarButtons } from './taskbar-buttons.ts'

vi.mock('electron', () => ({
  nativeImage: {
    createEmpty: () => {
      const picture = { dataURL: '' }
      return Object.assign(picture, {
        addRepresentation: ({ dataURL }: { dataURL: string }) => (picture.dataURL = dataURL),
      })
    },
  },
}))

const words = stringsFor('en', 'en')
const inCall = { status: 'in-call', microphone: true, camera: false, sharing: false } as const

describe('the taskbar', () => {
  it('has the buttons of the call, which say what pressing them does', () => {
    expect(taskbarButtons({ status: 'lobby' }, words)).toEqual([])
    expect(taskbarButtons(inCall, words).map(({ icon, label }) => `${icon}: ${label}`)).toEqual([
      'microphone: Turn microphone off',
      'camera-off: Turn camera on',
      'hang-up: Hang up',
    ])
  })

  it('shows them while the window can be seen, and anew when it comes back', () => {
    const shown: ThumbarButton[][] = []
    let visible = true
    const window = Object.assign(new EventEmitter(), {
      isDestroyed: () => false,
      isVisible: () => visible,
      setThumbarButtons: (buttons: ThumbarButton[]) => shown.push(buttons),
    })
    const call = createCallStatus()
    const dispatch = vi.fn()
    showTaskbarButtons(window as unknown as BrowserWindow, { call, words: () => words, dispatch })
    call.report(inCall)
    expect(shown.at(-1)).toHaveLength(3)
    shown.at(-1)?.[2]?.click()
    expect(dispatch).toHaveBeenCalledWith({ type: 'hang-up' })
    visible = false
    call.report({ ...inCall, microphone: false })
    expect(shown).toHaveLength(1)
    visible = true
    window.emit('show')
    expect(shown.at(-1)?.[0]?.tooltip).toBe('Turn microphone on')
    window.emit('closed')
    call.report({ status: 'idle' })
    expect(shown).toHaveLength(2)
  })
})

describe('a window whose taskbar button comes after it is shown', () => {
  /** As Electron and Windows do it: buttons are added once, and added to nothing they are lost. */
  function windowsTaskbar() {
    const shell = {
      hasButton: false,
      added: false,
      last: [] as ThumbarButton[],
      shown: [] as ThumbarButton[],
    }
    const add = () => {
      shell.added = true
      if (shell.hasButton) shell.shown = shell.last
    }
    const window = Object.assign(new EventEmitter(), {
      isDestroyed: () => false,
      isVisible: () => true,
      setThumbarButtons(buttons: ThumbarButton[]) {
        shell.last = buttons
        if (!shell.added) add()
        else if (shell.shown.length > 0) shell.shown = buttons
      },
      setSkipTaskbar(skip: boolean) {
        shell.hasButton = !skip
        if (shell.added && !skip) add()
      },
    })
    return { shell, window }
  }
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('has the buttons of the call once it has that', () => {
    const { shell, window } = windowsTaskbar()
    const call = createCallStatus()
    call.report(inCall)
    showTaskbarButtons(window as unknown as BrowserWindow, { call, words: () => words, dispatch: vi.fn() })
    window.emit('show')
    expect(shell.shown).toEqual([])
    shell.hasButton = true
    call.report({ ...inCall, camera: true })
    expect(shell.shown).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(shell.shown.map(({ tooltip }) => tooltip)).toContain('Turn camera off')
  })

  it('leaves no timer when it is closed', () => {
    const { window } = windowsTaskbar()
    showTaskbarButtons(window as unknown as BrowserWindow, {
      call: createCallStatus(),
      words: () => words,
      dispatch: vi.fn(),
    })
    window.emit('show')
    window.emit('closed')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('what was not seen', () => {
  function setUp(platform: 'mac' | 'windows' | 'linux') {
    const setBadgeCount = vi.fn<(count?: number) => boolean>()
    const setOverlayIcon = vi.fn()
    const current = { setOverlayIcon } as unknown as BrowserWindow
    const unread = keepBadge({ app: { setBadgeCount }, platform, windows: { current }, words: () => words })
    return { unread, setBadgeCount, setOverlayIcon }
  }

  it.each(['mac', 'linux'] as const)('is a number on %s, set only when it changes', (platform) => {
    const { unread, setBadgeCount } = setUp(platform)
    for (const count of [0, 1, 1, 2, 0]) unread.report(count)
    expect(setBadgeCount.mock.calls).toEqual([[1], [2], [0]])
  })

  it('is a dot on Windows, with words for those who cannot see it', () => {
    const { unread, setBadgeCount, setOverlayIcon } = setUp('windows')
    unread.report(3)
    expect(setOverlayIcon.mock.calls[0]).toEqual([expect.anything(), words.unread])
    unread.report(0)
    expect(setOverlayIcon.mock.calls[1]?.[0]).toBeNull()
    expect(setBadgeCount).not.toHaveBeenCalled()
  })
})
