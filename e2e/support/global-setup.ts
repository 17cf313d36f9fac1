import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from '../../scripts/ensure-chromium.ts'
import { makeAllMedia } from './media/make-media.ts'
import { screenshotFolder, webClientFolder } from './paths.ts'

/** What every suite needs, made once before the workers start so that they cannot get in each other's way. */
export default async function prepare(): Promise<void> {
  if (!existsSync(join(webClientFolder, 'index.html'))) {
    throw new Error('The web client is not built yet; run: npm run build')
  }
  ensureChromium()
  mkdirSync(screenshotFolder, { recursive: true })
  await makeAllMedia()
}
