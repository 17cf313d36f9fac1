// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { createFakePorts } from '../../testing/gallery/fakeApp.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import ScreenPickerDialog from './ScreenPickerDialog.vue'

const sources = [
  { id: 'screen:0', name: 'Entire screen', kind: 'screen', thumbnail: '' },
  { id: 'window:7', name: 'Terminal', kind: 'window', thumbnail: '' },
] as const

async function openPicker() {
  const ports = createFakePorts()
  const { wrapper } = mountInTest(ScreenPickerDialog, { props: { picker: ports.screenPicker } })
  ports.offer(sources)
  await nextTick()
  await nextTick()
  return { ports, wrapper, find: (selector: string) => document.querySelector<HTMLElement>(selector) }
}

describe('screen picker', () => {
  it('answers with what is chosen', async () => {
    const { ports, wrapper, find } = await openPicker()
    find('input[value="window:7"]')?.click()
    await nextTick()
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(ports.chosenSources).toEqual(['window:7'])
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

  it('shows what there is now when the window is looked at again, and keeps the choice', async () => {
    const { ports, wrapper, find } = await openPicker()
    find('input[value="window:7"]')?.click()
    await nextTick()
    ports.refreshed = [sources[1], { id: 'window:9', name: 'Editor', kind: 'window', thumbnail: '' }]
    window.dispatchEvent(new Event('focus'))
    await vi.waitFor(() => expect(find('input[value="window:9"]')).not.toBeNull())
    expect(find('input[value="screen:0"]')).toBeNull()
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(ports.chosenSources).toEqual(['window:7'])
    wrapper.unmount()
  })

  it('answers when it is taken away', async () => {
    const { ports, wrapper } = await openPicker()
    wrapper.unmount()
    expect(ports.chosenSources).toEqual([null])
  })
})
