/**
 * Makes `dist/`: the package as it is published. One file runs the server, with everything it needs inside, so that it
 * works without node_modules; another is the same as a library. `npm pack ./signaling-server/dist` packs it.
 */
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { LicenceList } from './licences.ts'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })
mkdirSync(here('dist'))
const licences = new LicenceList()
for (const name of ['cli', 'index']) {
  await build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    // The second sees what the first has brought, so its list is complete.
    plugins: [name === 'cli' ? licences.collect() : licences.emit()],
    // Nothing is left to install but Node itself; ws finds its optional native helpers or does without.
    ssr: { noExternal: true, external: ['bufferutil', 'utf-8-validate'] },
    build: {
      ssr: here(`src/${name}.ts`),
      outDir: here('dist'),
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.js`, codeSplitting: false } },
    },
  })
}
chmodSync(here('dist/cli.js'), 0o755)

const { name, version, description, license, type, engines } = JSON.parse(
  readFileSync(here('package.json'), 'utf8'),
) as Record<string, unknown>
const manifest = {
  name,
  version,
  description,
  license,
  type,
  engines,
  bin: { 'visavis-signaling-server': 'cli.js' },
  exports: { '.': './index.js' },
  files: ['cli.js', 'index.js', 'licences.txt', 'ops'],
}
writeFileSync(here('dist/package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
copyFileSync(here('README.md'), here('dist/README.md'))
copyFileSync(here('../LICENSE'), here('dist/LICENSE'))
cpSync(here('ops'), here('dist/ops'), { recursive: true })
