import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** Somebody else's package of which something is in what we ship. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly licence: string
  readonly text: string
}

/**
 * Notes which packages the bundlers take files from, so that their licences go along with them. Of several builds the
 * last emits the list.
 */
export class LicenceList {
  readonly #folders = new Set<string>()

  /** For a build whose output has no file of its own for the list. */
  collect(): Plugin {
    return this.#plugin('visavis-collect-licences', () => undefined)
  }

  /** For the last build: adds `licences.txt` to its output. */
  emit(): Plugin {
    return this.#plugin('visavis-emit-licences', (emitFile) =>
      emitFile({ type: 'asset', fileName: 'licences.txt', source: describe(this.packages()) }),
    )
  }

  /** For what a bundle gets by other ways than an import, such as styles that a plugin puts together. */
  add(name: string, from: string): void {
    this.#folders.add(installedFolder(name, from))
  }

  /** For a package that was bundled together with what it depends on before it was published. */
  addWithDependencies(name: string, from: string): void {
    const folder = installedFolder(name, from)
    if (this.#folders.has(folder)) return
    this.#folders.add(folder)
    const { dependencies = {} } = manifestIn(folder)
    for (const dependency of Object.keys(dependencies)) this.addWithDependencies(dependency, folder)
  }

  packages(): readonly BundledPackage[] {
    return [...this.#folders].map(read).sort((a, b) => a.name.localeCompare(b.name, 'en'))
  }

  #plugin(name: string, done: (emitFile: (file: Emitted) => void) => void): Plugin {
    let root = ''
    const see = (path: string) => {
      // Assets are named from the root of the build.
      const folder = packageFolder(resolve(root, path))
      if (folder !== undefined) this.#folders.add(folder)
    }
    return {
      name,
      apply: 'build',
      configResolved: (config) => void (root = config.root),
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          // What was imported but left out by tree shaking is not there and needs no licence.
          const files = output.type === 'chunk' ? output.moduleIds : output.originalFileNames
          files.forEach(see)
        }
        done((file) => void this.emitFile(file))
      },
    }
  }
}

interface Emitted {
  readonly type: 'asset'
  readonly fileName: string
  readonly source: string
}

/** The folder of the package that a file belongs to, and undefined for our own. */
function packageFolder(path: string): string | undefined {
  // Bundlers put a NUL into the names of helpers of their own, and add queries.
  const [file = ''] = path.replaceAll('\\', '/').split(/[?\0]/)
  const at = file.lastIndexOf('node_modules/')
  if (at < 0) return undefined
  const parts = file.slice(at + 'node_modules/'.length).split('/')
  const name = parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join('/')
  return join(file.slice(0, at), 'node_modules', name)
}

/** Where `from` finds a package: in its own node_modules, or in those of a folder above. */
function installedFolder(name: string, from: string): string {
  const folder = join(from, 'node_modules', name)
  if (existsSync(join(folder, 'package.json'))) return realpathSync(folder)
  if (dirname(from) === from) throw new Error(`${name} is not installed`)
  return installedFolder(name, dirname(from))
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

function read(folder: string): BundledPackage {
  const { name, version, license } = manifestIn(folder)
  if (license === undefined) throw new Error(`${name} names no licence`)
  return { name, version, licence: license, text: licenceText(folder) }
}

function licenceText(folder: string): string {
  const files = readdirSync(folder)
  const file = files.find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry))
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim()
  // Some only say in their readme what they are under.
  const readme = files.find((entry) => /^readme(\.\w+)?$/i.test(entry))
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8')
  const section = /^#+ licen[cs]e\s*\n([^#]+)/im.exec(text)?.[1]
  return section?.trim() ?? '(The package names this licence and carries no text of it.)'
}

const line = '─'.repeat(80)

function describe(packages: readonly BundledPackage[]): string {
  const heading = 'Visavis contains parts of these packages, under the licences that follow.\n'
  const parts = packages.map(
    ({ name, version, licence, text }) => `\n${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n`,
  )
  return heading + parts.join('')
}
