import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DesktopOptions } from '../testing/desktop/desktop-app.ts'
import { launchDesktop } from '../testing/desktop/launch-desktop.ts'
import { testingFolder } from '../testing/paths.ts'
import { buildIfStale, root } from '../testing/setup/build-app.ts'
import { median, print } from './report.ts'

/** Milliseconds from the start of the program until this is on its first page. */
async function start(options: Pick<DesktopOptions, 'program'>, visible: string): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'visavis-bench-'))
  const app = await launchDesktop({ person: 'ada', profile, ...options })
  try {
    const page = await app.firstWindow()
    await page.getByTestId(visible).waitFor()
    return Math.round(performance.now() - app.startedAt)
  } finally {
    kind = app.kind
    await app.kill()
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  }
}

let kind = 'stand-in'

/** Kilobytes of 1000 bytes of what is on disk below a folder of out/. */
function kilobytes(...path: string[]): number {
  const folder = join(root, 'out', ...path)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    statSync(join(folder, name)),
  )
  return Math.round(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 1000)
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean' } },
})
buildIfStale()
// The floor does as little as a program with one window can: it shows one line of text.
const floor = { program: join(testingFolder, 'desktop/contract-program') }
const rounds: { ours: number; floor: number }[] = []
for (let round = 0; round < Number(values.rounds); round++) {
  rounds.push({ ours: await start({}, 'new-call'), floor: await start(floor, 'contract') })
}
const ours = median(rounds.map((round) => round.ours))
const least = median(rounds.map((round) => round.floor))
print(
  {
    name: 'start',
    unit: `ms to the home screen, in the ${kind}`,
    ours,
    floor: least,
    peers: {},
    ratio: Math.round((ours / least) * 100) / 100,
    rounds,
  },
  `no worse than before; compare runs of one machine only. Packed, in kB: main ${kilobytes('main')}, preload ${kilobytes('preload')}, page ${kilobytes('renderer')}`,
)
