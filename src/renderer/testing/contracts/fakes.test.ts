import { describe, it } from 'vitest'
import { parsePreferences } from '../../../shared/preferences.ts'
import { createPreferencesStore } from '../../adapters/preferences-store.ts'
import { FakeCapture } from '../fake-capture.ts'
import { fakeCrypto } from '../fake-crypto.ts'
import { FakeIceProbe } from '../fake-ice-probe.ts'
import { FakeProcessors } from '../fake-processors.ts'
import { FakeLevels } from '../fake-levels.ts'
import { FakeWires } from '../fake-links.ts'
import { FakeServer } from '../fake-server.ts'
import { HandClock } from '../hand-clock.ts'
import { seededRandom } from '../seeded-random.ts'
import type { CaptureCase, CaptureHarness } from './capture-harness.ts'
import { captureCases } from './capture-port.ts'
import type { ContractCase } from './case.ts'
import { iceProbeCases } from './ice-probe.ts'
import { levelMeterCases, type LevelMeterHarness } from './level-meter.ts'
import type { LinkHarness } from './link-pair.ts'
import { linkCases } from './link-port.ts'
import { openSocketCases, type OpenSocketHarness } from './open-socket.ts'
import { preferencesStoreCases, type PreferencesStoreHarness } from './preferences-store.ts'
import { trackProcessorCases, type TrackProcessorHarness } from './track-processor.ts'
import { roomCryptoCases, type RoomCryptoHarness } from './room-crypto.ts'

/** The fakes keep the contracts of the ports they stand for; e2e/contracts.spec.ts asks the same of the real ones. */
function keeps<Harness, Case extends ContractCase<Harness>>(
  port: string,
  cases: readonly Case[],
  harness: (contractCase: Case) => Harness,
): void {
  describe(`the fake ${port}`, () => {
    for (const contractCase of cases) {
      it(contractCase.name, async () => {
        await contractCase.run(harness(contractCase))
      })
    }
  })
}

/** Fakes need no time: everything happens within a few deliveries. */
const steps = { patience: 100, quiet: 20 }

keeps('LinkPort', linkCases, (): LinkHarness => {
  const wires = new FakeWires()
  return {
    ...steps,
    portA: wires.portFor('A'),
    portB: wires.portFor('B'),
    picture: (colour) => ({ id: colour, kind: 'video' }),
    shown: async (stream) => (stream && wires.seenIn(stream)?.id) ?? 'nothing',
    left: () => wires.links.size,
    step: async () => {
      wires.deliver()
    },
  }
})

keeps('OpenSocket', openSocketCases, (): OpenSocketHarness => {
  const server = new FakeServer(new HandClock(), seededRandom(1))
  server.block('nobody')
  return {
    ...steps,
    openSocket: server.openSocket('somebody'),
    openDead: server.openSocket('nobody'),
    step: async () => {
      server.deliver()
    },
  }
})

keeps('CapturePort', captureCases, ({ devices, screen = 'allowed' }: CaptureCase): CaptureHarness => {
  const capture = new FakeCapture()
  capture.screen = screen
  if (devices === 'none') capture.list = { microphones: [], cameras: [], speakers: [] }
  if (devices === 'denied') {
    capture.problems.set('microphone', 'denied')
    capture.problems.set('camera', 'denied')
  }
  return {
    ...steps,
    capture,
    isLive: (track) => capture.live.some(({ id }) => id === track.id),
    unplug: (track) => capture.end(track),
    devicesChange: () => capture.plug({}),
    questions: () => capture.questions,
    settings: (track) => capture.settings.get(track.id) ?? {},
    shows: (stream, track) => stream.id === `of-${track.id}`,
    step: () => Promise.resolve(),
  }
})

keeps('RoomCrypto', roomCryptoCases, (): RoomCryptoHarness => ({
  crypto: fakeCrypto,
  flip: (data, fromEnd) => {
    const at = data.length - 1 - fromEnd
    return data.slice(0, at) + String.fromCharCode(data.charCodeAt(at) ^ 1) + data.slice(at + 1)
  },
}))

keeps('IceProbe', iceProbeCases, () => ({
  ...steps,
  probe: new FakeIceProbe(),
  step: () => Promise.resolve(),
}))

keeps('LevelMeter', levelMeterCases, (): LevelMeterHarness => {
  const meter = new FakeLevels()
  let made = 0
  const source = (level: number | undefined): string => {
    const id = `source-${++made}`
    if (level !== undefined) meter.loudness.set(id, level)
    return id
  }
  return {
    ...steps,
    meter,
    microphone: (sounds) => ({ id: source(sounds === 'loud' ? 1 : 0), kind: 'audio' }),
    stream: (sounds) => ({ id: source(sounds === 'loud' ? 1 : undefined) }),
    left: () => meter.watched.length,
    step: async () => {
      meter.read()
    },
  }
})

// Not a fake, but the part of both real stores that does the work; the shells add where it is kept.
keeps('PreferencesPort', preferencesStoreCases, (): PreferencesStoreHarness => {
  let kept = ''
  return {
    open: async () =>
      createPreferencesStore(parsePreferences(kept === '' ? {} : JSON.parse(kept)), (value) => {
        kept = JSON.stringify(value)
      }),
  }
})

keeps('TrackProcessor', trackProcessorCases, (): TrackProcessorHarness => {
  const processors = new FakeProcessors()
  const sources = new Set<string>()
  return {
    ...steps,
    create: () => processors.create('fake'),
    source: () => {
      const id = `source-${sources.size + 1}`
      sources.add(id)
      return Promise.resolve({ id, kind: 'audio' })
    },
    isLive: (track) => sources.has(track.id) || processors.running.has(track),
    step: () => Promise.resolve(),
  }
})
