import { describe, expect, it } from 'vitest'
import { defaultSettings, readSettings } from './settings.ts'

describe('readSettings', () => {
  it('reads what it would write', () => {
    expect(readSettings(JSON.stringify(defaultSettings))).toEqual({ ok: true, settings: defaultSettings })
  })

  it('fills what is missing with defaults', () => {
    expect(readSettings('{"version":1}')).toEqual({ ok: true, settings: defaultSettings })
  })

  it('keeps a window that stood on a display to the left', () => {
    const place = { x: -1900, y: 20, width: 1200, height: 800, maximized: false }
    const result = readSettings(JSON.stringify({ version: 1, window: place }))
    expect(result.ok && result.settings.window).toEqual(place)
  })

  it.each([
    ['no JSON', '{"version":1', 'not JSON'],
    ['an empty file', '', 'not JSON'],
    ['another version', '{"version":99}', 'version'],
    ['a wrong server', '{"version":1,"server":{"mode":"address","url":"file:///x"}}', 'server.url'],
    ['a list', '[]', 'version'],
  ])('names the problem of %s without its value', (_name, text, problem) => {
    const result = readSettings(text)
    expect(result.ok).toBe(false)
    expect(!result.ok && result.problem).toContain(problem)
    expect(!result.ok && result.problem).not.toContain('file:///x')
  })
})
