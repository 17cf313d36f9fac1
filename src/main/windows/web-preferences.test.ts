import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/** What each `webPreferences: { … }` in the sources of main says. */
function preferences(): { name: string; says: Record<string, string> }[] {
  const found: { name: string; says: Record<string, string> }[] = []
  for (const { name, text } of sources) {
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest)
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && node.name.getText(file) === 'webPreferences') {
        const { initializer } = node
        const parts = ts.isObjectLiteralExpression(initializer) ? initializer.properties : []
        const says = parts.map((part) =>
          ts.isPropertyAssignment(part)
            ? [part.name.getText(file), part.initializer.getText(file)]
            : [part.getText(file), 'given'],
        )
        found.push({ name, says: Object.fromEntries(says) as Record<string, string> })
      }
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
  return found
}

describe('main', () => {
  it('locks down every window it makes or lets be made', () => {
    const all = preferences()
    expect(all.map(({ name }) => name)).toContain(join('windows', 'main-window.ts'))
    for (const { name, says } of all) {
      expect(says, name).toMatchObject({
        sandbox: 'true',
        contextIsolation: 'true',
        nodeIntegration: 'false',
        webviewTag: 'false',
      })
    }
    // Every window there is comes from one of these objects.
    const windows = sources.filter(({ text }) =>
      /new BrowserWindow\(|overrideBrowserWindowOptions/.test(text),
    )
    const known = new Set([
      ...all.map(({ name }) => name),
      join('windows', 'navigation', 'lock-navigation.ts'),
    ])
    expect(windows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
  })

  it('weakens none of them', () => {
    const weakening =
      /webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegrationIn|allowpopups|enableWebSQL|navigateOnDragDrop|no-sandbox|disable-web-security|ignore-certificate-errors/
    for (const { name, text } of sources) expect(text, name).not.toMatch(weakening)
  })
})
