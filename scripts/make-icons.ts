import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { root } from './build/build-app.ts'
import { ensureChromium } from './ensure-chromium.ts'

/** `tsx scripts/make-icons.ts`: draws the icon's PNG files from build/icon.svg. Run it when the drawing has changed. */
const sizes = [512, 1024]
const folder = join(root, 'build')

const browser = await chromium.launch({ executablePath: ensureChromium().path, args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8')
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`)
    const png = await page.screenshot({ omitBackground: true })
    // electron-builder takes the largest and makes each system's own format of it.
    writeFileSync(join(folder, size === 1024 ? 'icon.png' : `icon-${size}.png`), png)
  }
} finally {
  await browser.close()
}
