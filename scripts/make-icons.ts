import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { root } from '../testing/setup/build-app.ts'
import { ensureChromium } from '../testing/setup/ensure-chromium.ts'
import { icnsFile, icnsSizes } from './icons/icns.ts'
import { icoFile, icoSizes } from './icons/ico.ts'
import type { Picture } from './icons/picture.ts'

/** `npx tsx scripts/make-icons.ts`: makes every icon from the drawings in build/. Run it when one has changed. */

/** Where Linux desktops look for icons, one a size. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]

const trayFolder = join(root, 'src/main/tray/icons')
/** The buttons in the taskbar's preview on Windows, and the dot on its button. */
const taskbarFolder = join(root, 'src/main/tray/taskbar/icons')
const taskbarButtons = ['microphone', 'microphone-off', 'camera', 'camera-off', 'hang-up', 'unread']
const trayStates = ['idle', 'in-call', 'muted', 'sharing']
/** In colour for bars of any shade; as a template (black, by its opacity) for macOS, which paints it itself. */
const trayStyles = {
  colour:
    '.left { fill: #f08a3c } .right { fill: #9aa0aa } .left.line { fill: none; stroke: #f08a3c } .right.line { fill: none; stroke: #9aa0aa }',
  template: '.left, .right { fill: #000 } .line { fill: none; stroke: #000 }',
}

async function draw(page: Page, svg: string, size: number, style = ''): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px } ${style}</style>${svg}`,
  )
  return page.screenshot({ omitBackground: true })
}

/** macOS wants a margin around its icons, which the drawing has; other systems fill the square, so it is cut off. */
const withoutMargin = (svg: string) => svg.replace('viewBox="0 0 1024 1024"', 'viewBox="76 76 872 872"')

async function pictures(page: Page, svg: string, sizes: readonly number[]): Promise<Picture[]> {
  const made: Picture[] = []
  for (const size of sizes) {
    const png = await draw(page, svg, size)
    made.push({ size, png, rgba: await pixelsOf(page, png) })
  }
  return made
}

async function pixelsOf(page: Page, png: Buffer): Promise<Uint8Array> {
  const pixels = await page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    return [...context.getImageData(0, 0, image.width, image.height).data]
  }, png.toString('base64'))
  return Uint8Array.from(pixels)
}

const browser = await chromium.launch({ executablePath: ensureChromium().path, args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  const build = join(root, 'build')
  const icon = readFileSync(join(build, 'icon.svg'), 'utf8')
  const filled = withoutMargin(icon)
  writeFileSync(join(build, 'icon.icns'), icnsFile(await pictures(page, icon, icnsSizes)))
  writeFileSync(join(build, 'icon.ico'), icoFile(await pictures(page, filled, icoSizes)))
  mkdirSync(join(build, 'icons'), { recursive: true })
  for (const { size, png } of await pictures(page, filled, linuxSizes)) {
    writeFileSync(join(build, 'icons', `${size}x${size}.png`), png)
  }

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

  const taskbar = readFileSync(join(build, 'taskbar.svg'), 'utf8')
  mkdirSync(taskbarFolder, { recursive: true })
  for (const button of taskbarButtons) {
    const others = taskbarButtons.filter((other) => other !== button).map((other) => `g.${other}`)
    const png = await draw(page, taskbar, 32, `${others.join(', ')} { display: none }`)
    writeFileSync(join(taskbarFolder, `${button}.png`), png)
  }
} finally {
  await browser.close()
}
