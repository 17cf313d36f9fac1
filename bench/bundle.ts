import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { webClientFolder } from '../e2e/support/paths.ts'
import { print, round } from './report.ts'

/** Kilobytes of 1000 bytes, gzipped: what may cross the wire as JavaScript before the first call. */
const goalKilobytes = 180

/** Every script that the page's entry loads before it can show a call: static imports and preloads, all the way down. */
function scriptsOfPage(): string[] {
  const html = readFileSync(join(webClientFolder, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) =>
    path.replace(/^\.?\//, ''),
  )
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path) || !existsSync(join(webClientFolder, path))) return
    found.add(path)
    const source = readFileSync(join(webClientFolder, path), 'utf8')
    for (const [, from = ''] of source.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      visit(normalize(join(dirname(path), from)))
    }
  }
  entries.forEach(visit)
  return [...found]
}

const rounds = scriptsOfPage().map((script) => {
  const source = readFileSync(join(webClientFolder, script))
  return { script, kilobytes: round(gzipSync(source, { level: 9 }).length / 1000) }
})
const total = round(rounds.reduce((sum, { kilobytes }) => sum + kilobytes, 0))
if (!process.argv.includes('--json')) console.table(rounds)
print(
  {
    name: 'bundle',
    unit: 'kB gzip',
    ours: total,
    floor: goalKilobytes,
    peers: {},
    ratio: Math.round((total / goalKilobytes) * 100) / 100,
    rounds: rounds.map(({ script, kilobytes }) => ({ [script]: kilobytes })),
  },
  `at most ${goalKilobytes} kB of JavaScript before the first call`,
)
