import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base } from 'playwright/test'
import type { DeviceSituation } from '../src/renderer/testing/contracts/capture-harness.ts'
import { captureCases } from '../src/renderer/testing/contracts/capture-port.ts'
import { iceProbeCases } from '../src/renderer/testing/contracts/ice-probe.ts'
import { levelMeterCases } from '../src/renderer/testing/contracts/level-meter.ts'
import { linkCases } from '../src/renderer/testing/contracts/link-port.ts'
import { openSocketCases } from '../src/renderer/testing/contracts/open-socket.ts'
import type { ContractSettings } from '../src/renderer/testing/contracts/page/page.ts'
import { preferencesStoreCases } from '../src/renderer/testing/contracts/preferences-store.ts'
import { roomCryptoCases } from '../src/renderer/testing/contracts/room-crypto.ts'
import { shellCases } from '../src/renderer/testing/contracts/shell.ts'
import { trackProcessorCases } from '../src/renderer/testing/contracts/track-processor.ts'
import { freePort } from '../testing/free-port.ts'
import { Client } from '../testing/browser/client.ts'
import { bundleForPage } from '../testing/browser/in-page/bundle.ts'
import { cacheFolder, projectFolder } from '../testing/paths.ts'
import { ServerProcess } from '../testing/processes/signaling-server.ts'

/**
 * The contracts that the fakes keep in the unit tests, asked of the real adapters in a real browser. A case
 * that fails here and not there shows a fake that is too lenient, or an adapter that breaks the contract.
 */

interface Bench {
  readonly settings: ContractSettings
  readonly address: string
  /** One browser for each situation, kept for all cases of this worker. */
  browser(devices: DeviceSituation): Promise<Client>
}

const test = base.extend<object, { bench: Bench }>({
  bench: [
    async ({}, use, { workerIndex }) => {
      const server = await ServerProcess.start(0, await pageFolder(workerIndex))
      const clients = new Map<DeviceSituation, Promise<Client>>()
      await use({
        settings: { signalingUrl: server.signalingUrl, deadUrl: `ws://127.0.0.1:${await freePort()}/ws` },
        address: server.url,
        browser: (devices) => {
          const client = clients.get(devices) ?? open(devices)
          clients.set(devices, client)
          return client
        },
      })
      for (const client of clients.values()) await (await client).close()
      await server.kill()
    },
    { scope: 'worker' },
  ],
})

/** The page, served for real: what a test answers in the server's place may not connect to this computer. */
async function pageFolder(worker: number): Promise<string> {
  const folder = join(cacheFolder, `contracts-${worker}`)
  mkdirSync(folder, { recursive: true })
  const script = join(projectFolder, 'src/renderer/testing/contracts/page/page.ts')
  writeFileSync(join(folder, 'contracts.js'), await bundleForPage(script))
  const html = '<!doctype html><title>Contracts</title><script src="contracts.js" defer></script>'
  writeFileSync(join(folder, 'index.html'), html)
  return folder
}

function open(devices: DeviceSituation): Promise<Client> {
  return Client.launch({ person: 'ada', devices, instruments: ['leaks'] })
}

interface Named {
  readonly name: string
  readonly devices?: DeviceSituation
}

const contracts: Readonly<Record<string, readonly Named[]>> = {
  LinkPort: linkCases,
  OpenSocket: openSocketCases,
  CapturePort: captureCases,
  IceProbe: iceProbeCases,
  LevelMeter: levelMeterCases,
  RoomCrypto: roomCryptoCases,
  PreferencesPort: preferencesStoreCases,
  Shell: shellCases,
  TrackProcessor: trackProcessorCases,
}

for (const [port, cases] of Object.entries(contracts)) {
  test.describe(`the real ${port}`, () => {
    for (const { name, devices = 'working' } of cases) {
      test(name, async ({ bench }) => {
        const { page, pageErrors } = await bench.browser(devices)
        // A page of its own for each case: whatever an earlier one has left goes with its page.
        await page.goto('about:blank')
        await page.goto(bench.address)
        // Capturing a screen wants a person to have touched the page.
        await page.mouse.click(10, 10)
        await page.evaluate(
          ([portName, caseName, settings]) => visavisContracts.run(portName, caseName, settings),
          [port, name, bench.settings] as const,
        )
        expect(pageErrors.unexpected().filter((problem) => problem.startsWith('uncaught'))).toEqual([])
      })
    }
  })
}
