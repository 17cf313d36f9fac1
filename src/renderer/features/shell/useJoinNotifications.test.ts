// @vitest-environment happy-dom
import { defineComponent } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import { useJoinNotifications } from './useJoinNotifications.ts'

const joined = { type: 'participant-joined', name: 'Ada' } as const

afterEach(() => vi.restoreAllMocks())

function show(looking: boolean, notifyJoins = true) {
  vi.spyOn(document, 'hasFocus').mockReturnValue(looking)
  const shown = vi.fn()
  const component = defineComponent(() => {
    useJoinNotifications()
    return () => null
  })
  const mounted = mountInTest(component, {
    preferences: { notifyJoins },
    prepare: (ports) => Object.assign(ports.platform, { showWindow: shown }),
  })
  return { ...mounted, shown }
}

describe('a notice of the system', () => {
  it('isolates a name that is written from right to left', () => {
    const { app, ports } = show(false)
    app.notify({ type: 'participant-joined', name: 'שרה' })
    expect(ports.notifications.shown.map(({ title }) => title)).toEqual(['\u2068שרה\u2069 joined'])
  })

  it('says who joined while nobody looked, and leads to the window', () => {
    const { app, ports, shown } = show(false)
    app.notify(joined)
    app.notify({ type: 'participant-left', name: 'Ada' })
    expect(ports.notifications.shown.map(({ title }) => title)).toEqual(['Ada joined'])
    ports.notifications.shown[0]?.click()
    expect(shown).toHaveBeenCalledOnce()
  })

  it.each([
    ['somebody looks', true, true],
    ['it is switched off', false, false],
  ])('is not shown when %s', (_why, looking, on) => {
    const { app, ports } = show(looking, on)
    app.notify(joined)
    expect(ports.notifications.shown).toEqual([])
  })

  it('is over with the interface', () => {
    const { app, ports, wrapper } = show(false)
    wrapper.unmount()
    app.notify(joined)
    expect(ports.notifications.shown).toEqual([])
  })
})
