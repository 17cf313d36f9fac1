import type { GlobalShortcut } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openSettings } from '../settings/settings-store.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { keepGlobalMute } from './global-mute.ts'

const { pressed, taken, portal } = vi.hoisted(() => ({
  /** What a portal of the desktop does: says yes to everything, and gives nothing back. */
  portal: { there: false },
  pressed: new Map<string, () => void>(),
  taken: new Set<string>(),
}))
vi.mock('electron', () => ({
  globalShortcut: {
    register(keys, callback) {
      if (keys.includes('?')) throw new Error('conversion failure')
      if (taken.has(keys) && !portal.there) return false
      pressed.set(keys, callback)
      return true
    },
    unregister(keys) {
      if (!portal.there) pressed.delete(keys)
    },
  } satisfies Partial<GlobalShortcut>,
}))

beforeEach(() => {
  pressed.clear()
  taken.clear()
  portal.there = false
})

async function setUp({ onWayland = false, text = '{"version":2}' } = {}) {
  const log = createFakeLog()
  const settings = await openSettings({ file: createFakeSettingsFile(text), log, now: () => new Date(0) })
  const toggle = vi.fn()
  return { settings, toggle, mute: keepGlobalMute({ settings, portal: onWayland, toggle, log }) }
}

describe('the global key', () => {
  it('is none until it is set', async () => {
    const { mute } = await setUp()
    expect(mute.value).toEqual({ state: 'none' })
    expect(pressed.size).toBe(0)
  })

  it('works from the start when it was set, and is another one when that is set', async () => {
    const { settings, toggle, mute } = await setUp({ text: '{"version":2,"globalMute":"Alt+M"}' })
    pressed.get('Alt+M')?.()
    expect(toggle).toHaveBeenCalledTimes(1)
    settings.update({ globalMute: 'Alt+N' })
    expect([...pressed.keys()]).toEqual(['Alt+N'])
    expect(mute.value).toEqual({ state: 'set', keys: 'Alt+N' })
    settings.update({ globalMute: null })
    expect(pressed.size).toBe(0)
    expect(mute.value).toEqual({ state: 'none' })
  })

  it.each(['Alt+M', 'Alt+?'])('that cannot be had (%s) is told, and tried again', async (keys) => {
    taken.add(keys)
    const { settings, mute } = await setUp()
    settings.update({ globalMute: keys })
    expect(mute.value).toEqual({ state: 'taken', keys })
    taken.clear()
    settings.update({ startHidden: true })
    expect(mute.value.state).toBe(keys === 'Alt+M' ? 'set' : 'taken')
  })

  it('on Wayland is asked of the desktop, which does not say what it answered', async () => {
    portal.there = true
    taken.add('Alt+M')
    const { mute, toggle } = await setUp({
      onWayland: true,
      text: '{"version":2,"globalMute":"Alt+M"}',
    })
    expect(mute.value).toEqual({ state: 'asked', keys: 'Alt+M' })
    pressed.get('Alt+M')?.()
    expect(toggle).toHaveBeenCalledTimes(1)
  })

  it('on Wayland that was replaced or removed does nothing, although the desktop goes on sending it', async () => {
    portal.there = true
    const { mute, settings, toggle } = await setUp({
      onWayland: true,
      text: '{"version":2,"globalMute":"Alt+M"}',
    })
    settings.update({ globalMute: 'Alt+N' })
    expect(mute.value).toEqual({ state: 'asked', keys: 'Alt+N' })
    expect([...pressed.keys()]).toEqual(['Alt+M', 'Alt+N'])
    pressed.get('Alt+M')?.()
    expect(toggle).not.toHaveBeenCalled()
    settings.update({ globalMute: null })
    pressed.get('Alt+N')?.()
    expect(toggle).not.toHaveBeenCalled()
    settings.update({ globalMute: 'Alt+M' })
    pressed.get('Alt+M')?.()
    expect(toggle).toHaveBeenCalledTimes(1)
  })

  it('is told not to be possible where the desktop has no portal for keys', async () => {
    taken.add('Alt+M')
    const { mute } = await setUp({ onWayland: true, text: '{"version":2,"globalMute":"Alt+M"}' })
    expect(mute.value).toEqual({ state: 'unsupported' })
    expect(pressed.size).toBe(0)
  })

  it('is given back with the app', async () => {
    const { settings, mute } = await setUp({ text: '{"version":2,"globalMute":"Alt+M"}' })
    mute.dispose()
    settings.update({ globalMute: 'Alt+N' })
    expect(pressed.size).toBe(0)
  })
})
