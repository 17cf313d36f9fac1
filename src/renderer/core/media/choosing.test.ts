import { describe, expect, it } from 'vitest'
import { MediaScript, track } from '../../testing/media-script.ts'

const mic = (id: string) => track(id, 'audio')
const cam = (id: string) => track(id, 'video')

function running(): MediaScript {
  const script = new MediaScript()
  script.feed({ type: 'start', wanted: { microphone: true, camera: true }, chosen: { camera: 'first' } })
  script.answer('microphone', mic('mic-a'))
  script.answer('camera', cam('cam-a'))
  script.effects.length = 0
  return script
}

describe('a device that was chosen and cannot be had', () => {
  it('leaves the one in use as it is, says so, and takes the choice back', () => {
    const script = running()
    script.feed({ type: 'choose-device', kind: 'camera', id: 'second' })
    script.refuse('camera', 'camera-in-use')
    expect(script.view.camera).toMatchObject({ status: 'on', track: { id: 'cam-a' } })
    expect(script.view.chosen.camera).toBe('first')
    expect(script.closed).toEqual([])
    expect(script.notices).toEqual([
      { type: 'device-kept', kind: 'camera', label: 'cam-a', error: { code: 'camera-in-use' } },
    ])
    expect(script.effects.findLast(({ type }) => type === 'remember-devices')).toMatchObject({
      chosen: { camera: 'first' },
    })
  })

  it('is waited for in silence when it came back by itself', () => {
    const script = running()
    script.devices({ cameras: ['other'] })
    script.devices({ cameras: ['other', 'first'] })
    script.refuse('camera', 'camera-in-use')
    expect(script.view.camera).toMatchObject({ status: 'on', track: { id: 'cam-a' } })
    expect(script.view.chosen.camera).toBe('first')
    expect(script.notices).toEqual([])
  })

  it('is a failure when nothing else is open', () => {
    const script = running()
    script.feed({ type: 'track-ended', track: 'cam-a' })
    script.refuse('camera', 'camera-in-use')
    expect(script.view.camera).toMatchObject({ status: 'failed', error: { code: 'camera-in-use' } })
  })
})

describe('changed capture settings', () => {
  it('are brought to what is open, and it is opened anew where that cannot be', () => {
    const script = running()
    script.feed({ type: 'settings-changed', kind: 'microphone' })
    expect(script.effects).toEqual([{ type: 'adjust-device', kind: 'microphone', track: mic('mic-a') }])
    script.feed({ type: 'adjust-failed', kind: 'microphone', track: 'mic-a' })
    expect(script.view.microphone).toMatchObject({ status: 'on', track: { id: 'mic-a' } })
    script.answer('microphone', mic('mic-b'))
    expect(script.view.microphone).toMatchObject({ status: 'on', track: { id: 'mic-b' } })
    expect(script.closed).toEqual(['mic-a'])
    expect(script.notices).toEqual([])
  })

  it('ask again for what is on its way', () => {
    const script = new MediaScript()
    script.feed({ type: 'start', wanted: { microphone: false, camera: true }, chosen: {} })
    script.feed({ type: 'settings-changed', kind: 'camera' })
    script.answer('camera', cam('old'))
    script.answer('camera', cam('new'))
    expect(script.closed).toEqual(['old'])
    expect(script.view.camera).toMatchObject({ track: { id: 'new' } })
  })

  it('close a muted microphone that cannot be changed: it is opened as wanted when it is switched on', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'microphone', on: false })
    script.feed({ type: 'settings-changed', kind: 'microphone' })
    script.feed({ type: 'adjust-failed', kind: 'microphone', track: 'mic-a' })
    expect(script.closed).toEqual(['mic-a'])
    expect(script.asked).toEqual([])
    script.feed({ type: 'set-device', kind: 'microphone', on: true })
    expect(script.asked).toMatchObject([{ kind: 'microphone' }])
  })

  it('do nothing to what is closed, or was replaced meanwhile', () => {
    const script = running()
    script.feed({ type: 'set-device', kind: 'camera', on: false })
    script.effects.length = 0
    script.feed({ type: 'settings-changed', kind: 'camera' })
    script.feed({ type: 'adjust-failed', kind: 'camera', track: 'cam-a' })
    script.feed({ type: 'stop' })
    script.effects.length = 0
    script.feed({ type: 'settings-changed', kind: 'microphone' })
    expect(script.effects).toEqual([])
  })
})
