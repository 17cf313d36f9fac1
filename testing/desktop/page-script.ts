import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleForPage } from '../browser/in-page/bundle.ts'
import { testingFolder } from '../paths.ts'

/** The script to give a page before its own. @param preload path of the built preload */
export async function pageScript(preload: string): Promise<string> {
  const world = await bundleForPage(join(testingFolder, 'desktop/page-world.ts'))
  const text = readFileSync(preload, 'utf8')
  return `(() => {
    ${world}
    visavisTestScript.enterPageWorld((require) => { const exports = {}, module = { exports };\n${text}\n})
  })()`
}
