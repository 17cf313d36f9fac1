// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import type { Companion } from '../../../shared/companion.ts'
import type { Participant } from '../../core/call/state.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { createFakeCompanions } from '../../testing/gallery/fakeCompanions.ts'
import { quietMedia } from '../../testing/gallery/fakeApp.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import { roomCode } from '../../testing/gallery/roomCode.ts'
import CompanionWindow from './CompanionWindow.vue'

const person = (key: string, name: string): Participant => ({
  key,
  name,
  connection: { status: 'connected' },
  sends: { microphone: true, camera: true, screen: false },
  camera: { id: `camera of ${key}` },
})
const micOn = { status: 'on', track: { id: 'm', kind: 'audio' }, label: 'Mic' } as const
const sharing = {
  status: 'sharing',
  video: { id: 'v', kind: 'video' },
  label: 'Plan',
  stream: { id: 's' },
  quality: { content: 'text', frameRate: 15, maxHeight: 0 },
} as const

async function open(companion: Companion, participants: Participant[], media: Partial<LocalMedia> = {}) {
  const companions = createFakeCompanions()
  const call = {
    screen: 'in-call',
    code: roomCode,
    startedAt: 0,
    signaling: { status: 'open' },
    participants,
  } as const
  const state = { call, media: { ...quietMedia, microphone: micOn, ...media }, name: 'Me' }
  const mounted = mountInTest(CompanionWindow, { props: { companion, companions, call, state } })
  await nextTick()
  const shown = () => companions.shown.get(companion)
  const press = (id: string) =>
    shown()?.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.dispatchEvent(new MouseEvent('click'))
  return { ...mounted, companions, shown, press }
}

describe('the mini window', () => {
  it('shows who is there, and does what its buttons and keys say', async () => {
    const { app, shown, press, wrapper } = await open('mini', [person('ben', 'Ben')])
    expect(shown()?.textContent).toContain('Ben')
    expect(shown()?.querySelector('video')?.muted).toBe(true)
    expect(document.title).toBe('Visavis: your call')
    press('toggle-microphone')
    press('toggle-camera')
    press('hang-up')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM' }))
    const off = { type: 'set-device', kind: 'microphone', on: false }
    expect(app.commands).toEqual([
      off,
      { type: 'set-device', kind: 'camera', on: true },
      { type: 'hang-up' },
      off,
    ])
    wrapper.unmount()
    expect(shown()).toBeUndefined()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM' }))
    expect(app.commands).toHaveLength(4)
  })

  it('turns to whoever speaks, and stays there while nobody does', async () => {
    const { shown, ports, wrapper } = await open('mini', [person('ben', 'Ben'), person('cleo', 'Cleo')])
    expect(shown()?.textContent).toContain('Ben')
    for (let reading = 0; reading < 10; reading++) ports.setLevel('camera of cleo', 0.9)
    await nextTick()
    expect(shown()?.textContent).toContain('Cleo')
    for (let reading = 0; reading < 10; reading++) ports.setLevel('camera of cleo', 0)
    await nextTick()
    expect(shown()?.textContent).toContain('Cleo')
    wrapper.unmount()
  })

  it('says what happens, and when nobody is there', async () => {
    const { shown, notifier, wrapper } = await open('mini', [])
    expect(shown()?.textContent).toContain('Nobody else is here')
    notifier.toast({ tone: 'attention', title: 'Ben left' })
    await nextTick()
    expect(shown()?.querySelector('[role="status"]')?.textContent).toContain('Ben left')
    wrapper.unmount()
  })

  it('that the person closes is gone until it is wanted anew', async () => {
    const { companions, shown, wrapper } = await open('mini', [person('ben', 'Ben')])
    companions.closeByHand('mini')
    await nextTick()
    expect(shown()).toBeUndefined()
    wrapper.unmount()
  })
})

describe('the bar while sharing', () => {
  it('says what is shared, shows everybody, and stops it by button or key', async () => {
    const people = [person('ben', 'Ben'), person('cleo', 'Cleo')]
    const { app, shown, press, wrapper } = await open('share-bar', people, { screen: sharing })
    expect(shown()?.textContent).toContain('You are sharing Plan')
    expect(shown()?.querySelectorAll('video')).toHaveLength(2)
    press('stop-sharing')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', code: 'KeyS' }))
    expect(app.commands).toEqual([{ type: 'stop-screen-share' }, { type: 'stop-screen-share' }])
    wrapper.unmount()
  })
})
