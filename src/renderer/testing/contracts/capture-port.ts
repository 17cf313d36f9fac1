import { kinds, opened, captureSettings, type CaptureCase } from './capture-harness.ts'
import { captureSettingsCase } from './capture-settings.ts'
import { check, equal, eventually, settle } from './case.ts'

export const captureCases: readonly CaptureCase[] = [
  {
    name: 'opens the default microphone and camera, and closes them',
    devices: 'working',
    run: async (harness) => {
      for (const kind of kinds) {
        const track = await opened(harness, kind)
        check(harness.isLive(track), `${kind} is not live`)
        harness.capture.close(track)
        check(!harness.isLive(track), `${kind} is still live`)
        harness.capture.close(track)
      }
    },
  },
  {
    name: 'opens each listed device by its id',
    devices: 'working',
    run: async (harness) => {
      for (const kind of kinds) harness.capture.close(await opened(harness, kind))
      const { microphones, cameras } = await harness.capture.devices()
      for (const [kind, list] of [
        ['microphone', microphones],
        ['camera', cameras],
      ] as const) {
        for (const { id } of list) harness.capture.close(await opened(harness, kind, id))
      }
    },
  },
  {
    name: 'says not found of a device that is not there',
    devices: 'working',
    run: async ({ capture }) => {
      for (const kind of kinds) {
        const result = await capture.open(kind, 'no such device', captureSettings)
        equal(result.ok ? 'opened' : result.error.code, `${kind}-not-found`, 'result')
      }
    },
  },
  {
    name: 'asks once for both when both are wanted together',
    devices: 'working',
    run: async (harness) => {
      const before = harness.questions()
      const both = await Promise.all(
        kinds.map((kind) => harness.capture.open(kind, undefined, captureSettings)),
      )
      equal(harness.questions() - before, 1, 'questions')
      equal(
        both.map((result) => result.ok && result.track.kind),
        ['audio', 'video'],
        'tracks',
      )
      for (const result of both) if (result.ok) harness.capture.close(result.track)
    },
  },
  {
    name: 'gives the microphone though the camera wanted with it is missing',
    devices: 'working',
    run: async (harness) => {
      const [microphone, camera] = await Promise.all([
        opened(harness, 'microphone'),
        harness.capture.open('camera', 'no such device', captureSettings),
      ])
      equal(camera.ok ? 'opened' : camera.error.code, 'camera-not-found', 'camera')
      check(harness.isLive(microphone), 'the microphone is not live')
      harness.capture.close(microphone)
    },
  },
  {
    name: 'gives two requests a track each, so that closing one leaves the other',
    devices: 'working',
    run: async (harness) => {
      const [one, two] = await Promise.all([opened(harness, 'camera'), opened(harness, 'camera')])
      check(one.id !== two.id, 'one track for two requests')
      harness.capture.close(one)
      check(harness.isLive(two), 'both are closed')
      harness.capture.close(two)
    },
  },
  {
    name: 'says denied when the person says no',
    devices: 'denied',
    run: async ({ capture }) => {
      for (const kind of kinds) {
        const result = await capture.open(kind, undefined, captureSettings)
        equal(result.ok ? 'opened' : result.error.code, `${kind}-denied`, 'result')
      }
      const both = await Promise.all(kinds.map((kind) => capture.open(kind, undefined, captureSettings)))
      equal(
        both.map((result) => (result.ok ? 'opened' : result.error.code)),
        ['microphone-denied', 'camera-denied'],
        'together',
      )
    },
  },
  {
    name: 'says not found when there are no devices',
    devices: 'none',
    run: async ({ capture }) => {
      const both = await Promise.all(kinds.map((kind) => capture.open(kind, undefined, captureSettings)))
      equal(
        both.map((result) => (result.ok ? 'opened' : result.error.code)),
        ['microphone-not-found', 'camera-not-found'],
        'results',
      )
      const { microphones, cameras } = await capture.devices()
      equal([microphones, cameras], [[], []], 'devices')
    },
  },
  {
    name: 'lists each device once, with ids and labels',
    devices: 'working',
    run: async (harness) => {
      for (const kind of kinds) harness.capture.close(await opened(harness, kind))
      const { microphones, cameras, speakers } = await harness.capture.devices()
      check(microphones.length > 0 && cameras.length > 0, 'no devices')
      for (const list of [microphones, cameras, speakers]) {
        equal(new Set(list.map(({ id }) => id)).size, list.length, 'different ids')
        equal(new Set(list.map(({ label }) => label)).size, list.length, 'different labels')
        for (const { id, label } of list) {
          check(id !== '' && label !== '', 'no id or label')
          check(!['default', 'communications'].includes(id), `${id} is another name of a device`)
        }
      }
    },
  },
  {
    name: 'tells when a device goes away, and not when we close it',
    devices: 'working',
    run: async (harness) => {
      const [gone, closed, unwatched] = [
        await opened(harness, 'camera'),
        await opened(harness, 'camera'),
        await opened(harness, 'camera'),
      ]
      const told: string[] = []
      harness.capture.onEnded(gone, () => told.push('gone'))
      harness.capture.onEnded(closed, () => told.push('closed'))
      const stop = harness.capture.onEnded(unwatched, () => told.push('unwatched'))
      stop()
      stop()
      harness.capture.close(closed)
      harness.unplug(gone)
      harness.unplug(unwatched)
      await settle(harness)
      equal(told, ['gone'], 'told')
    },
  },
  {
    name: 'tells when devices come or go, until nobody listens',
    devices: 'working',
    run: async (harness) => {
      let changes = 0
      const stop = harness.capture.onDevicesChanged(() => changes++)
      harness.devicesChange()
      await eventually(harness, () => changes, 1, 'changes')
      stop()
      harness.devicesChange()
      await settle(harness)
      equal(changes, 1, 'changes after')
    },
  },
  captureSettingsCase,
  {
    name: 'makes a picture of a track',
    devices: 'working',
    run: async (harness) => {
      const track = await opened(harness, 'camera')
      check(harness.shows(harness.capture.streamOf(track), track), 'the stream does not hold the track')
      harness.capture.close(track)
    },
  },
  {
    name: 'captures a screen',
    devices: 'working',
    screen: 'allowed',
    run: async (harness) => {
      const result = await harness.capture.openScreen({ content: 'motion', frameRate: 30, maxHeight: 0 })
      check(result.ok, `no screen: ${JSON.stringify(result)}`)
      equal(result.video.kind, 'video', 'kind of track')
      check(harness.shows(result.stream, result.video), 'the stream does not hold the track')
      check(harness.isLive(result.video), 'the screen is not live')
      harness.capture.adjustScreen(result.video, { content: 'text', frameRate: 5, maxHeight: 720 })
      const told: string[] = []
      harness.capture.onEnded(result.video, () => told.push('ended'))
      harness.unplug(result.video)
      await eventually(harness, () => told, ['ended'], 'told that the source closed')
      harness.capture.close(result.video)
      if (result.audio) harness.capture.close(result.audio)
      check(!harness.isLive(result.video), 'the screen is still live')
    },
  },
  {
    name: 'knows a closed picker from a failure',
    devices: 'denied',
    screen: 'cancelled',
    run: async ({ capture }) => {
      equal(
        await capture.openScreen({ content: 'text', frameRate: 15, maxHeight: 0 }),
        { ok: false, cancelled: true },
        'result',
      )
    },
  },
]
