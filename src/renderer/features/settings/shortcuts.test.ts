// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import ShortcutsSection from './sections/ShortcutsSection.vue'

let unmount = (): void => undefined
afterEach(() => unmount())

async function show(options: Parameters<typeof mountInTest>[1] = {}) {
  const shown = mountInTest(ShortcutsSection, options)
  unmount = () => {
    shown.wrapper.unmount()
    shown.notifier.dispose()
  }
  await flushPromises()
  const row = (action: string) => shown.wrapper.find(`[data-action="${action}"]`)
  const record = async (selector: string, press: KeyboardEventInit) => {
    const button = shown.wrapper.find(`${selector} [data-listening]`)
    if (button.attributes('data-listening') === 'false') await button.trigger('click')
    await flushPromises()
    await button.trigger('keydown', press)
    await flushPromises()
  }
  return { ...shown, row, record }
}

describe('keys of one’s own', () => {
  it('are pressed to be chosen', async () => {
    const { record, row, ports } = await show()
    await record('[data-action="push-to-talk"]', { key: ' ' })
    expect(ports.preferences.value.shortcuts).toEqual({ 'push-to-talk': 'Space' })
    expect(row('push-to-talk').find('kbd').text()).toBe('Space')
  })

  it('ask about a key that another action has', async () => {
    const { record, byTestId, ports } = await show()
    await record('[data-action="microphone"]', { key: 'v' })
    expect(byTestId('shortcut-conflict').text()).toContain('Camera on or off')
    expect(ports.preferences.value.shortcuts).toEqual({})
    await byTestId('swap-keys').trigger('click')
    expect(ports.preferences.value.shortcuts).toEqual({ microphone: 'V', camera: 'M' })
    await record('[data-action="share"]', { key: 'm' })
    await byTestId('replace-keys').trigger('click')
    expect(ports.preferences.value.shortcuts).toEqual({ microphone: 'V', camera: '', share: 'M' })
  })

  it('leave a key where it was when the question is answered with Escape, which closes nothing else', async () => {
    const { wrapper, record, byTestId, ports } = await show()
    await record('[data-action="microphone"]', { key: 'v' })
    let wasHeard = false
    const listener = () => (wasHeard = true)
    document.addEventListener('keydown', listener)
    await byTestId('swap-keys').trigger('keydown', { key: 'Escape' })
    document.removeEventListener('keydown', listener)
    expect(byTestId('shortcut-conflict').exists()).toBe(false)
    expect(wasHeard).toBe(false)
    expect(ports.preferences.value.shortcuts).toEqual({})
    expect(document.activeElement).toBe(wrapper.find('[data-action="microphone"] [data-listening]').element)
  })

  it('refuse what the keyboard needs, and go on listening; Escape calls it off', async () => {
    const { record, row, ports } = await show()
    await record('[data-action="share"]', { key: 'Enter' })
    expect(row('share').find('[role="alert"]').exists()).toBe(true)
    expect(row('share').find('[data-listening="true"]').exists()).toBe(true)
    await record('[data-action="share"]', { key: 'Escape' })
    expect(row('share').find('[data-listening="true"]').exists()).toBe(false)
    expect(ports.preferences.value.shortcuts).toEqual({})
  })

  it('are put back one by one, or all with a way back', async () => {
    const { row, byTestId, ports, notifier } = await show({
      preferences: { shortcuts: { microphone: 'K', share: '' } },
    })
    await row('microphone').findAll('button')[0]?.trigger('click')
    expect(ports.preferences.value.shortcuts).toEqual({ share: '' })
    await byTestId('reset-shortcuts').trigger('click')
    expect(ports.preferences.value.shortcuts).toEqual({})
    notifier.toasts.at(-1)?.action?.run()
    expect(ports.preferences.value.shortcuts).toEqual({ share: '' })
  })
})

describe('the key for every program', () => {
  it('is registered by main, and named when another program has it', async () => {
    const { record, byTestId, ports } = await show()
    ports.desktop.taken = 'Control+Alt+K'
    const press = { key: 'm', code: 'KeyM', ctrlKey: true, shiftKey: true }
    await record('[data-testid="global-mute"]', press)
    expect(ports.desktop.changes).toEqual([{ globalMute: 'Control+Shift+M' }])
    expect(byTestId('global-mute').attributes('data-state')).toBe('set')
    expect(byTestId('global-mute').find('kbd').text()).toBe('Ctrl + Shift + M')
    await record('[data-testid="global-mute"]', { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true })
    expect(byTestId('global-mute').find('[role="alert"]').text()).toContain('Another program has')
  })

  it('needs a modifier', async () => {
    const { record, byTestId, ports } = await show()
    await record('[data-testid="global-mute"]', { key: 'm', code: 'KeyM' })
    expect(ports.desktop.changes).toEqual([])
    expect(byTestId('global-mute').find('[role="alert"]').text()).toContain('Hold Ctrl')
  })

  it('says what it cannot know where the desktop decides, and can still be changed', async () => {
    const { byTestId, record, ports } = await show({
      prepare: ({ desktop }) => {
        desktop.current = { ...desktop.current, globalMute: { state: 'asked', keys: 'Control+Shift+M' } }
      },
    })
    expect(byTestId('global-mute').text()).toContain(
      'Your desktop decides whether Visavis gets Ctrl + Shift + M',
    )
    await record('[data-testid="global-mute"]', { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true })
    expect(ports.desktop.changes).toEqual([{ globalMute: 'Control+Alt+K' }])
  })

  it('is explained where the system has none, and absent in a browser', async () => {
    const unsupported = await show({
      prepare: ({ desktop }) => {
        desktop.current = { ...desktop.current, globalMute: { state: 'unsupported' } }
      },
    })
    expect(unsupported.wrapper.text()).toContain('visavis --toggle-mute')
    unsupported.wrapper.unmount()
    const web = await show({ web: true })
    expect(web.wrapper.text()).not.toContain('From any program')
  })
})
