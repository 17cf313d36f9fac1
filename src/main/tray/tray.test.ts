import type { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallSummary } from '../../shared/ipc.ts'
import { createRoomCode, formatRoomCode } from '../../shared/room-code.ts'
import { stringsFor } from '../i18n/strings.ts'
import { createCommandHandler, linkIn } from '../commands/command-handler.ts'
import { dockMenu, trayMenu, type TrayItem } from './tray-menu.ts'
import { trayScreens } from './tray-screens.ts'
import type { AppCommand } from '../commands/app-command.ts'
import { trayIcon, type TrayState } from './tray-state.ts'
import { showTray } from './tray.ts'

const { trays } = vi.hoisted(() => ({
  trays: [] as (EventEmitter & { menu: MenuItemConstructorOptions[] })[],
}))
vi.mock('electron', async () => {
  const events = await import('node:events')
  return {
    Menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => template },
    Tray: class extends events.EventEmitter {
      menu: MenuItemConstructorOptions[] = []
      constructor() {
        super()
        trays.push(this)
      }
      setImage = vi.fn()
      setToolTip = vi.fn()
      destroy = vi.fn()
      setContextMenu = (menu: MenuItemConstructorOptions[]) => (this.menu = menu)
    },
    nativeImage: { createEmpty: () => ({ addRepresentation: vi.fn(), setTemplateImage: vi.fn() }) },
  }
})

const words = stringsFor('en', 'en')
const inCall = { status: 'in-call', microphone: true, camera: false, sharing: false } as const
const state: TrayState = {
  call: { status: 'idle' },
  screens: [
    { displayId: '1', name: 'Built-in', width: 2880, height: 1800 },
    { displayId: '2', name: '', width: 1920, height: 1080 },
  ],
  canJoinFromClipboard: false,
  systemPicks: false,
}

/** The menu as one reads it: submenus indented, switches with their mark. */
function read(items: readonly TrayItem[], indent = ''): string[] {
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'separator':
        return [`${indent}—`]
      case 'switch':
        return [`${indent}${item.on ? '✓' : '·'} ${item.label}`]
      case 'submenu':
        return [`${indent}${item.label} ▸`, ...read(item.items, `${indent}  `)]
      default:
        return [`${indent}${item.label}`]
    }
  })
}

describe('the tray menu', () => {
  it('outside a call', () => {
    expect(read(trayMenu({ ...state, canJoinFromClipboard: true }, words))).toEqual([
      'Not in a call',
      '—',
      'New call',
      'Join from clipboard',
      '—',
      'Share screen ▸',
      '  Built-in (2880 × 1800)',
      '  Screen 2 (1920 × 1080)',
      '  —',
      '  Choose a window…',
      '—',
      'Settings…',
      'Show window',
      'Quit Visavis',
    ])
  })

  it('in a call', () => {
    expect(read(trayMenu({ ...state, call: { ...inCall, sharing: true } }, words))).toEqual([
      'You are sharing your screen',
      '—',
      '✓ Microphone',
      '· Camera',
      'Hang up',
      '—',
      'Share screen ▸',
      '  Built-in (2880 × 1800)',
      '  Screen 2 (1920 × 1080)',
      '  —',
      '  Choose a window…',
      'Stop sharing',
      '—',
      'Settings…',
      'Show window',
      'Quit Visavis',
    ])
  })

  it('is shorter in the dock, which has the rest', () => {
    expect(read(dockMenu({ ...state, canJoinFromClipboard: true }, words))).toEqual([
      'New call',
      'Join from clipboard',
    ])
    expect(read(dockMenu({ ...state, call: { ...inCall, sharing: true } }, words))).toEqual([
      '✓ Microphone',
      '· Camera',
      'Hang up',
      'Stop sharing',
    ])
    expect(read(dockMenu({ ...state, call: inCall }, words))).toContain('Share screen ▸')
  })

  it('offers joining only when the clipboard holds a room', () => {
    expect(read(trayMenu(state, words))).not.toContain('Join from clipboard')
  })

  it('names no screens where the system has its own picker', () => {
    const menu = trayMenu({ ...state, systemPicks: true }, words)
    expect(menu).toContainEqual({
      kind: 'submenu',
      label: 'Share screen',
      items: [{ kind: 'item', label: 'Choose…', action: { type: 'choose-what-to-share' } }],
    })
  })

  it.each<[CallSummary, string]>([
    [{ status: 'idle' }, 'idle'],
    [{ status: 'lobby' }, 'idle'],
    [inCall, 'in-call'],
    [{ ...inCall, microphone: false }, 'muted'],
    [{ ...inCall, microphone: false, sharing: true }, 'sharing'],
  ])('%j has its icon', (call, icon) => {
    expect(trayIcon(call)).toBe(icon)
  })

  it('gives screens their size in physical pixels', () => {
    const display = { id: 7, label: 'Built-in', size: { width: 1440, height: 900 }, scaleFactor: 2 }
    expect(trayScreens([display as Electron.Display])).toEqual([
      { displayId: '7', name: 'Built-in', width: 2880, height: 1800 },
    ])
  })
})

