import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePreferences } from './preferences.ts'

const defaults = {
  name: '',
  microphoneOn: true,
  cameraOn: true,
  theme: 'system',
  language: 'system',
  selfViewCorner: 'bottom-right',
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  mirrorSelf: true,
  cameraHeight: 720,
  shareSound: false,
  shareContent: 'text',
  shareFrameRate: 15,
  shareMaxHeight: 0,
  relayOnly: false,
  notifyJoins: true,
  shortcuts: {},
  recentCalls: [],
}

describe('preferences', () => {
  it('are the defaults where there are none', () => {
    for (const input of [undefined, null, {}, [], 'text', 7, true, [{ name: 'Ada' }]]) {
      expect(parsePreferences(input)).toEqual(defaults)
    }
  })

  it.each([
    ['name', 'x'.repeat(49)],
    ['name', 7],
    ['microphoneId', 'x'.repeat(513)],
    ['microphoneId', null],
    ['microphoneOn', 'yes'],
    ['cameraOn', 1],
    ['theme', 'neon'],
    ['language', 'x'.repeat(36)],
    ['selfViewCorner', 'middle'],
    ['cameraHeight', 721],
    ['shareFrameRate', 60],
    ['shareContent', 'poems'],
    ['shortcuts', { fly: 'x' }],
    ['shortcuts', { microphone: 7 }],
    ['recentCalls', 'none'],
    ['recentCalls', [{ code: 'K7MQ-4QXP-9TDA', at: 1, names: [] }]],
    ['recentCalls', Array.from({ length: 11 }, () => ({ code: 'K7MQ4QXP9TDA', at: 1, names: [] }))],
  ])('fall back for %s alone when it is no good', (field, value) => {
    const good = { name: 'Ada', theme: 'dark', cameraOn: false, cameraId: 'camera' }
    const { [field as keyof typeof good]: _replaced, ...others } = good
    expect(parsePreferences({ ...good, [field]: value })).toEqual({ ...defaults, ...others })
  })

  it('leave out what they do not know', () => {
    expect(parsePreferences({ name: 'Ada', password: 'x' })).toEqual({ ...defaults, name: 'Ada' })
  })

  it('never throw, and read again as they are', () => {
    const field = fc.constantFrom(...Object.keys(defaults), 'cameraId')
    const input = fc.oneof(fc.anything(), fc.dictionary(field, fc.jsonValue()))
    fc.assert(
      fc.property(input, (value) => {
        const parsed = parsePreferences(value)
        expect(parsePreferences(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed)
      }),
    )
  })
})
