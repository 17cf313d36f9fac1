// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import { quietMedia } from '../../testing/gallery/fakeApp.ts'
import AboutSection from './sections/AboutSection.vue'
import DevicesSection from './sections/DevicesSection.vue'
import MediaSection from './sections/MediaSection.vue'
import NotificationsSection from './sections/NotificationsSection.vue'
import PrivacySection from './sections/PrivacySection.vue'
import WindowsSection from './sections/WindowsSection.vue'
import { sectionsFor } from './sections.ts'

const state = { call: { screen: 'home' }, media: quietMedia, name: '' } as const
const recentCalls = [{ code: 'K7MQ4QXP9TDA', at: 1, names: ['Ada'] }]

let unmount = (): void => undefined
afterEach(() => unmount())

async function show(...args: Parameters<typeof mountInTest>) {
  const shown = mountInTest(...args)
  unmount = () => {
    shown.wrapper.unmount()
    shown.notifier.dispose()
  }
  await flushPromises()
  const setting = (name: string) => shown.wrapper.find(`[data-setting="${name}"]`)
  return { ...shown, setting }
}

describe('settings', () => {
  it('are in force as soon as they are changed', async () => {
    const { setting, ports } = await show(MediaSection)
    await setting('noiseSuppression').trigger('click')
    expect(ports.preferences.value.noiseSuppression).toBe(false)
    expect(setting('noiseSuppression').attributes('aria-checked')).toBe('false')
    await setting('cameraHeight').setValue('1080')
    expect(ports.preferences.value.cameraHeight).toBe(1080)
  })

  it('leave out in a browser what it has not', () => {
    expect(sectionsFor('desktop').map(({ id }) => id)).toContain('windows')
    expect(sectionsFor('web').map(({ id }) => id)).not.toContain('windows')
  })

  it('go back to the beginning but for the name and the calls, and return', async () => {
    const before = { name: 'Ada', theme: 'dark', relayOnly: true, cameraId: 'usb', recentCalls } as const
    const { byTestId, ports, notifier } = await show(AboutSection, {
      preferences: { ...before, recentCalls: [...recentCalls] },
    })
    await byTestId('reset-settings').trigger('click')
    expect(ports.preferences.value).toMatchObject({
      name: 'Ada',
      theme: 'system',
      relayOnly: false,
      recentCalls,
    })
    expect(ports.preferences.value.cameraId).toBeUndefined()
    notifier.toasts.at(-1)?.action?.run()
    expect(ports.preferences.value).toMatchObject(before)
  })
})

describe('what main keeps', () => {
  it('is changed there', async () => {
    const { setting, ports } = await show(WindowsSection)
    await setting('miniWindow').trigger('click')
    await flushPromises()
    expect(ports.desktop.changes).toEqual([{ miniWindow: false }])
    expect(setting('miniWindow').attributes('aria-checked')).toBe('false')
  })

  it('stays as it was, and says so, when main cannot', async () => {
    const { setting, ports, notifier } = await show(WindowsSection)
    ports.desktop.situation = 'broken'
    await setting('startHidden').trigger('click')
    await flushPromises()
    expect(setting('startHidden').attributes('aria-checked')).toBe('false')
    expect(notifier.toasts.at(-1)).toMatchObject({ tone: 'danger' })
  })

  it('follows changes from elsewhere, until it is closed', async () => {
    const { setting, ports, wrapper } = await show(WindowsSection)
    ports.desktop.tell({ startHidden: true })
    await flushPromises()
    expect(setting('startHidden').attributes('aria-checked')).toBe('true')
    wrapper.unmount()
    expect(ports.desktop.listeners).toBe(0)
  })

  it('can be asked for again when it could not be read', async () => {
    const { wrapper, ports, setting } = await show(WindowsSection, {
      prepare: ({ desktop }) => {
        desktop.situation = 'broken'
      },
    })
    expect(wrapper.find('[role="alert"]').exists()).toBe(true)
    ports.desktop.situation = 'working'
    await wrapper.find('[role="alert"] button').trigger('click')
    await flushPromises()
    expect(setting('miniWindow').exists()).toBe(true)
  })

  it('has no switch for what the system has not', async () => {
    const { setting } = await show(WindowsSection, {
      prepare: ({ desktop }) => {
        desktop.current = { ...desktop.current, launchAtLogin: undefined }
      },
    })
    expect(setting('launchAtLogin').exists()).toBe(false)
  })
})