describe('the tray', () => {
  beforeEach(() => void (trays.length = 0))

  it('shows the state as it is, performs what is chosen, and goes', () => {
    let now = state
    const done: AppCommand[] = []
    const onApproach = vi.fn()
    const tray = showTray({
      platform: 'linux',
      words: () => words,
      state: () => now,
      dispatch: (action) => done.push(action),
      onApproach,
    })
    const [made] = trays
    expect(made?.menu[2]?.label).toBe('New call')
    now = { ...state, call: inCall }
    tray.refresh()
    const microphone = made?.menu[2]
    expect(microphone).toMatchObject({ type: 'checkbox', label: 'Microphone', checked: true })
    microphone?.click?.({} as never, undefined, {})
    made?.emit('click')
    made?.emit('mouse-enter')
    expect(done).toEqual([{ type: 'toggle-microphone' }, { type: 'show-window' }])
    expect(onApproach).toHaveBeenCalledTimes(1)
    tray.dispose()
  })
})

describe('choosing in the tray menu', () => {
  const code = createRoomCode((length) => new Uint8Array(length).fill(9))

  function setUp(clipboard = '') {
    const done: unknown[][] = []
    const dispatch = createCommandHandler({
      command: (command) => done.push(['command', command]),
      showWindow: () => done.push(['show']),
      share: (target) => done.push(['share', target]),
      readClipboard: () => Promise.resolve(clipboard),
      followLink: (link) => done.push(['follow', link]),
      quit: () => done.push(['quit']),
    })
    return { dispatch, done }
  }

  it.each<[AppCommand, unknown[][]]>([
    [{ type: 'new-call' }, [['show'], ['command', 'new-call']]],
    [{ type: 'share-screen', displayId: '2' }, [['share', { kind: 'display', displayId: '2' }]]],
    [{ type: 'choose-what-to-share' }, [['show'], ['share', { kind: 'choose' }]]],
    [{ type: 'stop-sharing' }, [['command', 'stop-sharing']]],
    [{ type: 'open-settings' }, [['show'], ['command', 'open-settings']]],
    [{ type: 'quit' }, [['quit']]],
  ])('%j', async (action, expected) => {
    const { dispatch, done } = setUp()
    await dispatch(action)
    expect(done).toEqual(expected)
  })

  it('joins by the code or link on the clipboard, and tells when there is none', async () => {
    for (const [text, link] of [
      [formatRoomCode(code), `visavis://join/${code}`],
      [`https://calls.example/#${code}`, `https://calls.example/#${code}`],
      ['shopping list', 'shopping list'],
    ] as const) {
      const { dispatch, done } = setUp(text)
      await dispatch({ type: 'join-from-clipboard' })
      expect(done).toEqual([['follow', link]])
    }
    expect(linkIn('shopping list')).toBeUndefined()
  })
})
