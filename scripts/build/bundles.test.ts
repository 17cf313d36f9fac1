import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildIfStale, rendererFolder, root } from '../../testing/setup/build-app.ts'

/** What was built is what ships, so these look at the bundles and not at the sources. */
beforeAll(() => buildIfStale(), 120_000)

const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Every module that a script names in an import, an import() or a call of require. */
function modulesOf(script: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      if (ts.isStringLiteralLike(node.moduleSpecifier)) found.push(node.moduleSpecifier.text)
    } else if (ts.isCallExpression(node)) {
      const isRequire = ts.isIdentifier(node.expression) && /^(__)?require$/.test(node.expression.text)
      const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword
      const [argument] = node.arguments
      if (isRequire || isImport)
        found.push(argument && ts.isStringLiteralLike(argument) ? argument.text : '(computed)')
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('bundle.js', script, ts.ScriptTarget.Latest))
  return [...new Set(found)]
}

/** A script and all that its static imports make the loader read before it runs. */
function loadedAtOnce(entry: string, read: (name: string) => string, seen: string[] = []): string[] {
  if (seen.includes(entry)) return seen
  seen.push(entry)
  const file = ts.createSourceFile('bundle.js', read(entry), ts.ScriptTarget.Latest)
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const name = statement.moduleSpecifier.text
    if (name.startsWith('.')) loadedAtOnce(join(dirname(entry), name), read, seen)
  }
  return seen
}

describe('the preload', () => {
  it('is one CommonJS file whose only module is electron, as the sandbox demands', () => {
    expect(readdirSync(join(root, 'out/preload'))).toEqual(['index.cjs'])
    const script = read('out/preload/index.cjs')
    expect(modulesOf(script)).toEqual(['electron'])
    expect(script).not.toMatch(/^\s*(import|export)\s/m)
  })

  it('hands the page no raw IPC', () => {
    const script = read('out/preload/index.cjs')
    expect(script.match(/exposeInMainWorld/g)).toHaveLength(1)
    expect(script.match(/ipcRenderer/g)).toHaveLength(1)
  })
})

describe('main', () => {
  const readMain = (name: string) => read(join('out/main', name))

  it('loads nothing but Node and electron', () => {
    const scripts = readdirSync(join(root, 'out/main'), { recursive: true, encoding: 'utf8' })
    const strangers = scripts
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => modulesOf(readMain(name)))
      .filter((name) => !name.startsWith('.') && name !== 'electron')
      .filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))
    expect(strangers).toEqual([])
  })

  it('reads at most 300 KB before the first window, and the embedded server later', () => {
    const first = loadedAtOnce('index.js', readMain)
    const bytes = first.reduce((sum, name) => sum + readMain(name).length, 0)
    expect(bytes).toBeLessThan(300 * 1024)
    const later = readdirSync(join(root, 'out/main/chunks')).filter(
      (name) => !first.includes(`chunks/${name}`),
    )
    expect(later.join()).toContain('embedded-server')
  })

  it('has no part that imports the entry, which a second spelling of its path would run again', () => {
    const parts = readdirSync(join(root, 'out/main/chunks')).map((name) => `chunks/${name}`)
    for (const part of parts) expect(modulesOf(readMain(part)), part).not.toContain('../index.js')
  })
})

describe('the renderer', () => {
  const files = () => readdirSync(rendererFolder, { recursive: true, encoding: 'utf8' })

  it('has a page without inline scripts that names no other host', () => {
    const page = read('out/renderer/index.html')
    const scripts = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
    expect(scripts.length).toBeGreaterThan(0)
    for (const [, attributes, content] of scripts) {
      expect(attributes).toMatch(/src="\.?\/[^/]/)
      expect(content).toBe('')
    }
    expect(page).not.toMatch(/\son\w+=/)
    expect(page).not.toMatch(/(?:src|href)="(?:\w+:)?\/\//)
  })

  it('has styles that load nothing from elsewhere', () => {
    const styles = files().filter((name) => name.endsWith('.css'))
    expect(styles.length).toBeGreaterThan(0)
    for (const name of styles) expect(read(join('out/renderer', name))).not.toMatch(/url\(["']?(?:\w+:)?\/\//)
  })

  it('evaluates no text, so that the content security policy holds', () => {
    const scripts = files().filter((name) => name.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(0)
    for (const name of scripts) {
      expect(read(join('out/renderer', name)), name).not.toMatch(/\beval\(|new Function\b|\bFunction\(["'`]/)
    }
  })

  it('ships no source maps', () => {
    expect(files().filter((name) => name.endsWith('.map'))).toEqual([])
  })
})
