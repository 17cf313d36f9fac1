import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright'
import { Client } from '../testing/browser/client.ts'
import { User } from '../testing/browser/user.ts'
import { ServerProcess } from '../testing/processes/signaling-server.ts'
import { ensureWebClient } from '../testing/setup/ensure-web-client.ts'
import { print, round } from './report.ts'

/** Kilobytes of 1000 bytes, gzipped: what may cross the wire as JavaScript before the first call. */
const goalKilobytes = 180

/**
 * Every script that a browser really fetches on the way from the first page into a first call, prefetched ones
 * included: no walk through import statements could forget one.
 */
async function scriptsUpToTheFirstCall(): Promise<{ script: string; kilobytes: number }[]> {
  ensureWebClient()
  const server = await ServerProcess.start()
  const client = await Client.launch({ person: 'ada' })
  try {
    const scripts: Promise<{ script: string; kilobytes: number }>[] = []
    client.page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(weigh(response))
    })
    await new User(client).startCall(server.url)
    await client.page.waitForLoadState('networkidle')
    return await Promise.all(scripts)
  } finally {
    await client.close()
    await server.stop()
  }
}

async function weigh(response: Response): Promise<{ script: string; kilobytes: number }> {
  const bytes = gzipSync(await response.body(), { level: 9 }).length
  return { script: new URL(response.url()).pathname, kilobytes: round(bytes / 1000) }
}

const scripts = await scriptsUpToTheFirstCall()
const total = round(scripts.reduce((sum, { kilobytes }) => sum + kilobytes, 0))
print(
  {
    name: 'bundle',
    unit: 'kB gzip',
    ours: total,
    floor: goalKilobytes,
    peers: {},
    ratio: Math.round((total / goalKilobytes) * 100) / 100,
    rounds: scripts,
  },
  `at most ${goalKilobytes} kB of JavaScript before the first call (the floor above)`,
)
