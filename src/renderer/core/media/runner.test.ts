import { describe, expect, it } from 'vitest'
import { parsePreferences } from '../../../shared/preferences.ts'
import { FakeCapture } from '../../testing/fake-capture.ts'
import { FakeProcessors } from '../../testing/fake-processors.ts'
import { FakeLevels } from '../../testing/fake-levels.ts'
import { HandClock } from '../../testing/hand-clock.ts'
import { startShare, textQuality } from '../../testing/media-script.ts'
import { quietLogger } from '../../testing/quiet-logger.ts'
import type { Notice } from '../app/app.ts'
import type { SentMedia } from './sent-tracks.ts'
import type { LocalTracks } from '../ports/peer-connection.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import { createMediaRunner } from './runner.ts'
import { mediaView } from './view.ts'

class FakePreferences implements PreferencesPort {
  value = parsePreferences({})

  update(change: Partial<PreferencesPort['value']>): void {
    this.value = { ...this.value, ...change }
    for (const listener of this.listeners) listener(this.value)
  }

  readonly listeners = new Set<(value: PreferencesPort['value']) => void>()

  subscribe(listener: (value: PreferencesPort['value']) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

async function running() {
  const capture = new FakeCapture()
  const levels = new FakeLevels()
  const processors = new FakeProcessors()
  const preferences = new FakePreferences()
  const notices: Notice[] = []
  const sends: SentMedia[] = []
  const tracks: LocalTracks[] = []
  const runner = createMediaRunner(
    {
      capture,
      processors,
      levels,
      preferences,
      clock: new HandClock(),
      logger: quietLogger,
    },
    {
      changed: () => undefined,
      notice: (notice) => notices.push(notice),
      sends: (sent) => sends.push(sent),
      tracks: (given) => tracks.push(given),
    },
  )
  runner.send({ type: 'start', wanted: { microphone: true, camera: true }, chosen: {} })
  await settle()
  return { capture, processors, levels, preferences, notices, sends, tracks, runner }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('the media runner', () => {
  it('opens, tells the links, and reads the list', async () => {
    const { runner, sends, tracks, capture } = await running()
    expect(sends.at(-1)).toEqual({ microphone: true, camera: true, screen: false })
    expect(tracks.at(-1)).toEqual(runner.tracks)
    expect([runner.tracks.microphone?.id, runner.tracks.camera?.id]).toEqual(capture.live.map(({ id }) => id))
    expect(runner.state.devices).toEqual(capture.list)
    expect(mediaView(runner.state).preview).toEqual({ id: `of-${runner.tracks.camera?.id ?? ''}` })
  })

  it('tells the links only of what changes for them', async () => {
    const { runner, tracks } = await running()
    const before = tracks.length
    runner.send({ type: 'choose-device', kind: 'speaker', id: 'spk-1' })
    expect(tracks.length).toBe(before)
    runner.send({ type: 'set-device', kind: 'microphone', on: false })
    expect(tracks.slice(before).map(({ microphone }) => microphone)).toEqual([null])
  })

  it('remembers what the person chose', async () => {
    const { runner, preferences } = await running()
    runner.send({ type: 'set-device', kind: 'camera', on: false })
    runner.send({ type: 'choose-device', kind: 'microphone', id: 'mic-1' })
    expect(preferences.value).toMatchObject({
      cameraOn: false,
      microphoneOn: true,
      microphoneId: 'mic-1',
      cameraId: undefined,
    })
  })

  it('listens to a muted microphone, and says when somebody talks into it', async () => {
    const { runner, levels, notices } = await running()
    const microphone = runner.tracks.microphone?.id ?? ''
    expect(levels.watched).toEqual([])
    runner.send({ type: 'set-device', kind: 'microphone', on: false })
    expect(levels.watched).toEqual([microphone])
    levels.loudness.set(microphone, 0.9)
    for (let reading = 0; reading < 20; reading++) levels.read()
    expect(notices).toEqual([{ type: 'talking-while-muted' }])
    runner.send({ type: 'set-device', kind: 'microphone', on: true })
    expect(levels.watched).toEqual([])
  })

  it('replaces a camera that is unplugged', async () => {
    const { runner, capture, notices } = await running()
    const before = runner.tracks.camera
    if (!before) throw new Error('no camera')
    capture.plug({ cameras: [{ id: 'cam-2', label: 'Camera two' }] })
    capture.end(before)
    expect(runner.tracks.camera).toBeNull()
    await settle()
    expect(runner.tracks.camera).not.toBeNull()
    expect(notices).toEqual([{ type: 'device-switched', kind: 'camera', label: 'Camera two' }])
  })

  it('ends a share whose source closes', async () => {
    const { runner, capture, notices, sends } = await running()
    runner.send(startShare)
    await settle()
    expect(sends.at(-1)?.screen).toBe(true)
    if (!runner.tracks.screenVideo) throw new Error('no screen')
    expect(runner.tracks.screenContent).toBe('text')
    expect(capture.qualities.get(runner.tracks.screenVideo.id)).toEqual(textQuality)
    capture.end(runner.tracks.screenVideo)
    expect(sends.at(-1)?.screen).toBe(false)
    expect(notices).toEqual([{ type: 'share-source-closed' }])
  })

  it('sends another screen in place of the one that is shared, and leaves only that open', async () => {
    const { runner, capture, tracks, sends } = await running()
    runner.send(startShare)
    await settle()
    const before = runner.tracks.screenVideo
    runner.send({ ...startShare, shareRequest: 'r1' })
    expect(runner.tracks.screenVideo).toBe(before)
    await settle()
    expect(runner.tracks.screenVideo).not.toBe(before)
    expect(tracks.at(-1)?.screenVideo).toBe(runner.tracks.screenVideo)
    expect(sends.map(({ screen }) => screen).slice(-2)).toEqual([true, true])
    expect(capture.shareRequests).toEqual([undefined, 'r1'])
    expect(capture.live).toHaveLength(3)
  })

  it('opens devices as they are wanted, and follows when that changes', async () => {
    const { runner, capture, preferences } = await running()
    const [before, camera] = [runner.tracks.microphone, runner.tracks.camera]
    preferences.update({ noiseSuppression: false, cameraHeight: 1080 })
    await settle()
    // The fake does as Chromium: a picture changes in place, a sound needs another track.
    expect(runner.tracks.camera).toBe(camera)
    expect(capture.settings.get(camera?.id ?? '')).toMatchObject({ cameraHeight: 1080 })
    expect(runner.tracks.microphone).not.toBe(before)
    expect(capture.settings.get(runner.tracks.microphone?.id ?? '')).toMatchObject({
      noiseSuppression: false,
    })
    expect(capture.live).toHaveLength(2)
    preferences.update({ theme: 'dark' })
    await settle()
    expect(capture.tracks).toHaveLength(3)
  })

  it('sends what the wanted processors make of the camera', async () => {
    const { runner, processors, preferences, tracks } = await running()
    const camera = runner.tracks.camera?.id ?? ''
    processors.names.camera = ['blur']
    preferences.update({ theme: 'dark' })
    await settle()
    expect(tracks.at(-1)?.camera?.id).toBe(`blur(${camera})`)
    expect(mediaView(runner.state).preview).toEqual({ id: `of-blur(${camera})` })
    runner.send({ type: 'set-device', kind: 'camera', on: false })
    expect(processors.running.size).toBe(0)
  })

  it('keeps the camera as it is and says so when a processor that is switched on cannot run', async () => {
    const { runner, processors, preferences, notices, capture } = await running()
    const camera = runner.tracks.camera
    processors.names.camera = ['blur']
    processors.broken.add('blur')
    preferences.update({ theme: 'dark' })
    await settle()
    expect(runner.tracks.camera).toEqual(camera)
    expect(notices).toMatchObject([{ type: 'device-kept', kind: 'camera', error: { code: 'camera-failed' } }])
    expect(capture.live).toHaveLength(2)
  })

  it('leaves nothing open and nobody listening, whatever went on', async () => {
    const { runner, capture, levels } = await running()
    runner.send({ type: 'set-device', kind: 'microphone', on: false })
    runner.send(startShare)
    if (runner.tracks.camera) capture.end(runner.tracks.camera)
    await settle()
    runner.send({ type: 'choose-device', kind: 'camera', id: 'cam-1' })
    runner.dispose()
    await settle()
    expect(capture.live).toEqual([])
    expect(capture.listeners).toBe(0)
    expect(levels.watched).toEqual([])
  })
})
