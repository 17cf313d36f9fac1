import { describe, expect, it } from 'vitest'
import { MediaScript, startShare, textQuality, track } from '../../testing/media-script.ts'

const mic = (id: string) => track(id, 'audio')
const cam = (id: string) => track(id, 'video')

/** Started with both devices on and both answered: `mic-a`, `cam-a`. */
function running(chosen: { microphone?: string; camera?: string; speaker?: string } = {}): MediaScript {
  const script = new MediaScript()
  script.feed({ type: 'start', wanted: { microphone: true, camera: true }, chosen })
  script.answer('microphone', mic('mic-a'))
  script.answer('camera', cam('cam-a'))
  script.effects.length = 0
  return script
}

describe('starting', () => {
  it('opens what is wanted, the chosen ones, and reads the list', () => {
    const script = new MediaScript()
    script.feed({
      type: 'start',
      wanted: { microphone: true, camera: false },
      chosen: { microphone: 'usb', camera: 'cam-1' },
    })
    expect(script.effects.map(({ type }) => type)).toEqual(['list-devices', 'open-device'])
    expect(script.asked).toMatchObject([{ kind: 'microphone', deviceId: 'usb' }])
    expect(script.view.microphone.status).toBe('starting')
    expect(script.view.camera.status).toBe('off')
  })

  it('happens once', () => {
    const script = running()
    script.feed({ type: 'start', wanted: { microphone: true, camera: true }, chosen: {} })
    expect(script.effects).toEqual([])
  })

  it('remembers nothing by itself', () => {
    expect(running().effects).toEqual([])
  })
})

describe('muting', () => {
  it('keeps the microphone open and sends nothing of it', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    expect(script.view.microphone).toEqual({ status: 'off' })
    expect(script.closed).toEqual([])
    expect(script.muted?.id).toBe('mic-a')
  })

  it('brings the same track back without asking anybody', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    script.feed({ type: 'set-device', kind: 'microphone', on: true })
    expect(script.view.microphone).toMatchObject({ status: 'on', track: { id: 'mic-a' } })
    expect(script.asked).toEqual([])
    expect(script.muted).toBeUndefined()
  })

  it('lets go of a muted microphone that is unplugged, and asks anew when it is wanted', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    script.feed({ type: 'track-ended', track: 'mic-a' })
    expect(script.muted).toBeUndefined()
    script.feed({ type: 'set-device', kind: 'microphone', on: true })
    expect(script.asked).toHaveLength(1)
  })

  it('does not bring back the old microphone when another was being opened', () => {
    const script = running()
    script.feed({ type: 'choose-device', kind: 'microphone', id: 'usb' })
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    expect(script.closed).toEqual(['mic-a'])
    script.feed({ type: 'set-device', kind: 'microphone', on: true })
    expect(script.asked.at(-1)).toMatchObject({ kind: 'microphone', deviceId: 'usb' })
  })

  it('is remembered', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    expect(script.effects).toEqual([
      { type: 'remember-devices', wanted: { microphone: false, camera: true }, chosen: {} },
    ])
  })
})

describe('switching the camera off', () => {
  it('closes it, so that its light goes out', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'camera', on: false })
    expect(script.closed).toEqual(['cam-a'])
    expect(script.view.camera).toEqual({ status: 'off' })
    expect(script.view.preview).toBeUndefined()
  })

  it('closes what was opened for a question that is no longer asked', () => {
    const script = new MediaScript()
    script.feed({ type: 'start', wanted: { microphone: false, camera: true }, chosen: {} })
    script.feed({ type: 'set-device', kind: 'camera', on: false })
    script.answer('camera', cam('late'))
    expect(script.closed).toEqual(['late'])
    expect(script.view.camera).toEqual({ status: 'off' })
  })

  it('does nothing before media has started', () => {
    const script = new MediaScript()
    script.feed({ type: 'set-device', kind: 'camera', on: true })
    expect(script.effects).toEqual([])
  })
})

