import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { root } from './build/build-app.ts'
import { ensureChromium } from './ensure-chromium.ts'

/** `tsx scripts/make-icons.ts`: draws the PNG files from the drawings in build/. Run it when one has changed. */

const trayFolder = join(root, 'src/main/tray/icons')
const trayStates = ['idle', 'in-call', 'muted', 'sharing']
/** In colour for bars of any shade; as a template (black, by its opacity) for macOS, which paints it itself. */
const trayStyles = {
  colour:
    '.left { fill: #f08a3c } .right { fill: #9aa0aa } .left.line { fill: none; stroke: #f08a3c } .right.line { fill: none; stroke: #9aa0aa }',
  template: '.left, .right { fill: #000 } .line { fill: none; stroke: #000 }',
}

async function draw(page: Page, svg: string, size: number, style: string): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px } ${style}</style>${svg}`,
  )
  return page.screenshot({ omitBackground: true })
}

const browser = await chromium.launch({ executablePath: ensureChromium().path, args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  const build = join(root, 'build')
  const icon = readFileSync(join(build, 'icon.svg'), 'utf8')
  // electron-builder takes the large one and makes each system's own format of it.
  writeFileSync(join(build, 'icon.png'), await draw(page, icon, 1024, ''))
  writeFileSync(join(build, 'icon-512.png'), await draw(page, icon, 512, ''))

  const tray = readFileSync(join(build, 'tray.svg'), 'utf8')
  mkdirSync(trayFolder, { recursive: true })
  for (const state of trayStates) {
    const others = trayStates.filter((other) => other !== state).map((other) => `g.${other}`)
    const hidden = `${others.join(', ')} { display: none }`
    for (const [style, css] of Object.entries(trayStyles)) {
      const png = await draw(page, tray, 32, `${css} ${hidden}`)
      writeFileSync(join(trayFolder, `${state}-${style}.png`), png)
    }
  }
} finally {
  await browser.close()
}
