import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScreenRequests } from '../core/ports/capture.ts'
import { parsePreferences } from '../../shared/preferences.ts'
import { captureSettingsOf } from '../core/ports/capture-settings.ts'
import { fakeDevice, FakeMediaDevices } from '../testing/fake-media-devices.ts'
import { createMediaDevices } from './media-devices.ts'

const settings = captureSettingsOf(parsePreferences({}))
let browser: FakeMediaDevices
beforeEach(() => {
  browser = new FakeMediaDevices()
})

const refusal = (name: string, message = 'no'): DOMException => new DOMException(message, name)
const code = (result: { ok: boolean; error?: { code: string } }): string =>
  result.ok ? 'opened' : (result.error?.code ?? 'cancelled')

describe('camera and microphone', () => {
  it('are one question when they are wanted in the same task', async () => {
    const capture = createMediaDevices(browser)
    const [microphone, camera] = await Promise.all([
      capture.open('microphone', undefined, settings),
      capture.open('camera', 'usb', settings),
    ])
    expect(browser.asked).toMatchObject([
      { audio: { echoCancellation: { exact: true } }, video: { deviceId: { exact: 'usb' } } },
    ])
    expect([microphone, camera]).toMatchObject([
      { ok: true, track: { kind: 'audio' } },
      { ok: true, track: { kind: 'video' } },
    ])
  })

  it('are two questions when they are not', async () => {
    const capture = createMediaDevices(browser)
    await capture.open('microphone', undefined, settings)
    await capture.open('camera', undefined, settings)
    expect(browser.asked).toMatchObject([{ video: false }, { audio: false }])
  })

  it('are asked for one by one when both together fail', async () => {
    browser.refusals = { video: refusal('NotFoundError') }
    const capture = createMediaDevices(browser)
    const results = await Promise.all([
      capture.open('microphone', undefined, settings),
      capture.open('camera', undefined, settings),
    ])
    expect(results.map(code)).toEqual(['opened', 'camera-not-found'])
    expect(browser.asked).toHaveLength(3)
  })

  it('are asked for with their filters, and without one that they do not have', async () => {
    const missing = Object.assign(refusal('OverconstrainedError'), { constraint: 'noiseSuppression' })
    const asked: unknown[] = []
    browser.getUserMedia = (constraints) => {
      asked.push(constraints?.audio)
      return asked.length === 1
        ? Promise.reject(missing)
        : FakeMediaDevices.prototype.getUserMedia.call(browser, { audio: true })
    }
    expect(code(await createMediaDevices(browser).open('microphone', undefined, settings))).toBe('opened')
    expect(asked).toMatchObject([{ noiseSuppression: { exact: true } }, { noiseSuppression: true }])
  })

  it('never share a track between two requests of one kind', async () => {
    const capture = createMediaDevices(browser)
    const results = await Promise.all([
      capture.open('camera', 'one', settings),
      capture.open('camera', 'two', settings),
    ])
    expect(browser.asked).toMatchObject([
      { video: { deviceId: { exact: 'one' } } },
      { video: { deviceId: { exact: 'two' } } },
    ])
    const [one, two] = results.map((result) => result.ok && result.track.id)
    expect(one).not.toBe(two)
  })

  it('are asked for as exactly this device, or none in particular', async () => {
    const capture = createMediaDevices(browser)
    await capture.open('camera', undefined, settings)
    expect(browser.asked[0]?.video).not.toHaveProperty('deviceId')
  })
})

describe('the list of devices', () => {
  it('has each once, without the names that mean another, or nothing', async () => {
    browser.list = [
      fakeDevice('audioinput', 'default', 'Default - USB'),
      fakeDevice('audioinput', 'communications', 'Communications - USB'),
      fakeDevice('audioinput', 'usb', 'USB'),
      fakeDevice('videoinput', '', ''),
      fakeDevice('audiooutput', 'default'),
      fakeDevice('audiooutput', 'loud', 'Loud'),
    ]
    expect(await createMediaDevices(browser).devices()).toEqual({
      microphones: [{ id: 'usb', label: 'USB' }],
      cameras: [],
      speakers: [{ id: 'loud', label: 'Loud' }],
    })
  })

  it('is empty where the browser will not tell', async () => {
    browser.enumerateDevices = () => Promise.reject(refusal('NotAllowedError'))
    expect(await createMediaDevices(browser).devices()).toEqual({
      microphones: [],
      cameras: [],
      speakers: [],
    })
  })
})

const text = { content: 'text', frameRate: 15, maxHeight: 0 } as const

