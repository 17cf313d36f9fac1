// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { defineComponent, h, ref, useTemplateRef } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useControlsVisible } from './useControlsVisible.ts'

describe('floating controls', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function mountControls() {
    const held = ref(false)
    const clicks: string[] = []
    const wrapper = mount(
      defineComponent(() => {
        const visible = useControlsVisible(useTemplateRef<HTMLElement>('root'), held)
        return () =>
          h('div', { ref: 'root', 'data-visible': visible.value }, [
            h('button', { onClick: () => clicks.push('pressed') }),
          ])
      }),
      { attachTo: document.body },
    )
    return { wrapper, held, clicks, visible: () => wrapper.attributes('data-visible') === 'true' }
  }
  const pointer = (type: string, pointerType = 'mouse') =>
    window.dispatchEvent(new PointerEvent(type, { pointerType }))
  async function rest(ms = 3100) {
    await vi.advanceTimersByTimeAsync(ms)
  }

  it('fade after three seconds and come back with the pointer', async () => {
    const { wrapper, visible } = mountControls()
    await rest(2900)
    expect(visible()).toBe(true)
    await rest(300)
    expect(visible()).toBe(false)
    pointer('pointermove')
    await rest(0)
    expect(visible()).toBe(true)
    wrapper.unmount()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stay while a menu is open, and for those who use the keyboard', async () => {
    const { wrapper, held, visible } = mountControls()
    held.value = true
    await rest(10_000)
    expect(visible()).toBe(true)
    held.value = false
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }))
    await rest(10_000)
    expect(visible()).toBe(true)
    pointer('pointermove')
    await rest()
    expect(visible()).toBe(false)
    wrapper.unmount()
  })

  it('are not pressed by the touch that brings them back', async () => {
    const { wrapper, clicks } = mountControls()
    await rest()
    pointer('pointerdown', 'touch')
    wrapper.find('button').element.click()
    expect(clicks).toEqual([])
    pointer('pointerdown', 'touch')
    wrapper.find('button').element.click()
    expect(clicks).toEqual(['pressed'])
    wrapper.unmount()
  })
})
