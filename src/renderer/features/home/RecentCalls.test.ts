// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import RecentCalls from './RecentCalls.vue'
import { whenInWords } from './recentCalls.ts'

const recentCalls = [
  { code: 'K7MQ4QXP9TDA', at: 1000, names: ['Ada'] },
  { code: 'K7MQ4QXP9TDB', at: 3000, names: ['a code whose check symbol is wrong'] },
  { code: '00000000000' + '0', at: 2000, names: [] },
  { code: 'K7MQ4QXP9TDA', at: 500, names: ['', 'Ben'] },
]

describe('recent calls', () => {
  it('come latest first, and open their room', async () => {
    const { wrapper, app } = mountInTest(RecentCalls, { preferences: { recentCalls } })
    const items = wrapper.findAll('li')
    expect(items.map((item) => item.find('.font-medium').text())).toEqual([
      'Nobody else was there',
      'Ada',
      'Guest, Ben',
    ])
    await items[1]?.find('button').trigger('click')
    expect(app.commands).toEqual([{ type: 'open-room', code: 'K7MQ4QXP9TDA' }])
  })

  it('isolate each name, so that none turns the direction of another', () => {
    const names = ['שרה', 'Ben', '']
    const { wrapper } = mountInTest(RecentCalls, {
      preferences: { recentCalls: [{ code: 'K7MQ4QXP9TDA', at: 1, names }] },
    })
    expect(wrapper.findAll('.font-medium > bdi').map((name) => name.text())).toEqual(['שרה', 'Ben', 'Guest'])
    expect(wrapper.find('li .font-medium').text()).toBe('שרה, Ben, Guest')
  })

  it('can be removed one by one or all, and brought back', async () => {
    const { wrapper, ports, notifier } = mountInTest(RecentCalls, { preferences: { recentCalls } })
    await wrapper.find('[aria-label="Remove this call: K7MQ-4QXP-9TDA"]').trigger('click')
    expect(ports.preferences.value.recentCalls).not.toContainEqual(recentCalls[0])
    notifier.toasts.at(-1)?.action?.run()
    expect(ports.preferences.value.recentCalls).toEqual(recentCalls)

    await wrapper.find('section > div > button').trigger('click')
    expect(ports.preferences.value.recentCalls).toEqual([])
    notifier.dispose()
  })

  it.each([
    [30_000, 'now'],
    [20 * 60_000, '20 minutes ago'],
    [26 * 3_600_000, 'yesterday'],
  ])('say when, %i ms later: %s', (ago, words) => {
    expect(whenInWords(0, ago, 'en')).toBe(words)
  })
})
