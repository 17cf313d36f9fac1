import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, it } from 'vitest'
import { buildIfStale, rendererFolder, root } from '../../testing/setup/build-app.ts'

beforeAll(() => buildIfStale(), 120_000)

/** Those that ask for no more than to be named. Another one needs a look first. */
const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'OFL-1.1']

interface Entry {
  readonly name: string
  readonly licence: string
  readonly text: string
}

function entries(): Entry[] {
  const list = readFileSync(join(rendererFolder, 'licences.txt'), 'utf8')
  const parts = list.split(/^─+\n(\S+) \S+ \((.+)\)\n─+\n/m).slice(1)
  return Array.from({ length: parts.length / 3 }, (_, index) => {
    const [name = '', licence = '', text = ''] = parts.slice(index * 3)
    return { name, licence, text: text.trim() }
  })
}

/** The packages that the shipped sources import for more than their types. */
function importedPackages(): string[] {
  const folders = ['src', 'signaling-server/src/protocol', 'signaling-server/src/rooms']
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|vue)$/.test(name) && !/\.test\.|\.d\.ts$|testing/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  const names = sources.flatMap(importsOf).map((specifier) =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  )
  return [...new Set(names)].filter(
    (name) =>
      !name.startsWith('.') &&
      !name.startsWith('@visavis/') &&
      name !== 'electron' &&
      !builtinModules.includes(name.replace(/^node:/, '')),
  )
}

function importsOf(source: string): string[] {
  const script = /<script[^>]*>([\s\S]*?)<\/script>/.exec(source)?.[1] ?? source
  const file = ts.createSourceFile('source.ts', script, ts.ScriptTarget.Latest)
  return file.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const typesOnly = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    return typesOnly || !ts.isStringLiteral(moduleSpecifier) ? [] : [moduleSpecifier.text]
  })
}

it('names every package that the app imports, its fonts and its styles', () => {
  const listed = entries().map(({ name }) => name)
  const imported = importedPackages()
  expect(imported).toContain('vue')
  expect(imported.filter((name) => !listed.includes(name))).toEqual([])
  // Bundled by other ways than an import: the embedded server's, the font, the reset of the styles, and a part of the
  // published simple-peer.
  expect(listed).toEqual(
    expect.arrayContaining(['ws', '@fontsource-variable/inter', 'tailwindcss', 'readable-stream']),
  )
})

it('names no package twice, and gives each its text', () => {
  const list = entries()
  expect(new Set(list.map(({ name }) => name)).size).toBe(list.length)
  expect(list.filter(({ text }) => text === '')).toEqual([])
})

it('has licences only that allow what we do', () => {
  expect(entries().filter(({ licence }) => !allowed.includes(licence))).toEqual([])
})
