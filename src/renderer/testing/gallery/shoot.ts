/**
 * Builds the gallery, takes a picture of each state into screenshots/gallery and lists what is wrong with it: console
 * errors (a CSP violation is one), sideways scrolling, and what axe finds.
 * `npx tsx src/renderer/testing/gallery/shoot.ts [scene prefix…] [--all] [--de]`; --all adds 1920×1080.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type Axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright'
import { build, preview } from 'vite'

const folder = fileURLToPath(new URL('../../../../screenshots/gallery/', import.meta.url))
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
const sizes = {
  mini: [360, 480],
  laptop: [1280, 800],
  desk: [1920, 1080],
  // The small windows, as they open and as small as they can be made.
  companion: [320, 240],
  smallest: [208, 156],
  bar: [440, 140],
} as const
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const all = process.argv.includes('--all')
const language = process.argv.includes('--de') ? 'de' : 'en'

declare global {
  interface Window {
    axe: typeof Axe
  }
}

interface Shot {
  readonly scene: string
  readonly size: keyof typeof sizes
  readonly theme: 'light' | 'dark'
}

function shotsOf(scene: string): Shot[] {
  const companion = scene.startsWith('mini-window')
    ? (['companion', 'smallest'] as const)
    : (['bar'] as const)
  if (/^(mini-window|share-bar)/.test(scene)) return companion.map((size) => ({ scene, size, theme: 'dark' }))
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
  for (const violation of await audit(page)) problems.push(`${scene} ${size} ${theme}: ${violation}`)
  await page.screenshot({ path: `${folder}${scene}-${size}-${theme}${language === 'de' ? '-de' : ''}.png` })
  await page.close()
  return problems
}

/** Read as text and evaluated by the debugger, which the page's CSP does not bind. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    )
  })
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