describe('a screen', () => {
  it('comes with its sound where there is some, and as sharp as it is', async () => {
    const capture = createMediaDevices(browser)
    const result = await capture.openScreen(text)
    expect(result).toMatchObject({ ok: true, video: { contentHint: 'detail' }, audio: { kind: 'audio' } })
    expect(browser.askedForScreen).toMatchObject([
      { audio: { restrictOwnAudio: true }, video: { frameRate: { max: 15 } } },
    ])
    browser.screenSound = false
    expect(await capture.openScreen(text)).not.toHaveProperty('audio')
  })

  it('of moving pictures is small enough to arrive in time', async () => {
    const motion = { content: 'motion', frameRate: 30, maxHeight: 720 } as const
    const result = await createMediaDevices(browser).openScreen(motion)
    expect(result).toMatchObject({ ok: true, video: { contentHint: 'motion' } })
    expect(browser.askedForScreen).toMatchObject([
      { video: { frameRate: { max: 30 }, height: { max: 720 } } },
    ])
  })

  it.each([
    ['the picker was closed', refusal('NotAllowedError', 'Permission denied'), 'cancelled'],
    ['the system said no', refusal('NotAllowedError', 'Permission denied by system'), 'screen-denied'],
    ['the capture fails', refusal('AbortError', 'Error starting screen capture'), 'screen-failed'],
    ['it cannot be read', refusal('NotReadableError'), 'screen-failed'],
  ])('says so when %s', async (_what, screen, expected) => {
    browser.refusals = { screen }
    expect(code(await createMediaDevices(browser).openScreen(text))).toBe(expected)
  })

  describe('in the desktop app', () => {
    const begin = vi.fn<ScreenRequests['begin']>()
    const end = vi.fn<ScreenRequests['end']>()
    const open = (request?: string) => createMediaDevices(browser, { begin, end }).openScreen(text, request)
    beforeEach(() => {
      begin.mockReset().mockResolvedValue(3)
      end.mockReset().mockResolvedValue('given')
    })

    it('is announced with the share that it is for, and its end is told', async () => {
      expect(await open('r1')).toMatchObject({ ok: true })
      expect([begin.mock.calls, end.mock.calls]).toEqual([[['r1']], [[3, true]]])
    })

    it('is not asked for when that share is not wanted any more', async () => {
      begin.mockResolvedValue(undefined)
      expect(code(await open('r1'))).toBe('cancelled')
      expect(browser.askedForScreen).toEqual([])
      expect(end).not.toHaveBeenCalled()
    })

    // What Chromium says is the same for all of them.
    it.each([
      ['cancelled', 'cancelled'],
      ['unavailable', 'cancelled'],
      ['given', 'screen-failed'],
      ['none', 'screen-failed'],
    ] as const)('that fails after the app answered %s is %s', async (answer, expected) => {
      browser.refusals = { screen: refusal('AbortError', 'Invalid capture constraints') }
      end.mockResolvedValue(answer)
      expect(code(await open())).toBe(expected)
      expect(end.mock.calls).toEqual([[3, false]])
    })

    it('that the system refuses is denied, though the app has given it', async () => {
      browser.refusals = { screen: refusal('NotAllowedError', 'Permission denied by system') }
      expect(code(await open())).toBe('screen-denied')
    })

    it('is shared though the app cannot be told, and fails when it cannot be announced', async () => {
      end.mockRejectedValue(new Error('ipc-failed'))
      expect(await open()).toMatchObject({ ok: true })
      begin.mockRejectedValue(new Error('ipc-failed'))
      expect(code(await open())).toBe('screen-failed')
      expect(browser.askedForScreen).toHaveLength(1)
    })
  })

  it('is told to be impossible where the browser has no way', async () => {
    const { getUserMedia, enumerateDevices } = browser
    const phone = { getUserMedia, enumerateDevices } as unknown as MediaDevices
    expect(code(await createMediaDevices(phone).openScreen(text))).toBe('screen-unsupported')
  })
})

it('says why there are no devices outside a secure context', async () => {
  const capture = createMediaDevices(undefined)
  expect(code(await capture.open('camera', undefined, settings))).toBe('insecure-context')
  expect(code(await capture.openScreen(text))).toBe('insecure-context')
  expect(await capture.devices()).toEqual({ microphones: [], cameras: [], speakers: [] })
  capture.onDevicesChanged(() => undefined)()
  capture.onEnded({ id: 'x', kind: 'video' }, () => undefined)()
  capture.close({ id: 'x', kind: 'video' })
})
