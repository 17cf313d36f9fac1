/**
 * Builds the gallery and takes a picture of each state into screenshots/gallery:
 * `npx tsx src/renderer/testing/gallery/shoot.ts [scene prefix…] [--all]`. Without --all: one size and theme each.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright'
import { build, preview } from 'vite'

const folder = fileURLToPath(new URL('../../../../screenshots/gallery/', import.meta.url))
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
const sizes = { mini: [360, 480], laptop: [1280, 800], desk: [1920, 1080] } as const
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const all = process.argv.includes('--all')
const language = process.argv.includes('--de') ? 'de' : 'en'

interface Shot {
  readonly scene: string
  readonly size: keyof typeof sizes
  readonly theme: 'light' | 'dark'
}

function shotsOf(scene: string): Shot[] {
  // The call's stage is dark in both themes.
  const themes = scene.startsWith('call') ? (['dark'] as const) : (['light', 'dark'] as const)
  const some = all ? (['mini', 'laptop', 'desk'] as const) : (['mini', 'laptop'] as const)
  return some.flatMap((size) => themes.map((theme) => ({ scene, size, theme })))
}

async function shoot(browser: Browser, address: string, { scene, size, theme }: Shot): Promise<string[]> {
  const [width, height] = sizes[size]
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'no-preference' })
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`${scene}: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`${scene}: ${error.message}`))
  await page.goto(`${address}?scene=${scene}&theme=${theme}&language=${language}`)
  await page.waitForFunction(() => window.gallery !== undefined)
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every((video) => video.readyState >= 2),
  )
  const settles = scene.includes('server-lost') ? 3700 : 900
  await page.waitForTimeout(settles)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  if (wide) problems.push(`${scene} ${size}: scrolls sideways`)
  await page.screenshot({ path: `${folder}${scene}-${size}-${theme}${language === 'de' ? '-de' : ''}.png` })
  await page.close()
  return problems
}

mkdirSync(folder, { recursive: true })
await build({ configFile })
const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1' } })
const address = server.resolvedUrls?.local[0] ?? ''
const executablePath = '/usr/bin/chromium'
const browser = await chromium.launch({
  ...(existsSync(executablePath) ? { executablePath } : {}),
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-background-networking'],
})
try {
  const page = await browser.newPage()
  await page.goto(`${address}?scene=home-empty`)
  await page.waitForFunction(() => window.gallery !== undefined)
  const names = (await page.evaluate(() => window.gallery?.sceneNames)) ?? []
  await page.close()
  const shots = names
    .filter((name) => wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix)))
    .flatMap(shotsOf)
  const problems = new Set<string>()
  for (const shot of shots) for (const problem of await shoot(browser, address, shot)) problems.add(problem)
  console.log(`${shots.length} pictures in ${folder}`)
  for (const problem of problems) console.log(problem)
} finally {
  await browser.close()
  await server.close()
}
