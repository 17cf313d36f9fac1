import { describe, expect, it } from 'vitest'
import { defaultSettings, readSettings } from './settings.ts'

describe('readSettings', () => {
  it('reads what it would write', () => {
    expect(readSettings(JSON.stringify(defaultSettings))).toEqual({ ok: true, settings: defaultSettings })
  })

  it('fills what is missing with defaults', () => {
    expect(readSettings('{"version":1}')).toEqual({ ok: true, settings: defaultSettings })
  })

  it.each([
    [true, 'maximized'],
    [false, 'normal'],
  ])('brings a file of version 1 up, and loses nothing of it (maximized: %s)', (maximized, state) => {
    const place = { x: 10, y: 20, width: 1200, height: 800 }
    const preferences = { name: 'Ann', theme: 'dark' }
    const file = { version: 1, window: { ...place, maximized }, startHidden: true, preferences }
    const result = readSettings(JSON.stringify(file))
    expect(result.ok && result.settings).toMatchObject({
      version: 2,
      window: { ...place, state },
      startHidden: true,
      preferences,
    })
  })

  it('keeps the recent calls of an older file that has more names and entries than are kept, and bad ones', () => {
    const names = Array.from({ length: 17 }, (_, index) => `Guest ${index}`)
    const call = { code: 'K7MQ4QXP9TDA', at: 1_700_000_000_000, names }
    const recentCalls = [{ ...call, at: 'never' }, ...Array.from({ length: 12 }, () => call)]
    const file = { version: 1, preferences: { name: 'Ann', recentCalls } }
    const result = readSettings(JSON.stringify(file))
    expect(result.ok && result.settings.preferences.recentCalls).toEqual(
      Array.from({ length: 10 }, () => ({ ...call, names: names.slice(0, 16) })),
    )
  })

  it('keeps a window that stood on a display to the left', () => {
    const place = { x: -1900, y: 20, width: 1200, height: 800, state: 'full-screen' }
    const result = readSettings(JSON.stringify({ version: 2, window: place }))
    expect(result.ok && result.settings.window).toEqual(place)
  })

  it.each([
    ['no JSON', '{"version":1', 'not JSON'],
    ['an empty file', '', 'not JSON'],
    ['a newer version', '{"version":99}', 'newer'],
    ['no version', '{"server":{}}', 'version'],
    ['half a version', '{"version":1.5}', 'version'],
    ['a version before the first', '{"version":0}', 'version'],
    ['a window of version 1 that is none', '{"version":1,"window":"x"}', 'window'],
    ['a wrong server', '{"version":1,"server":{"mode":"address","url":"file:///x"}}', 'server.url'],
    ['a list', '[]', 'not an object'],
    ['nothing', 'null', 'not an object'],
  ])('names the problem of %s without its value', (_name, text, problem) => {
    const result = readSettings(text)
    expect(result.ok).toBe(false)
    expect(!result.ok && result.problem).toContain(problem)
    expect(!result.ok && result.problem).not.toContain('file:///x')
  })
})
