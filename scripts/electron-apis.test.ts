import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../testing/setup/build-app.ts'

/** Modules and objects of Electron that keep one name wherever they are used. */
const names = [
  'app',
  'clipboard',
  'contextBridge',
  'desktopCapturer',
  'dialog',
  'globalShortcut',
  'ipcMain',
  'ipcRenderer',
  'nativeTheme',
  'powerMonitor',
  'powerSaveBlocker',
  'protocol',
  'safeStorage',
  'screen',
  'shell',
  'systemPreferences',
]

/** Members of objects of ours that are called the same. */
const ours = new Set(['screen.displayId', 'protocol.ts'])

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('testing'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
}

/** `app.quit`, or `app 'will-quit'` for an event. */
function used(text: string): string[] {
  const members = new RegExp(String.raw`\b(${names.join('|')})\??\.(\w+)(?:\('([a-z-]+)')?`, 'g')
  return [...text.matchAll(members)].flatMap(([, name = '', member = '', event]) => {
    if (['on', 'once', 'off'].includes(member)) return event === undefined ? [] : [`${name} '${event}'`]
    return [`${name}.${member}`]
  })
}

it('every API of Electron that the app uses has a row in docs/testing.md that says what is relied on', () => {
  const table = readFileSync(join(root, 'docs/testing.md'), 'utf8')
  const rows = new Set(table.match(/(?<=^\| `)[^`]+(?=` *\|)/gm))
  const found = [...sources('src/main'), ...sources('src/preload')].flatMap(used)
  const apis = [...new Set(found)].filter((api) => !ours.has(api))
  expect(apis).toContain('app.requestSingleInstanceLock')
  expect(apis.filter((api) => !rows.has(api))).toEqual([])
})
