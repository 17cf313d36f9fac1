import { mkdirSync } from 'node:fs'
import { ensureChromium } from '../setup/ensure-chromium.ts'
import { makeAllMedia } from '../media/make-media.ts'
import { screenshotFolder } from '../paths.ts'
import { ensureWebClient } from '../setup/ensure-web-client.ts'

/** What every suite needs, made once before the workers start so that they cannot get in each other's way. */
export default async function prepare(): Promise<void> {
  ensureWebClient()
  ensureChromium()
  mkdirSync(screenshotFolder, { recursive: true })
  await makeAllMedia()
}