describe('choosing a device', () => {
  it('keeps the old one until the new one is there', () => {
    const script = running()
    script.feed({ type: 'choose-device', kind: 'camera', id: 'usb' })
    expect(script.view.camera).toMatchObject({ status: 'on', track: { id: 'cam-a' } })
    expect(script.closed).toEqual([])
    script.answer('camera', cam('cam-b'))
    expect(script.view.camera).toMatchObject({ status: 'on', track: { id: 'cam-b' } })
    expect(script.closed).toEqual(['cam-a'])
    expect(script.notices).toEqual([])
  })

  it('takes only the answer to the last question', () => {
    const script = running()
    script.feed({ type: 'choose-device', kind: 'camera', id: 'one' })
    script.feed({ type: 'choose-device', kind: 'camera', id: 'two' })
    script.answer('camera', cam('of-one'))
    script.answer('camera', cam('of-two'))
    expect(script.view.camera).toMatchObject({ track: { id: 'of-two' } })
    expect(script.closed).toEqual(['of-one', 'cam-a'])
  })

  it('opens nothing that is off, and lets go of a muted microphone that is not it', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    script.feed({ type: 'set-device', kind: 'camera', on: false })
    script.feed({ type: 'choose-device', kind: 'microphone', id: 'usb' })
    script.feed({ type: 'choose-device', kind: 'camera', id: 'usb' })
    expect(script.asked).toEqual([])
    expect(script.closed).toEqual(['cam-a', 'mic-a'])
    script.feed({ type: 'set-device', kind: 'microphone', on: true })
    expect(script.asked).toMatchObject([{ kind: 'microphone', deviceId: 'usb' }])
  })

  it('is remembered, for the speaker too', () => {
    const script = running()
    script.feed({ type: 'choose-device', kind: 'speaker', id: 'loud' })
    expect(script.effects).toEqual([
      { type: 'remember-devices', wanted: { microphone: true, camera: true }, chosen: { speaker: 'loud' } },
    ])
  })
})

describe('a device that cannot be opened', () => {
  it('says why', () => {
    const script = new MediaScript()
    script.feed({ type: 'start', wanted: { microphone: true, camera: true }, chosen: {} })
    script.refuse('camera', 'camera-denied')
    expect(script.view.camera).toEqual({ status: 'failed', error: { code: 'camera-denied' } })
    expect(script.view.microphone.status).toBe('starting')
  })

  it('gives way to the default when it is the chosen one that is missing, and this is said', () => {
    const script = new MediaScript()
    script.feed({
      type: 'start',
      wanted: { microphone: false, camera: true },
      chosen: { camera: 'gone' },
    })
    script.refuse('camera', 'camera-not-found')
    expect(script.asked).toMatchObject([{ kind: 'camera', deviceId: undefined }])
    script.answer('camera', cam('built-in'))
    expect(script.view.camera.status).toBe('on')
    expect(script.notices).toEqual([{ type: 'device-switched', kind: 'camera', label: 'built-in' }])
    // The choice stays for the day the device is back.
    expect(script.view.chosen.camera).toBe('gone')
  })

  it('does not try the default for ever', () => {
    const script = new MediaScript()
    script.feed({
      type: 'start',
      wanted: { microphone: true, camera: false },
      chosen: { microphone: 'gone' },
    })
    script.refuse('microphone', 'microphone-not-found')
    script.refuse('microphone', 'microphone-not-found')
    expect(script.asked).toEqual([])
    expect(script.view.microphone).toEqual({ status: 'failed', error: { code: 'microphone-not-found' } })
    expect(script.notices).toEqual([{ type: 'device-lost', kind: 'microphone' }])
  })

  it('does not try another one when the person said no', () => {
    const script = new MediaScript()
    script.feed({ type: 'start', wanted: { microphone: false, camera: true }, chosen: { camera: 'usb' } })
    script.refuse('camera', 'camera-denied')
    expect(script.asked).toEqual([])
  })

  it('can be asked for again', () => {
    const script = new MediaScript()
    script.feed({ type: 'start', wanted: { microphone: false, camera: true }, chosen: {} })
    script.refuse('camera', 'camera-in-use')
    script.feed({ type: 'set-device', kind: 'camera', on: true })
    expect(script.asked).toHaveLength(1)
  })
})

