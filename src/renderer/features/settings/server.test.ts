// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { stepNames } from '../../core/connection-test/state.ts'
import { quietMedia, type FakePorts } from '../../testing/gallery/fakeApp.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import { isOpenAddress } from '../../../shared/server-address.ts'
import ServerSection from './sections/ServerSection.vue'

const home = { call: { screen: 'home' }, media: quietMedia, name: '' } as const
const ok = { status: 'ok' } as const

let unmount = (): void => undefined
afterEach(() => unmount())

async function show(server?: FakePorts['desktop']['current']['server'], web = false) {
  const shown = mountInTest(ServerSection, {
    props: { state: home },
    web,
    prepare: ({ desktop }) => {
      if (server) desktop.current = { ...desktop.current, server }
    },
  })
  unmount = () => {
    shown.wrapper.unmount()
    shown.notifier.dispose()
  }
  await flushPromises()
  const setting = (name: string) => shown.wrapper.find(`[data-setting="${name}"]`)
  const choose = async (mode: string) => {
    await shown.wrapper.find(`[data-choice="${mode}"]`).setValue(true)
    await flushPromises()
  }
  return { ...shown, setting, choose }
}

describe('the server on this computer', () => {
  it('is for others only when somebody says so, on the first network there is', async () => {
    const { setting, ports, byTestId } = await show()
    expect(byTestId('lan-address').exists()).toBe(false)
    await setting('shareServer').trigger('click')
    await flushPromises()
    expect(ports.desktop.changes).toEqual([{ server: { mode: 'embedded', network: 'eth0' } }])
    expect(byTestId('lan-address').text()).toContain('http://192.168.1.20:8790/')
    await setting('network').setValue('wlan0')
    await flushPromises()
    expect(byTestId('lan-address').text()).toContain('http://10.0.0.7:8790/')
    await byTestId('lan-address').find('button').trigger('click')
    expect(ports.copied).toEqual(['http://10.0.0.7:8790/'])
    await setting('shareServer').trigger('click')
    await flushPromises()
    expect(ports.desktop.changes.at(-1)).toEqual({ server: { mode: 'embedded', network: null } })
  })

  it('says when there is no network', async () => {
    const { setting, ports, wrapper } = await show()
    ports.desktop.list = []
    await setting('shareServer').trigger('click')
    await flushPromises()
    expect(ports.desktop.changes).toEqual([])
    expect(wrapper.find('[role="alert"]').text()).toContain('no network')
  })

  it('keeps a network that is gone among the choices', async () => {
    const { setting } = await show({ mode: 'embedded', network: 'usb0', reach: { state: 'network-gone' } })
    expect((setting('network').element as HTMLSelectElement).value).toBe('usb0')
  })
})

