// @vitest-environment happy-dom
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quietMedia } from '../../testing/gallery/fakeApp.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import { usePushToTalk } from './usePushToTalk.ts'
import { useShortcuts } from './useShortcuts.ts'

const microphoneOn = { status: 'on', track: { id: 'm', kind: 'audio' }, label: 'M' } as const
let media = quietMedia
let done: string[] = []
let unmount = (): void => undefined

beforeEach(() => {
  media = quietMedia
  done = []
})
afterEach(() => unmount())

function show(shortcuts: Record<string, string> = {}) {
  const component = defineComponent(() => {
    useShortcuts({
      pressed: { microphone: () => done.push('microphone'), share: () => done.push('share') },
      held: { 'push-to-talk': usePushToTalk(() => media) },
    })
    return () => h('div', [h('input'), h('button', 'x'), h('div', { role: 'dialog' }, [h('button', 'y')])])
  })
  const shown = mountInTest(component, { preferences: { shortcuts } })
  unmount = () => shown.wrapper.unmount()
  return shown
}

function key(type: 'keydown' | 'keyup', init: KeyboardEventInit, target: EventTarget = window): Event {
  const event = new KeyboardEvent(type, { bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

const space = { key: ' ', code: 'Space' }

describe('keys in the window', () => {
  it('do what the preferences say, as soon as they say it', () => {
    const { ports } = show({ microphone: 'K' })
    key('keydown', { key: 'm', code: 'KeyM' })
    key('keydown', { key: 'k', code: 'KeyK' })
    ports.preferences.update({ shortcuts: { microphone: 'Ctrl+Shift+U' } })
    key('keydown', { key: 'k', code: 'KeyK' })
    key('keydown', { key: 'U', code: 'KeyU', ctrlKey: true, shiftKey: true })
    expect(done).toEqual(['microphone', 'microphone'])
  })

  it('belong to what is written in and to dialogs', () => {
    const { wrapper } = show()
    key('keydown', { key: 'm', code: 'KeyM' }, wrapper.find('input').element)
    key('keydown', { key: 'm', code: 'KeyM' }, wrapper.find('[role="dialog"] button').element)
    key('keydown', { key: 'm', code: 'KeyM', repeat: true })
    key('keydown', { key: 'm', code: 'KeyM', ctrlKey: true })
    expect(done).toEqual([])
  })

  it('leave a key that has nothing to do to the page', () => {
    show()
    expect(key('keydown', { key: 'x', code: 'KeyX' }).defaultPrevented).toBe(false)
    expect(key('keydown', { key: 'm', code: 'KeyM' }).defaultPrevented).toBe(true)
  })
})

describe('push to talk', () => {
  it('opens the microphone for as long as the key is held, and no longer', () => {
    const { app } = show({ 'push-to-talk': 'Space' })
    key('keydown', space)
    expect(key('keydown', { ...space, repeat: true }).defaultPrevented).toBe(true)
    expect(app.commands).toEqual([{ type: 'set-device', kind: 'microphone', on: true }])
    expect(key('keyup', space).defaultPrevented).toBe(true)
    expect(app.commands.at(-1)).toEqual({ type: 'set-device', kind: 'microphone', on: false })
    expect(app.commands).toHaveLength(2)
  })

  it('ends when the window loses the focus, or the call does', () => {
    const { app, wrapper } = show({ 'push-to-talk': 'Space' })
    key('keydown', space)
    window.dispatchEvent(new Event('blur'))
    expect(app.commands).toHaveLength(2)
    key('keydown', space)
    wrapper.unmount()
    expect(app.commands.at(-1)).toEqual({ type: 'set-device', kind: 'microphone', on: false })
    expect(app.commands).toHaveLength(4)
  })

  it('leaves a microphone on that was on', () => {
    media = { ...quietMedia, microphone: microphoneOn }
    const { app } = show({ 'push-to-talk': 'Space' })
    key('keydown', space)
    key('keyup', space)
    expect(app.commands).toEqual([])
  })
})
