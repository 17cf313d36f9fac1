// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../core/app/app.ts'
import type { CallState } from '../../core/call/state.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { roomCode } from '../../testing/gallery/roomCode.ts'
import { quietMedia } from '../../testing/gallery/fakeApp.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import LobbyScreen from './LobbyScreen.vue'

const lobby = {
  screen: 'lobby',
  code: roomCode,
  isNew: false,
  signaling: { status: 'open' },
  prepared: true,
} as const

function mountLobby(call: CallState, media: LocalMedia = quietMedia) {
  const state: AppState = { call, media, name: 'Ada' }
  return mountInTest(LobbyScreen, { props: { call, state }, state })
}

describe('lobby', () => {
  it('joins by the form, and not twice', async () => {
    const { wrapper, app, byTestId } = mountLobby(lobby)
    await wrapper.find('form').trigger('submit')
    expect(app.commands).toEqual([{ type: 'enter-call' }])

    const joining = { ...lobby, screen: 'joining' } as const
    await wrapper.setProps({ call: joining })
    await wrapper.find('form').trigger('submit')
    expect(app.commands).toHaveLength(1)
    expect(byTestId('enter-call').attributes('aria-busy')).toBe('true')
  })

  it('shows toggles as pressed while the device is on', () => {
    const { byTestId } = mountLobby(lobby, {
      ...quietMedia,
      microphone: { status: 'on', track: { id: 'm', kind: 'audio' }, label: 'Mic' },
    })
    expect(byTestId('toggle-microphone').attributes('aria-pressed')).toBe('true')
    expect(byTestId('toggle-camera').attributes('aria-pressed')).toBe('false')
  })

  it.each(['camera-denied', 'camera-not-found', 'camera-in-use', 'camera-failed'] as const)(
    'says what to do about %s and tries again when asked',
    async (code) => {
      const { wrapper, app, byTestId } = mountLobby(lobby, {
        ...quietMedia,
        camera: { status: 'failed', error: { code } },
      })
      expect(byTestId('error-message').attributes('data-code')).toBe(code)
      expect(byTestId('error-message').text()).toContain('Try again')
      const button = wrapper.findAll('button').find((candidate) => candidate.text() === 'Try again')
      await button?.trigger('click')
      expect(app.commands).toEqual([{ type: 'set-device', kind: 'camera', on: true }])
    },
  )

  it('tells why entering did not work', () => {
    const { byTestId } = mountLobby({ ...lobby, error: { code: 'room-full' } })
    expect(byTestId('error-message').attributes('data-code')).toBe('room-full')
  })

  it('counts down to the next attempt and does not make people wait', async () => {
    const { wrapper, app, byTestId } = mountLobby({
      ...lobby,
      signaling: { status: 'waiting', retryAt: Date.now() + 7900, error: { code: 'server-unreachable' } },
    })
    expect(byTestId('error-message').text()).toMatch(/Trying again in [78] s\./)
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Try now')
      ?.trigger('click')
    expect(app.commands).toEqual([{ type: 'retry-now' }])
    wrapper.unmount()
  })

  it('offers the system default first and passes on the choice', async () => {
    const { wrapper, app } = mountLobby(lobby, {
      ...quietMedia,
      devices: { ...quietMedia.devices, cameras: [{ id: 'c1', label: 'Webcam' }] },
      chosen: { camera: 'c1' },
    })
    await wrapper.find('[data-device="camera"]').setValue('')
    expect(app.commands).toEqual([{ type: 'choose-device', kind: 'camera', id: undefined }])
  })

  it('copies the link', async () => {
    const { ports, byTestId } = mountLobby(lobby)
    await byTestId('copy-link').trigger('click')
    expect(ports.copied).toEqual(['https://visavis.example/#K7MQ-4QXP-9TDA'])
  })
})
