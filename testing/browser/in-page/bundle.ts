import { join } from 'node:path'
import { build } from 'vite'
import { testingFolder } from '../../paths.ts'

const built = new Map<string, Promise<string>>()

export type InPageScript = 'probe' | 'leaks' | 'first-frame' | 'connections'

/** A script of this folder as one plain script text, to be given to pages before their own. */
export function inPageScript(name: InPageScript): Promise<string> {
  return bundleForPage(join(testingFolder, 'browser/in-page', `${name}.ts`))
}

/** A TypeScript file and all it imports as one plain script text; made once per process. */
export function bundleForPage(entry: string): Promise<string> {
  const script = built.get(entry) ?? bundle(entry)
  built.set(entry, script)
  return script
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry, formats: ['iife'], name: 'visavisTestScript' },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  for (const output of outputs) {
    if ('output' in output) return output.output[0].code
  }
  throw new Error(`${entry} came out empty`)
}