describe('notices of the system', () => {
  it('are asked for when they are switched on, and stay off when refused', async () => {
    const { setting, ports, wrapper } = await show(NotificationsSection, {
      prepare: ({ notifications }) => {
        notifications.current = 'undecided'
        notifications.answer = 'denied'
      },
    })
    expect(setting('notifyJoins').attributes('aria-checked')).toBe('false')
    await setting('notifyJoins').trigger('click')
    await flushPromises()
    expect(ports.notifications.current).toBe('denied')
    expect(setting('notifyJoins').attributes('aria-checked')).toBe('false')
    expect(wrapper.find('[role="alert"]').exists()).toBe(true)
  })

  it('can be switched off', async () => {
    const { setting, ports } = await show(NotificationsSection)
    expect(setting('notifyJoins').attributes('aria-checked')).toBe('true')
    await setting('notifyJoins').trigger('click')
    await flushPromises()
    expect(ports.preferences.value.notifyJoins).toBe(false)
  })
})

it('recent calls are forgotten and brought back', async () => {
  const { byTestId, ports, notifier } = await show(PrivacySection, { preferences: { recentCalls } })
  await byTestId('clear-recent').trigger('click')
  expect(ports.preferences.value.recentCalls).toEqual([])
  notifier.toasts.at(-1)?.action?.run()
  expect(ports.preferences.value.recentCalls).toEqual(recentCalls)
})

describe('devices', () => {
  it('are open while they are tried out', async () => {
    const { app, wrapper } = await show(DevicesSection, { props: { state } })
    expect(app.commands).toEqual([{ type: 'check-devices', on: true }])
    wrapper.unmount()
    expect(app.commands.at(-1)).toEqual({ type: 'check-devices', on: false })
  })

  it('let the chosen speaker be heard, and say when it cannot', async () => {
    const media = { ...quietMedia, chosen: { speaker: 'hdmi' } }
    const { byTestId, ports, wrapper } = await show(DevicesSection, { props: { state: { ...state, media } } })
    await byTestId('test-speaker').trigger('click')
    await flushPromises()
    expect(ports.speakerTest.played).toEqual(['hdmi'])
    ports.speakerTest.broken = true
    await byTestId('test-speaker').trigger('click')
    await flushPromises()
    expect(byTestId('test-speaker').attributes('data-tone')).toBe('failed')
    expect(wrapper.find('[role="alert"]').exists()).toBe(true)
  })
})

describe('about', () => {
  it('shows the licences of others, or says that it cannot', async () => {
    const { byTestId, ports, wrapper } = await show(AboutSection)
    ports.licences = ''
    await byTestId('show-licences').trigger('click')
    await flushPromises()
    expect(wrapper.find('[role="alert"]').exists()).toBe(true)
    ports.licences = 'vue: MIT'
    await wrapper.find('[role="alert"] button').trigger('click')
    await flushPromises()
    expect(byTestId('licences').text()).toBe('vue: MIT')
  })

  it('saves the log, and is silent when that was called off', async () => {
    const { byTestId, ports, notifier } = await show(AboutSection)
    ports.desktop.exported = 'cancelled'
    await byTestId('export-log').trigger('click')
    await flushPromises()
    expect(notifier.toasts).toEqual([])
    ports.desktop.situation = 'broken'
    await byTestId('export-log').trigger('click')
    await flushPromises()
    expect(notifier.toasts.at(-1)).toMatchObject({ tone: 'danger' })
  })
})
