import { describe, expect, it } from 'vitest'
import { acceleratorAsKeys, readAccelerator, type CodedPress } from './accelerator.ts'

const press = (code: string, held: Partial<CodedPress> = {}): CodedPress => ({
  key: '',
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

describe('keys for the whole system', () => {
  it.each([
    [press('KeyM', { ctrlKey: true, shiftKey: true }), 'linux', 'Control+Shift+M'],
    [press('Digit1', { altKey: true }), 'windows', 'Alt+1'],
    [press('KeyM', { metaKey: true }), 'mac', 'Command+M'],
    [press('KeyM', { metaKey: true }), 'linux', 'Super+M'],
    [press('ArrowUp', { ctrlKey: true }), 'linux', 'Control+Up'],
    [press('F13'), 'linux', 'F13'],
    [press('F5', { shiftKey: true }), 'linux', 'Shift+F5'],
  ] as const)('%o on %s is %s', (pressed, platform, keys) => {
    expect(readAccelerator(pressed, platform)).toEqual({ status: 'accelerator', keys })
  })

  it('need a modifier, unless nobody writes with them', () => {
    expect(readAccelerator(press('KeyM'), 'linux').status).toBe('needs-modifier')
    expect(readAccelerator(press('KeyM', { shiftKey: true }), 'linux').status).toBe('needs-modifier')
    expect(readAccelerator(press('ShiftLeft', { shiftKey: true }), 'linux').status).toBe('incomplete')
    expect(readAccelerator(press('Tab', { altKey: true }), 'linux').status).toBe('reserved')
    expect(readAccelerator(press('Escape'), 'linux').status).toBe('reserved')
  })

  it('are shown as the others are', () => {
    expect(acceleratorAsKeys('CommandOrControl+Shift+M')).toBe('Ctrl+Shift+M')
    expect(acceleratorAsKeys('Super+M')).toBe('Meta+M')
  })
})
