// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../core/app/app.ts'
import type { Participant } from '../../core/call/state.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { quietMedia } from '../../testing/gallery/fakeApp.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import { roomCode } from '../../testing/gallery/roomCode.ts'
import CallScreen from './CallScreen.vue'

const ada: Participant = {
  key: 'ada',
  name: 'Ada',
  connection: { status: 'connected' },
  sends: { microphone: true, camera: true, screen: false },
  camera: { id: 'ada-stream' },
}
const micOn = { status: 'on', track: { id: 'm', kind: 'audio' }, label: 'Mic' } as const

function stateWith(participants: readonly Participant[], media: LocalMedia = quietMedia) {
  const call = {
    screen: 'in-call',
    code: roomCode,
    startedAt: 0,
    signaling: { status: 'open' },
    participants,
  } as const
  const state: AppState = { call, media, name: 'Me' }
  return { call, state }
}

/** The self view is drawn two frames after the others. */
function selfViewOf(wrapper: { find(selector: string): { exists(): boolean } }): Promise<void> {
  return vi.waitFor(() => {
    expect(wrapper.find('[data-self-view]').exists()).toBe(true)
  })
}

describe('call screen', () => {
  const mounted: { unmount(): void }[] = []
  afterEach(() => mounted.splice(0).forEach((wrapper) => wrapper.unmount()))

  function mountCall(participants: readonly Participant[], media?: LocalMedia) {
    const props = stateWith(participants, media)
    const call = mountInTest(CallScreen, { props, state: props.state })
    mounted.push(call.wrapper)
    return {
      ...call,
      update: (people: readonly Participant[], now?: LocalMedia) =>
        call.wrapper.setProps(stateWith(people, now)),
    }
  }

  it('shows the code and the link once, alone or not', async () => {
    const { wrapper, byTestId, update } = mountCall([])
    expect(wrapper.text()).toContain('Nobody else is here')
    expect(byTestId('room-code').text()).toBe('K7MQ-4QXP-9TDA')
    await update([ada])
    expect(wrapper.findAll('[data-testid="room-code"]')).toHaveLength(1)
    expect(wrapper.findAll('[data-testid="copy-link"]')).toHaveLength(1)
    expect(byTestId('room-code').text()).toBe('K7MQ-4QXP-9TDA')
  })

  it('keeps the video element of a participant through everything', async () => {
    const { wrapper, byTestId, update } = mountCall([ada])
    const video = byTestId('remote-video').element
    expect(byTestId('remote-video').classes()).toContain('opacity-0')
    await byTestId('remote-video').trigger('loadeddata')
    expect(byTestId('remote-video').classes()).not.toContain('opacity-0')
    await update([{ ...ada, sends: { microphone: true, camera: false, screen: false } }])
    expect(wrapper.find('[data-avatar]').exists()).toBe(true)
    expect(byTestId('remote-video').classes()).toContain('opacity-0')
    await update([{ ...ada, sends: { ...ada.sends, screen: true }, screen: { id: 'screen' } }])
    expect(byTestId('screen-video').exists()).toBe(true)
    await update([{ ...ada, key: 'luis', name: 'Luis' }, ada])
    expect(wrapper.findAll('[data-testid="remote-video"]').map((found) => found.element)).toContain(video)
  })

  it('plays their sound and not our own', async () => {
    const { wrapper } = mountCall([ada], { ...quietMedia, preview: { id: 'me' } })
    await selfViewOf(wrapper)
    const muted = (id: string) => (wrapper.find(`[data-testid="${id}"]`).element as HTMLVideoElement).muted
    expect(muted('remote-video')).toBe(false)
    expect(muted('local-video')).toBe(true)
  })

  it('says how each connection stands, and tries again when asked', async () => {
    const failed: Participant = {
      ...ada,
      connection: { status: 'failed', error: { code: 'peer-unreachable' } },
    }
    const { wrapper, app, byTestId } = mountCall([failed])
    expect(byTestId('connection-state').attributes('data-state')).toBe('failed')
    expect(byTestId('error-message').attributes('data-code')).toBe('peer-unreachable')
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Try again')
      ?.trigger('click')
    expect(app.commands).toEqual([{ type: 'retry-participant', key: 'ada' }])
  })

  it('has toggles that are pressed while the device is on', async () => {
    const { app, byTestId, update } = mountCall([ada], { ...quietMedia, microphone: micOn })
    expect(byTestId('toggle-microphone').attributes('aria-pressed')).toBe('true')
    await byTestId('toggle-microphone').trigger('click')
    await byTestId('toggle-camera').trigger('click')
    await byTestId('toggle-screen-share').trigger('click')
    expect(app.commands).toEqual([
      { type: 'set-device', kind: 'microphone', on: false },
      { type: 'set-device', kind: 'camera', on: true },
      { type: 'start-screen-share' },
    ])
    const sharing = {
      status: 'sharing',
      video: { id: 'v', kind: 'video' },
      label: 'screen:0:0',
      stream: { id: 's' },
      quality: { content: 'text', frameRate: 15, maxHeight: 0 },
    } as const
    await update([ada], { ...quietMedia, screen: sharing })
    expect(byTestId('toggle-screen-share').attributes('aria-pressed')).toBe('true')
    await byTestId('toggle-screen-share').trigger('click')
    expect(app.commands.at(-1)).toEqual({ type: 'stop-screen-share' })
  })

  it('listens to single keys, but not with modifiers or in a dialog', () => {
    const { app } = mountCall([ada], { ...quietMedia, microphone: micOn })
    const press = (key: string, init: KeyboardEventInit = {}) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key, ...init }))
    press('m')
    press('V')
    press('s')
    press('m', { ctrlKey: true })
    press('m', { repeat: true })
    expect(app.commands.map((command) => command.type)).toEqual([
      'set-device',
      'set-device',
      'start-screen-share',
    ])
  })

  it('announces what changes', async () => {
    const { notifier, update } = mountCall([ada], { ...quietMedia, microphone: micOn })
    const { polite } = notifier.spoken
    await update([ada])
    expect(polite.value).toBe('Microphone off')
    await update([{ ...ada, connection: { status: 'reconnecting', since: 0 } }])
    expect(polite.value).toBe('Ada: reconnecting')
    await update([ada])
    expect(polite.value).toBe('Ada: connected again')
    await update([{ ...ada, sends: { ...ada.sends, microphone: false } }])
    expect(polite.value).toBe('Ada: microphone off')
  })

  it('shows a device that fails during the call until it is dismissed, not one that had failed before', async () => {
    const denied = { status: 'failed', error: { code: 'camera-denied' } } as const
    const { byTestId, wrapper, update } = mountCall([ada], { ...quietMedia, camera: denied })
    expect(byTestId('error-message').exists()).toBe(false)
    await update([ada], { ...quietMedia, camera: { status: 'failed', error: { code: 'camera-in-use' } } })
    expect(byTestId('error-message').attributes('data-code')).toBe('camera-in-use')
    await wrapper.find('[aria-label="Dismiss"]').trigger('click')
    expect(byTestId('error-message').exists()).toBe(false)
  })

  it('remembers the corner of the self view', async () => {
    const { wrapper, ports } = mountCall([ada])
    await selfViewOf(wrapper)
    await wrapper.find('[data-self-view]').trigger('keydown', { key: 'ArrowUp' })
    await nextTick()
    expect(ports.preferences.value.selfViewCorner).toBe('top-right')
    expect(wrapper.find('[data-self-view]').attributes('data-corner')).toBe('top-right')
  })
})
