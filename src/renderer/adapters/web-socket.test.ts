import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createOpenSocket } from './web-socket.ts'

const offered: { url: string; protocols: readonly string[] }[] = []

beforeEach(() => {
  offered.length = 0
  vi.stubGlobal(
    'WebSocket',
    class {
      onopen = null
      constructor(url: string, protocols: readonly string[]) {
        offered.push({ url, protocols })
      }
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const nothing = { opened: () => undefined, text: () => undefined, closed: () => undefined }

it.each([
  ['wss://calls.example/ws', true],
  ['ws://127.0.0.1:8790/ws', true],
  ['ws://localhost:8790/ws', true],
  ['ws://[::1]:8790/ws', true],
  ['ws://calls.example/ws', false],
  ['ws://192.168.1.5:8790/ws', false],
  ['ws://127.0.0.1:80@calls.example/ws', false],
  ['ws://localhost.calls.example/ws', false],
  ['WS://calls.example/ws', false],
])('to %s, an access token is sent: %s', (url, sent) => {
  createOpenSocket(() => ({ url, accessToken: 'sesame' }))(nothing)
  expect(offered).toEqual([
    { url, protocols: sent ? ['visavis.v1', 'visavis.access.c2VzYW1l'] : ['visavis.v1'] },
  ])
})
