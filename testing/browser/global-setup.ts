import { mkdirSync } from 'node:fs'
import { ensureChromium } from '../setup/ensure-chromium.ts'
import { makeAllMedia } from '../media/make-media.ts'
import { screenshotFolder } from '../paths.ts'
import { ensureWebClient } from '../setup/ensure-web-client.ts'

/** Prepares what every suite needs once, before the workers start, so that they do not do it at the same time. */
export default async function prepare(): Promise<void> {
  ensureWebClient()
  ensureChromium()
  mkdirSync(screenshotFolder, { recursive: true })
  await makeAllMedia()
}
