import { describe, expect, it } from 'vitest'
import { actionFor, assign, isDefault, readKeys, reset, shortcutsOf, type KeyPress } from './shortcuts.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

describe('keys in writing', () => {
  it.each([
    [press('m'), 'M'],
    [press('M'), 'M'],
    [press('M', { shiftKey: true }), 'Shift+M'],
    [press('?', { shiftKey: true }), '?'],
    [press(' '), 'Space'],
    [press(' ', { shiftKey: true }), 'Shift+Space'],
    [press('F5'), 'F5'],
    [press('k', { ctrlKey: true, altKey: true }), 'Ctrl+Alt+K'],
    [press('ß'), 'ß'],
    [press('1', { metaKey: true }), 'Meta+1'],
  ])('%o is %s', (pressed, keys) => {
    expect(readKeys(pressed)).toEqual({ status: 'keys', keys })
  })

  it('wait for more than a modifier, and leave what the keyboard needs', () => {
    expect(readKeys(press('Shift', { shiftKey: true })).status).toBe('incomplete')
    for (const key of ['Tab', 'Escape', 'Enter', 'Dead']) expect(readKeys(press(key)).status).toBe('reserved')
    expect(readKeys(press(',', { ctrlKey: true })).status).toBe('reserved')
  })
})

describe('shortcuts', () => {
  it('are the defaults but for what was changed', () => {
    expect(shortcutsOf({})).toMatchObject({ microphone: 'M', 'push-to-talk': '', 'show-shortcuts': '?' })
    const changed = assign({}, 'push-to-talk', 'Space')
    expect(changed).toEqual({ 'push-to-talk': 'Space' })
    expect(actionFor(shortcutsOf(changed), 'Space')).toBe('push-to-talk')
    expect(isDefault(changed, 'push-to-talk')).toBe(false)
    expect(isDefault(changed, 'camera')).toBe(true)
  })

  it('belong to one action: the other loses its keys, or swaps', () => {
    expect(assign({}, 'microphone', 'V')).toEqual({ microphone: 'V', camera: '' })
    expect(assign({}, 'microphone', 'V', 'swap')).toEqual({ microphone: 'V', camera: 'M' })
    expect(assign({}, 'microphone', 'M', 'swap')).toEqual({})
  })

  it('can be none, and come back one by one', () => {
    const none = assign({}, 'microphone', '')
    expect(none).toEqual({ microphone: '' })
    expect(actionFor(shortcutsOf(none), '')).not.toBe('microphone')
    expect(reset(none, 'microphone')).toEqual({})
    expect(reset(assign({}, 'microphone', 'V', 'swap'), 'camera')).toEqual({ microphone: '' })
  })
})
