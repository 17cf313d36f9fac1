// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { Preferences } from '../../../shared/preferences.ts'
import type { ScreenOffer } from '../../../shared/ipc.ts'
import { createFakePorts } from '../../testing/gallery/fakeApp.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { mediaOff } from '../../testing/gallery/sceneParts.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import ScreenPickerDialog from './ScreenPickerDialog.vue'

const sources = [
  { id: 'screen:0', name: 'Entire screen', kind: 'screen', thumbnail: '' },
  { id: 'window:7', name: 'Terminal', kind: 'window', thumbnail: '' },
] as const

async function openPicker(preferences: Partial<Preferences> = {}, media?: LocalMedia) {
  const ports = createFakePorts()
  const {
    wrapper,
    app,
    ports: around,
  } = mountInTest(ScreenPickerDialog, {
    props: { picker: ports.screenPicker },
    preferences,
    ...(media ? { state: { media } } : {}),
  })
  ports.offer(sources)
  await nextTick()
  await nextTick()
  return {
    ports,
    wrapper,
    app,
    preferences: around.preferences,
    find: (selector: string) => document.querySelector<HTMLElement>(selector),
  }
}

describe('screen picker', () => {
  it('answers with what is chosen', async () => {
    const { ports, wrapper, find } = await openPicker()
    find('input[value="window:7"]')?.click()
    await nextTick()
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(ports.chosenSources).toEqual([{ id: 'window:7', sound: false }])
    wrapper.unmount()
    expect(ports.chosenSources).toHaveLength(1)
  })

  it('answers a cancel, so that the request does not hang', async () => {
    const { ports, wrapper, find } = await openPicker()
    find('[role="dialog"]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(ports.chosenSources).toEqual([null])
    wrapper.unmount()
  })

  it('ends the choice at once when it is cancelled, so that a share can be started again', async () => {
    const quality = { content: 'text', frameRate: 15, maxHeight: 0 } as const
    const choosing = await openPicker({}, { ...mediaOff, screen: { status: 'choosing', quality } })
    choosing
      .find('[role="dialog"]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(choosing.app.commands).toContainEqual({ type: 'stop-screen-share' })
    choosing.wrapper.unmount()
  })

  it('leaves a share alone that goes on while the choice of another screen is cancelled', async () => {
    const quality = { content: 'text', frameRate: 15, maxHeight: 0 } as const
    const video = { id: 'v', kind: 'video' }
    const screen = { status: 'sharing', video, label: 'One', stream: { id: 's' }, quality } as const
    const sharing = await openPicker({}, { ...mediaOff, screen })
    sharing
      .find('[role="dialog"]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(sharing.ports.chosenSources).toEqual([null])
    expect(sharing.app.commands).not.toContainEqual({ type: 'stop-screen-share' })
    sharing.wrapper.unmount()
  })

  it('shows what there is now when the window is looked at again, and keeps the choice', async () => {
    const { ports, wrapper, find } = await openPicker()
    find('input[value="window:7"]')?.click()
    await nextTick()
    ports.refreshed = [sources[1], { id: 'window:9', name: 'Editor', kind: 'window', thumbnail: '' }]
    window.dispatchEvent(new Event('focus'))
    await vi.waitFor(() => expect(find('input[value="window:9"]')).not.toBeNull())
    expect(find('input[value="screen:0"]')).toBeNull()
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(ports.chosenSources).toEqual([{ id: 'window:7', sound: false }])
    wrapper.unmount()
  })

  it('finds by name, with the choice always among what is found', async () => {
    const { ports, wrapper, find } = await openPicker()
    const type = async (text: string) => {
      const search = find('[data-testid="picker-search"]') as HTMLInputElement
      search.value = text
      search.dispatchEvent(new Event('input'))
      await nextTick()
      await nextTick()
    }
    await type('TERM')
    expect(find('input[value="screen:0"]')).toBeNull()
    expect(find('form')?.textContent).toContain('Terminal')
    await type('nothing like that')
    expect(find('[role="status"]')?.textContent).toContain('nothing like that')
    expect(find('button[type="submit"]')).toHaveProperty('disabled', true)
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(ports.chosenSources).toEqual([])
    await type('term')
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(ports.chosenSources).toEqual([{ id: 'window:7', sound: false }])
    wrapper.unmount()
  })

  it('leads from the search to the pictures and back by the arrow keys', async () => {
    const { wrapper, find } = await openPicker()
    const press = async (key: string) => {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
      await nextTick()
      await nextTick()
    }
    find('[data-testid="picker-search"]')?.focus()
    await press('ArrowDown')
    expect(document.activeElement).toHaveProperty('value', 'screen:0')
    await press('ArrowRight')
    expect(document.activeElement).toHaveProperty('value', 'window:7')
    await press('ArrowUp')
    expect(document.activeElement).toBe(find('[data-testid="picker-search"]'))
    wrapper.unmount()
  })

  it('shares as preferred, unless this share is to be different; only the sound is remembered', async () => {
    const { ports, wrapper, app, preferences, find } = await openPicker({
      shareFrameRate: 5,
      shareMaxHeight: 1080,
    })
    find('input[value="motion"]')?.click()
    find('[data-testid="share-sound"]')?.click()
    await nextTick()
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(app.commands).toEqual([
      { type: 'set-share-quality', quality: { content: 'motion', frameRate: 30, maxHeight: 1080 } },
    ])
    expect(ports.chosenSources).toEqual([{ id: 'screen:0', sound: true }])
    expect(preferences.value).toMatchObject({ shareSound: true, shareContent: 'text', shareFrameRate: 5 })
    ports.offer(sources)
    await nextTick()
    await nextTick()
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(app.commands.at(-1)).toMatchObject({ quality: { content: 'text', frameRate: 5 } })
    expect(ports.chosenSources.at(-1)).toEqual({ id: 'screen:0', sound: true })
    wrapper.unmount()
  })

  it('opens before the sources are there, can be cancelled then, and keeps what was set meanwhile', async () => {
    const ports = createFakePorts()
    const { wrapper } = mountInTest(ScreenPickerDialog, { props: { picker: ports.screenPicker } })
    const find = (selector: string) => document.querySelector<HTMLElement>(selector)
    const step = async (offer: ScreenOffer) => {
      ports.pick(offer)
      await nextTick()
      await nextTick()
    }
    await step({ status: 'listing' })
    expect(find('[role="status"]')?.textContent).toContain('Looking for screens and windows')
    expect(find('button[type="submit"]')).toHaveProperty('disabled', true)
    find('[data-testid="share-sound"]')?.click()
    await nextTick()
    await step({ status: 'listed', sources })
    expect(find('[role="status"]')).toBeNull()
    expect(find('[data-testid="share-sound"]')).toHaveProperty('checked', true)
    await step({ status: 'closed' })
    expect(find('[role="dialog"]')).toBeNull()
    expect(ports.chosenSources).toEqual([])
    await step({ status: 'listing' })
    find('[role="dialog"]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(ports.chosenSources).toEqual([null])
    wrapper.unmount()
  })

  it('answers when it is taken away', async () => {
    const { ports, wrapper } = await openPicker()
    wrapper.unmount()
    expect(ports.chosenSources).toEqual([null])
  })
})
