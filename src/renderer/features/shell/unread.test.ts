import { expect, it } from 'vitest'
import { createFakeCallApp } from '../../testing/gallery/fakeApp.ts'
import { watchUnread } from './unread.ts'

function setUp() {
  const app = createFakeCallApp()
  const reported: number[] = []
  const window = { focused: false, focus: () => undefined as void }
  const stop = watchUnread(
    app,
    {
      hasFocus: () => window.focused,
      onFocus: (listener) => {
        window.focus = listener
        return () => (window.focus = () => undefined)
      },
    },
    (count) => reported.push(count),
  )
  return { app, window, reported, stop }
}
const joined = { type: 'participant-joined', name: 'Ben' } as const

it('counts who joins while nobody looks, until somebody does', () => {
  const { app, window, reported } = setUp()
  app.notify(joined)
  app.notify({ type: 'participant-left', name: 'Ben' })
  app.notify(joined)
  window.focus()
  window.focused = true
  app.notify(joined)
  expect(reported).toEqual([1, 2, 0])
})

it('is over with the call, and with the window', () => {
  const { app, reported, stop } = setUp()
  app.notify(joined)
  app.set({ call: { screen: 'home' } })
  app.notify(joined)
  stop()
  app.notify(joined)
  expect(reported).toEqual([1, 0, 1, 0])
})
