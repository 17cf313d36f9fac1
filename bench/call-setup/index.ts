import { parseArgs } from 'node:util'
import type { Locator } from 'playwright'
import { Client } from '../../testing/browser/client.ts'
import { User } from '../../testing/browser/user.ts'
import { ServerProcess } from '../../testing/processes/signaling-server.ts'
import { ensureWebClient } from '../../testing/setup/ensure-web-client.ts'
import { median, print, round } from '../report.ts'
import { BareRelay } from '../../testing/bare-call/bare-relay.ts'

const rounds = 15

/** What the cameras give: `--size 640x480`, or what the app asks of a camera when nothing is said. */
const size = parseArgs({
  options: { size: { type: 'string', default: '1280x720' }, json: { type: 'boolean' } },
}).values.size

/**
 * From pressing *Join* to the first picture of the other: ours against bare connections, in the same two browsers,
 * turn and turn about, so that whatever else the machine does falls on both.
 */
async function main(): Promise<void> {
  if (size !== '640x480' && size !== '1280x720') throw new RangeError('--size is 640x480 or 1280x720')
  ensureWebClient()
  const server = await ServerProcess.start()
  const relay = await BareRelay.start()
  const ada = await Client.launch({ person: 'ada', size, instruments: ['first-frame'] })
  const ben = await Client.launch({ person: 'ben', size, instruments: ['first-frame'] })
  try {
    const taken: { ours: number; floor: number }[] = []
    await bare(ada, ben, relay.url('warm-up'))
    await ours(new User(ada), new User(ben), server.url)
    for (let at = 0; at < rounds; at++) {
      taken.push({
        floor: await bare(ada, ben, relay.url(`round-${at}`)),
        ours: await ours(new User(ada), new User(ben), server.url),
      })
    }
    const our = median(taken.map((one) => one.ours))
    const floor = median(taken.map((one) => one.floor))
    const ratio = Math.round((our / floor) * 100) / 100
    print(
      { name: `call-setup ${size}`, unit: 'ms', ours: our, floor, peers: {}, ratio, rounds: taken },
      'at most 1.0',
    )
  } finally {
    await Promise.all([ada.close(), ben.close()])
    await relay.stop()
    await server.stop()
  }
}

async function bare(caller: Client, joiner: Client, url: string): Promise<number> {
  await caller.page.goto(url)
  await caller.page.locator('button:enabled').click()
  await caller.page.locator('.in-call').waitFor({ state: 'attached' })
  await joiner.page.goto(url)
  await joiner.page.locator('button:enabled').waitFor()
  await showsPicture(joiner.page.getByTestId('local-video'))
  return firstFrameAfterEntering(joiner)
}

async function showsPicture(video: Locator): Promise<void> {
  await video.evaluate(
    (element) => new Promise((resolve) => (element as HTMLVideoElement).requestVideoFrameCallback(resolve)),
  )
}

/** The second person looks at themselves before joining, as people do, and the lobby has used that time. */
async function ours(caller: User, joiner: User, url: string): Promise<number> {
  // Leaving the page first, or going to the same address with another # would not load it afresh.
  await caller.client.page.goto('about:blank')
  await joiner.client.page.goto('about:blank')
  const code = await caller.startCall(url)
  await joiner.client.page.goto(`${url}#${code}`)
  await joiner.lobby.name.fill(joiner.name)
  await showsPicture(joiner.lobby.preview)
  await joiner.lobby.prepared.waitFor()
  return firstFrameAfterEntering(joiner.client)
}

async function firstFrameAfterEntering({ page }: Client): Promise<number> {
  await page.getByTestId('enter-call').click()
  return round(await page.evaluate(() => visavisFirstFrame))
}

await main()
