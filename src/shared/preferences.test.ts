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
  ])('fall back for %s alone when it is no good', (field, value) => {
    const good = { name: 'Ada', theme: 'dark', cameraOn: false, cameraId: 'camera' }
    const { [field as keyof typeof good]: _replaced, ...others } = good
    expect(parsePreferences({ ...good, [field]: value })).toEqual({ ...defaults, ...others })
  })

  describe('recent calls', () => {
    const good = { code: 'K7MQ4QXP9TDA', at: 1_700_000_000_000, names: ['Ada', ''] }
    const read = (recentCalls: unknown) => parsePreferences({ recentCalls }).recentCalls

    it('keep the first names of a call with more than are kept', () => {
      for (const count of [16, 17, 400]) {
        const names = Array.from({ length: count }, (_, index) => `Guest ${index}`)
        expect(read([{ ...good, names }, good])).toEqual([{ ...good, names: names.slice(0, 16) }, good])
      }
    })

    it('cut and clean names, and leave out what is none', () => {
      const names = ['x'.repeat(60), 'Ada\u202e', 7, null, { name: 'Ben' }]
      expect(read([{ ...good, names }])).toEqual([{ ...good, names: ['x'.repeat(48), 'Ada'] }])
      expect(
        read([
          { ...good, names: 'Ada' },
          { code: good.code, at: 2 },
        ]),
      ).toEqual([
        { ...good, names: [] },
        { code: good.code, at: 2, names: [] },
      ])
    })

    it.each([
      ['no object', 'K7MQ4QXP9TDA'],
      ['null', null],
      ['no code', { at: 1, names: [] }],
      ['a formatted code', { ...good, code: 'K7MQ-4QXP-9TDA' }],
      ['a time that is no number', { ...good, at: 'yesterday' }],
      ['a time that no calendar has', { ...good, at: 1e300 }],
      ['a time before 1970', { ...good, at: -1 }],
    ])('leave out an entry that is or has %s, and no other', (_what, bad) => {
      expect(read([good, bad, good])).toEqual([good, good])
      expect(read([...Array.from({ length: 12 }, () => bad), good])).toEqual([good])
    })

    it('keep the first ten of more, as an older file may hold them', () => {
      const calls = Array.from({ length: 14 }, (_, index) => ({ ...good, at: index }))
      expect(read(calls)).toEqual(calls.slice(0, 10))
    })
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