describe('a server at an address', () => {
  it('is used when it is saved, not before', async () => {
    const { choose, setting, ports, byTestId, wrapper } = await show()
    await choose('address')
    expect(ports.desktop.changes).toEqual([])
    await setting('serverUrl').setValue('calls example')
    expect(setting('serverUrl').attributes('aria-invalid')).toBe('true')
    expect(byTestId('save-server').attributes('disabled')).toBeDefined()
    await setting('serverUrl').setValue('calls.example')
    await setting('serverToken').setValue('sesame')
    expect(setting('serverToken').attributes('type')).toBe('password')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(ports.desktop.changes).toEqual([
      { server: { mode: 'address', url: 'calls.example', token: 'sesame' } },
    ])
    // What was typed is nowhere to be seen again.
    expect((setting('serverToken').element as HTMLInputElement).value).toBe('')
    expect(wrapper.text()).toContain('A token is kept')
  })

  it('without encryption is warned of, asks for no token and sends none', async () => {
    const { choose, setting, ports, byTestId, wrapper } = await show()
    await choose('address')
    await setting('serverUrl').setValue('calls.example')
    await setting('serverToken').setValue('sesame')
    expect(byTestId('open-server').exists()).toBe(false)
    await setting('serverUrl').setValue('ws://calls.example')
    expect(byTestId('open-server').text()).toContain('not encrypted')
    expect(setting('serverUrl').attributes('aria-describedby')).toBe(byTestId('open-server').attributes('id'))
    expect(setting('serverToken').exists()).toBe(false)
    await byTestId('test-connection').trigger('click')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(ports.desktop.changes).toEqual([{ server: { mode: 'address', url: 'ws://calls.example' } }])
    expect(ports.connectionTest.targets).toEqual([
      { type: 'typed', address: 'ws://calls.example', accessToken: undefined },
    ])
  })

  it('forgets its token when told to', async () => {
    const { wrapper, ports } = await show({ mode: 'address', url: 'wss://calls.example/ws', hasToken: true })
    await wrapper.find('form p button').trigger('click')
    await flushPromises()
    expect(ports.desktop.changes).toEqual([
      { server: { mode: 'address', url: 'wss://calls.example/ws', token: null } },
    ])
  })

  it('is left for this computer at once', async () => {
    const { choose, ports } = await show({ mode: 'address', url: 'wss://calls.example/ws', hasToken: false })
    await choose('embedded')
    expect(ports.desktop.changes).toEqual([{ server: { mode: 'embedded', network: null } }])
  })

  it.each([
    ['wss://calls.example/ws', false],
    ['ws://calls.example/ws', true],
    ['ws://127.0.0.1:8790/ws', false],
    ['ws://[::1]:8790/ws', false],
    ['ws://[fe80::1]/ws', true],
  ])('%s can be overheard: %s', (url, open) => {
    expect(isOpenAddress(url)).toBe(open)
  })
})

describe('the connection test', () => {
  it('tests what is typed, with what is typed', async () => {
    const { choose, setting, ports, byTestId } = await show()
    await choose('address')
    await setting('serverUrl').setValue('calls.example')
    await byTestId('test-connection').trigger('click')
    await flushPromises()
    await setting('serverToken').setValue('sesame')
    await byTestId('test-connection').trigger('click')
    await flushPromises()
    expect(ports.connectionTest.targets).toEqual([
      { type: 'typed', address: 'calls.example', accessToken: undefined },
      { type: 'typed', address: 'calls.example', accessToken: 'sesame' },
    ])
  })

  it('tests what is in use with the token that is kept for it', async () => {
    const { ports, byTestId } = await show({
      mode: 'address',
      url: 'wss://visavis.example/ws',
      hasToken: true,
    })
    await byTestId('test-connection').trigger('click')
    await flushPromises()
    expect(ports.connectionTest.targets).toEqual([
      { type: 'server', server: { url: 'wss://visavis.example/ws' } },
    ])
  })

  it('shows each step and why one failed, and says the end', async () => {
    const { ports, byTestId, wrapper, notifier } = await show()
    ports.connectionTest.steps = {
      address: ok,
      server: ok,
      welcome: { status: 'ok', ms: 23.4 },
      stun: { status: 'absent' },
      turn: { status: 'failed', problem: 'turn-silent' },
    }
    await byTestId('test-connection').trigger('click')
    await flushPromises()
    expect(wrapper.findAll('[data-step]').map((step) => step.attributes('data-step'))).toEqual([...stepNames])
    expect(wrapper.find('[data-step="welcome"]').text()).toContain('23 ms')
    expect(wrapper.find('[data-step="turn"]').text()).toContain('The relay does not answer')
    expect(notifier.spoken.polite.value).toContain('To look at: Your public address, Relay.')
    wrapper.unmount()
    expect(ports.connectionTest.running).toBe(0)
  })

  it('is all that a browser can do about its server', async () => {
    const { wrapper, byTestId } = await show(undefined, true)
    expect(wrapper.text()).toContain('wss://visavis.example/ws')
    expect(wrapper.find('[data-choice]').exists()).toBe(false)
    expect(byTestId('test-connection').exists()).toBe(true)
  })
})
