import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Modules that a file imports or re-exports by a relative path; types only when asked for. */
function importedModules(file: string, withTypes: boolean): string[] {
  const text = readFileSync(file, 'utf8')
  const script = file.endsWith('.vue') ? (/<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '') : text
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) => {
    const typeOnly =
      (ts.isImportDeclaration(statement) &&
        statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(statement) && statement.isTypeOnly)
    if (typeOnly && !withTypes) return []
    if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))) return []
    const specifier = statement.moduleSpecifier
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return []
    const target = resolve(dirname(file), specifier.text)
    return existsSync(target) ? [target] : []
  })
}

/** Modules that a file loads when it runs; imports of types only vanish and make no circle. */
const loadedModules = (file: string): string[] => importedModules(file, false)

/** The first circle found, as the files along it; undefined when there is none. */
export function findCircle(files: readonly string[], load: (file: string) => string[]): string[] | undefined {
  const done = new Set<string>()
  const path: string[] = []
  function visit(file: string): string[] | undefined {
    const start = path.indexOf(file)
    if (start >= 0) return [...path.slice(start), file]
    if (done.has(file)) return undefined
    path.push(file)
    for (const next of load(file)) {
      const circle = visit(next)
      if (circle) return circle
    }
    path.pop()
    done.add(file)
    return undefined
  }
  for (const file of files) {
    const circle = visit(file)
    if (circle) return circle
  }
  return undefined
}

const sourcesIn = (folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|vue)$/.test(name))
      .map((name) => resolve(join(folder, name))),
  )

const product = sourcesIn(['src', 'signaling-server/src'])
const aroundProduct = sourcesIn(['testing', 'e2e', 'bench', 'scripts'])

it('finds a circle where there is one', () => {
  const graph: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['b'] }
  expect(findCircle(['a'], (file) => graph[file] ?? [])).toEqual(['b', 'c', 'b'])
})

it('no file of the product imports itself through others', () => {
  expect(product.length).toBeGreaterThan(10)
  expect(findCircle(product, loadedModules)).toBeUndefined()
})

it('no file of the tests, benches and scripts imports itself through others', () => {
  expect(aroundProduct.length).toBeGreaterThan(10)
  expect(findCircle(aroundProduct, loadedModules)).toBeUndefined()
})

it('no folder of testing and e2e imports itself through others, types included', () => {
  const files = sourcesIn(['testing', 'e2e'])
  const folderOf = (file: string): string => relative('.', dirname(file))
  const folders = [...new Set(files.map(folderOf))]
  const inside = (folder: string): string[] => files.filter((file) => folderOf(file) === folder)
  const load = (folder: string): string[] => {
    const imported = inside(folder).flatMap((file) => importedModules(file, true).map(folderOf))
    return imported.filter((other) => other !== folder && folders.includes(other))
  }
  expect(folders).toContain('testing/browser')
  expect(load('e2e')).toContain('testing/browser')
  expect(findCircle(folders, load)).toBeUndefined()
})

describe('the signaling server, imports of types included', () => {
  const source = resolve('signaling-server/src')
  const files = sourcesIn(['signaling-server/src']).filter((file) => !file.endsWith('.test.ts'))
  const imports = new Map(files.map((file) => [file, importedModules(file, true)]))
  /** The top folder of a file, or the file itself where it is in no folder. */
  const folderOf = (file: string): string => relative(source, file).split('/')[0] ?? ''

  it('sees imports of types', () => {
    const file = join(source, 'sessions/client-session.ts')
    expect(importedModules(file, true)).toContain(join(source, 'sessions/transport.ts'))
    expect(importedModules(file, false)).not.toContain(join(source, 'sessions/transport.ts'))
  })

  it('no file imports itself through others', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(findCircle(files, (file) => imports.get(file) ?? [])).toBeUndefined()
  })

  it('no folder imports itself through others', () => {
    const folders = [...new Set(files.map(folderOf))]
    const load = (folder: string): string[] =>
      files
        .filter((file) => folderOf(file) === folder)
        .flatMap((file) => (imports.get(file) ?? []).map(folderOf))
        .filter((imported) => imported !== folder && folders.includes(imported))
    expect(load('sessions')).toContain('backplane')
    expect(findCircle(folders, load)).toBeUndefined()
  })
})