describe('hot-plug', () => {
  it('replaces a device that went away, and says by which', () => {
    const script = running()
    script.feed({ type: 'track-ended', track: 'cam-a' })
    expect(script.view.camera.status).toBe('starting')
    script.answer('camera', cam('cam-b'))
    expect(script.notices).toEqual([{ type: 'device-switched', kind: 'camera', label: 'cam-b' }])
    expect(script.closed).toEqual([])
  })

  it('says when there is no other', () => {
    const script = running()
    script.feed({ type: 'track-ended', track: 'cam-a' })
    script.refuse('camera', 'camera-not-found')
    expect(script.notices).toEqual([{ type: 'device-lost', kind: 'camera' }])
  })

  it('tries again when one of the missing kind appears, and not for another kind', () => {
    const script = running()
    script.feed({ type: 'track-ended', track: 'cam-a' })
    script.refuse('camera', 'camera-not-found')
    script.devices({ microphones: ['m1', 'm2'], cameras: [] })
    expect(script.asked).toEqual([])
    script.devices({ microphones: ['m1', 'm2'], cameras: ['c1'] })
    expect(script.asked).toMatchObject([{ kind: 'camera' }])
  })

  it('takes the chosen device back when it returns', () => {
    const script = running({ camera: 'usb' })
    script.devices({ microphones: [], cameras: ['built-in'] })
    script.devices({ microphones: [], cameras: ['built-in', 'usb'] })
    expect(script.asked).toMatchObject([{ kind: 'camera', deviceId: 'usb' }])
  })

  it('does not take the first list for a return', () => {
    const script = running({ camera: 'usb' })
    script.devices({ microphones: [], cameras: ['usb'] })
    expect(script.asked).toEqual([])
  })

  it('says when the chosen speaker is gone', () => {
    const script = running({ speaker: 'loud' })
    script.devices({ speakers: ['loud'] })
    script.devices({ speakers: ['built-in'] })
    expect(script.notices).toEqual([{ type: 'device-lost', kind: 'speaker' }])
  })

  it('opens nothing while nothing is going on', () => {
    const script = running()
    script.feed({ type: 'stop' })
    script.devices({ microphones: ['m1'], cameras: ['c1'] })
    expect(script.asked).toEqual([])
  })
})

