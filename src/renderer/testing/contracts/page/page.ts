import { iceProbe } from '../../../adapters/ice-probe.ts'
import { createOpenSocket } from '../../../adapters/web-socket.ts'
import { captureCases } from '../capture-port.ts'
import type { ContractCase } from '../case.ts'
import { iceProbeCases } from '../ice-probe.ts'
import { levelMeterCases } from '../level-meter.ts'
import { linkCases } from '../link-port.ts'
import { openSocketCases, type OpenSocketHarness } from '../open-socket.ts'
import { preferencesStoreCases } from '../preferences-store.ts'
import { roomCryptoCases } from '../room-crypto.ts'
import { shellCases } from '../shell.ts'
import { trackProcessorCases } from '../track-processor.ts'
import { realCryptoHarness } from './real-crypto.ts'
import { realCaptureHarness, realLevelMeterHarness } from './real-devices.ts'
import { realLinkHarness } from './real-links.ts'
import { realProcessorHarness } from './real-processors.ts'
import { realSteps } from './real-time.ts'
import { realPreferencesHarness, realWebShellHarness } from './real-web-shell.ts'

/** Where the page finds what is outside it. */
export interface ContractSettings {
  readonly signalingUrl: string
  /** Nobody listens there. */
  readonly deadUrl: string
}

declare global {
  /** Counts what the page holds; the suites install it before everything else (testing/browser/in-page/leaks.ts). */
  var visavisContracts: {
    /** Runs one case of a port's contract against its real adapter; rejects when it does not keep it. */
    run(port: string, name: string, settings: ContractSettings): Promise<void>
  }
}

type Runner = (name: string, settings: ContractSettings) => Promise<void>

function runner<Harness>(
  cases: readonly ContractCase<Harness>[],
  harness: (settings: ContractSettings) => Harness,
): Runner {
  return async (name, settings) => {
    const contractCase = cases.find((one) => one.name === name)
    if (!contractCase) throw new Error(`no such case: ${name}`)
    await contractCase.run(harness(settings))
  }
}

function realSocketHarness({ signalingUrl, deadUrl }: ContractSettings): OpenSocketHarness {
  return {
    ...realSteps,
    openSocket: createOpenSocket(() => ({ url: signalingUrl })),
    openDead: createOpenSocket(() => ({ url: deadUrl })),
    openNonsense: createOpenSocket(() => ({ url: 'ws://[' })),
  }
}

const runners: ReadonlyMap<string, Runner> = new Map([
  ['LinkPort', runner(linkCases, realLinkHarness)],
  ['OpenSocket', runner(openSocketCases, realSocketHarness)],
  ['CapturePort', runner(captureCases, realCaptureHarness)],
  ['IceProbe', runner(iceProbeCases, () => ({ ...realSteps, probe: iceProbe }))],
  ['LevelMeter', runner(levelMeterCases, realLevelMeterHarness)],
  ['RoomCrypto', runner(roomCryptoCases, realCryptoHarness)],
  ['PreferencesPort', runner(preferencesStoreCases, realPreferencesHarness)],
  ['Shell', runner(shellCases, realWebShellHarness)],
  ['TrackProcessor', runner(trackProcessorCases, realProcessorHarness)],
])

globalThis.visavisContracts = {
  run: async (port, name, settings) => {
    const run = runners.get(port)
    if (!run) throw new Error(`no such contract: ${port}`)
    await run(name, settings)
  },
}
