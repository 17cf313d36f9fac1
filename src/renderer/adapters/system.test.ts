import { afterEach, expect, it, vi } from 'vitest'
import { createRoomCode, formatRoomCode } from '../../shared/room-code.ts'
import { consoleLogger } from './system.ts'

const code = createRoomCode((length) => new Uint8Array(length).fill(9))
const digits = createRoomCode((length) => new Uint8Array(length).fill(7))

afterEach(() => {
  vi.restoreAllMocks()
})

it('writes an event with its details to the console', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  consoleLogger.warn('request-failed', { request: 'openLink', tries: 2, again: true })
  expect(warn.mock.calls).toEqual([['request-failed {"request":"openLink","tries":2,"again":true}']])
})

it('writes no room code to the console, whatever its spelling', () => {
  const info = vi.spyOn(console, 'info').mockReturnValue()
  consoleLogger.info(`opened ${code}`)
  consoleLogger.info('opened', { cause: formatRoomCode(code).toLowerCase(), link: `visavis://join/${code}` })
  // A tab is a separator; JSON writes it as a backslash and a letter.
  consoleLogger.info('opened', { cause: `${code.slice(0, 5)}\t${code.slice(5)}`, number: Number(digits) })
  expect(info.mock.calls).toEqual([
    ['opened [code]'],
    ['opened {"cause":"[code]","link":"visavis:[link]"}'],
    ['opened {"cause":"[code]","number":"[code]"}'],
  ])
})