describe('sharing a screen', () => {
  function sharing(): MediaScript {
    const script = running()
    script.feed(startShare)
    script.answerScreen({
      ok: true,
      stream: { id: 'screen' },
      video: cam('screen-v'),
      audio: mic('screen-a'),
      label: 'All of it',
    })
    return script
  }

  it('goes by way of the picker', () => {
    const script = running()
    script.feed(startShare)
    expect(script.view.screen).toEqual({ status: 'choosing', quality: textQuality })
    expect(sharing().view.screen).toMatchObject({ status: 'sharing', label: 'All of it' })
  })

  it('opens one picker at a time', () => {
    const script = running()
    script.feed(startShare)
    script.feed(startShare)
    expect(script.effects).toHaveLength(1)
  })

  it('is off again, without a word, when the picker was closed', () => {
    const script = running()
    script.feed(startShare)
    script.answerScreen({ ok: false, cancelled: true })
    expect(script.view.screen).toEqual({ status: 'off' })
    expect(script.notices).toEqual([])
  })

  it('says why it could not be', () => {
    const script = running()
    script.feed(startShare)
    script.answerScreen({ ok: false, error: { code: 'screen-denied' } })
    expect(script.view.screen).toEqual({ status: 'off' })
    expect(script.notices).toEqual([{ type: 'error', error: { code: 'screen-denied' } }])
  })

  it('closes picture and sound when it is stopped', () => {
    const script = sharing()
    script.feed({ type: 'stop-screen-share' })
    expect(script.closed).toEqual(['screen-v', 'screen-a'])
    expect(script.view.screen).toEqual({ status: 'off' })
  })

  it('ends when the shared window is closed, and this is said', () => {
    const script = sharing()
    script.feed({ type: 'track-ended', track: 'screen-v' })
    expect(script.view.screen).toEqual({ status: 'off' })
    expect(script.notices).toEqual([{ type: 'share-source-closed' }])
    expect(script.closed).toContain('screen-a')
  })

  it('closes what a forgotten picker gives, and leaves the next one alone', () => {
    const script = running()
    script.feed(startShare)
    script.feed({ type: 'stop-screen-share' })
    script.feed(startShare)
    script.answerScreen({ ok: true, stream: { id: 's' }, video: cam('stale'), label: 'Stale' })
    expect(script.closed).toEqual(['stale'])
    expect(script.view.screen).toEqual({ status: 'choosing', quality: textQuality })
  })

  it('is as the person says in the picker, and later on while it goes on', () => {
    const script = running()
    const motion = { content: 'motion', frameRate: 30, maxHeight: 720 } as const
    script.feed({ type: 'set-share-quality', quality: motion })
    expect(script.view.screen).toEqual({ status: 'off' })
    script.feed(startShare)
    script.feed({ type: 'set-share-quality', quality: motion })
    expect(script.view.screen).toEqual({ status: 'choosing', quality: motion })
    script.answerScreen({ ok: true, stream: { id: 's' }, video: cam('v'), label: 'All' })
    expect(script.view.screen).toMatchObject({ status: 'sharing', quality: motion })
    script.feed({ type: 'set-share-quality', quality: textQuality })
    expect(script.view.screen).toMatchObject({ status: 'sharing', quality: textQuality })
    expect(script.effects.filter(({ type }) => type === 'adjust-screen')).toEqual([
      { type: 'adjust-screen', track: cam('v'), quality: motion },
      { type: 'adjust-screen', track: cam('v'), quality: textQuality },
    ])
  })

  describe('asked for outside the window', () => {
    const outside = { ...startShare, shareRequest: 'r1' } as const
    const other = { ok: true, stream: { id: 'other' }, video: cam('other-v'), label: 'Other' } as const

    it('passes on by which request', () => {
      const script = running()
      script.feed(outside)
      expect(script.effects.at(-1)).toMatchObject({ type: 'open-screen', shareRequest: 'r1' })
    })

    it('switches to the other source once that is there', () => {
      const script = sharing()
      script.feed(outside)
      expect(script.view.screen).toMatchObject({
        status: 'sharing',
        video: cam('screen-v'),
        replacement: expect.any(Number) as number,
      })
      expect(script.closed).toEqual([])
      script.answerScreen(other)
      expect(script.closed).toEqual(['screen-v', 'screen-a'])
      const { ok: _ok, ...shared } = other
      expect(script.view.screen).toEqual({ status: 'sharing', ...shared, quality: textQuality })
    })

    it('keeps what is shared as it was when nothing else comes', () => {
      const script = sharing()
      const before = script.view.screen
      script.feed(outside)
      script.answerScreen({ ok: false, cancelled: true })
      expect(script.view.screen).toEqual(before)
      script.feed(outside)
      script.answerScreen({ ok: false, error: { code: 'screen-failed' } })
      expect(script.view.screen).toEqual(before)
      expect(script.notices).toEqual([{ type: 'error', error: { code: 'screen-failed' } }])
      expect(script.closed).toEqual([])
    })

    it('takes the place of a choice that is open', () => {
      const script = running()
      script.feed(startShare)
      script.feed(outside)
      script.answerScreen({ ok: false, cancelled: true })
      expect(script.view.screen).toMatchObject({ status: 'choosing' })
      script.answerScreen(other)
      expect(script.view.screen).toMatchObject({ status: 'sharing', label: 'Other' })
    })

    it('goes on when the source before closes meanwhile, and ends with the share', () => {
      const script = sharing()
      script.feed(outside)
      script.feed({ type: 'track-ended', track: 'screen-v' })
      expect(script.view.screen).toMatchObject({ status: 'choosing' })
      expect(script.notices).toEqual([])
      script.answerScreen(other)
      expect(script.view.screen).toMatchObject({ status: 'sharing', label: 'Other' })
      script.feed(outside)
      script.feed({ type: 'stop-screen-share' })
      script.answerScreen({ ...other, video: cam('late') })
      expect(script.closed).toContain('late')
      expect(script.view.screen).toEqual({ status: 'off' })
    })
  })

  it('is not possible before media has started', () => {
    const script = new MediaScript()
    script.feed(startShare)
    expect(script.effects).toEqual([])
  })
})

describe('stopping', () => {
  it('closes everything, the muted microphone too', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    script.feed({ type: 'stop' })
    expect([...script.closed].sort()).toEqual(['cam-a', 'mic-a'])
    expect(script.view).toMatchObject({ microphone: { status: 'off' }, camera: { status: 'off' } })
  })

  it('closes what arrives after it', () => {
    const script = new MediaScript()
    script.feed({ type: 'start', wanted: { microphone: true, camera: true }, chosen: {} })
    script.feed({ type: 'stop' })
    script.answer('camera', cam('late'))
    expect(script.closed).toEqual(['late'])
  })
})
