import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'

/**
 * The import rules are easy to switch off by accident: one wrong pattern and nothing matches. So each is shown to
 * catch a violation planted in a file that does not exist, and to let its lawful neighbour through.
 */
const untyped = new ESLint({
  overrideConfig: [{ files: ['**/*.{ts,vue}'], ...tseslint.configs.disableTypeChecked }],
})

async function rulesAgainst(filePath: string, code: string): Promise<string[]> {
  const [result] = await untyped.lintText(`${code}\n`, { filePath })
  const messages = result!.messages
  expect(messages.filter((message) => message.fatal)).toEqual([])
  return messages.map((message) => message.ruleId ?? 'none')
}

const boundaries = 'boundaries/dependencies'
const house = 'no-restricted-syntax'

describe('planted violations are caught', () => {
  it.each([
    [boundaries, 'src/shared/x.ts', "export * from '../renderer/core/app/app.ts'"],
    [boundaries, 'src/shared/x.ts', "import { app } from 'electron'\nexport const x = app"],
    [boundaries, 'src/renderer/core/app/x.ts', "import { x } from '../../adapters/y.ts'\nexport const z = x"],
    // core is a stack: a folder may not import one above it, types included.
    [
      boundaries,
      'src/renderer/core/signaling/x.ts',
      "import type { CallState } from '../call/state.ts'\nexport type Z = CallState",
    ],
    [
      boundaries,
      'src/renderer/core/media/x.ts',
      "import type { Notice } from '../app/app.ts'\nexport type Z = Notice",
    ],
    [
      boundaries,
      'src/renderer/core/mesh/x.ts',
      "import { view } from '../call/view.ts'\nexport const z = view",
    ],
    [
      boundaries,
      'src/renderer/core/lib/x.ts',
      "import type { CallError } from '../ports/errors.ts'\nexport type Z = CallError",
    ],
    ['boundaries/no-unknown-files', 'src/renderer/core/x.ts', 'export const z = 1'],
    [boundaries, 'src/renderer/core/app/x.ts', "import { ref } from 'vue'\nexport const z = ref"],
    [boundaries, 'src/renderer/core/app/x.ts', "import fs from 'node:fs'\nexport const z = fs"],
    [
      boundaries,
      'src/renderer/core/app/x.ts',
      "import { x } from '@visavis/signaling-server'\nexport const z = x",
    ],
    [boundaries, 'src/renderer/core/app/x.ts', "import { x } from './app.test.ts'\nexport const z = x"],
    [
      boundaries,
      'src/renderer/core/app/x.ts',
      "import { x } from '../../testing/fake.ts'\nexport const z = x",
    ],
    [boundaries, 'src/renderer/adapters/x.ts', "import { ref } from 'vue'\nexport const z = ref"],
    [boundaries, 'src/renderer/adapters/x.ts', "import { x } from '../features/y.ts'\nexport const z = x"],
    [
      boundaries,
      'src/renderer/ui/x.ts',
      "import type { AppState } from '../core/app/app.ts'\nexport type Z = AppState",
    ],
    [boundaries, 'src/renderer/features/x.ts', "import { x } from '../adapters/y.ts'\nexport const z = x"],
    [boundaries, 'src/renderer/features/x.ts', "export const z = import('../adapters/y.ts')"],
    [
      boundaries,
      'src/renderer/features/x.ts',
      "import { x } from '@visavis/signaling-server/protocol'\nexport const z = x",
    ],
    [
      boundaries,
      'src/renderer/features/X.vue',
      '<script setup lang="ts">\nimport { x } from \'../adapters/y.ts\'\nx()\n</script>',
    ],
    [boundaries, 'src/renderer/features/x.ts', "import Peer from 'simple-peer'\nexport const z = Peer"],
    [
      boundaries,
      'src/main/windows/x.ts',
      "import { x } from '@visavis/signaling-server'\nexport const z = x",
    ],
    [
      boundaries,
      'src/main/windows/x.ts',
      "import { x } from '../../renderer/core/app/app.ts'\nexport const z = x",
    ],
    [boundaries, 'src/preload/index.ts', "import { x } from '../main/ipc/y.ts'\nexport const z = x"],
    [boundaries, 'src/preload/index.ts', "import fs from 'node:fs'\nexport const z = fs"],
    [
      boundaries,
      'signaling-server/src/protocol/x.ts',
      "import { x } from '../rooms/index.ts'\nexport const z = x",
    ],
    [
      boundaries,
      'signaling-server/src/rooms/x.ts',
      "import { WebSocket } from 'ws'\nexport const z = WebSocket",
    ],
    [
      boundaries,
      'signaling-server/src/x.ts',
      "import { x } from '../../src/shared/ipc.ts'\nexport const z = x",
    ],
    [
      boundaries,
      'src/main/windows/x.ts',
      "import { x } from '../../../testing/paths.ts'\nexport const z = x",
    ],
    [
      boundaries,
      'src/renderer/core/app/x.ts',
      "import { x } from '../../../../testing/paths.ts'\nexport const z = x",
    ],
    [
      boundaries,
      'signaling-server/src/x.ts',
      "import { x } from '../../testing/paths.ts'\nexport const z = x",
    ],
    [boundaries, 'testing/x.ts', "import { x } from '../scripts/start.ts'\nexport const z = x"],
    [boundaries, 'testing/x.ts', "import { x } from '../e2e/controls.spec.ts'\nexport const z = x"],
    [boundaries, 'testing/x.test.ts', "import { x } from '../scripts/start.ts'\nexport const z = x"],
    [boundaries, 'scripts/x.ts', "import { x } from '../e2e/controls.spec.ts'\nexport const z = x"],
    [boundaries, 'scripts/x.test.ts', "import { x } from '../e2e/controls.spec.ts'\nexport const z = x"],
    [boundaries, 'e2e/x.spec.ts', "import { x } from '../scripts/start.ts'\nexport const z = x"],
    ['boundaries/no-unknown-files', 'src/elsewhere/x.ts', 'export const z = 1'],
    [house, 'src/main/windows/x.ts', "import { ipcMain } from 'electron'\nexport const z = ipcMain"],
    [house, 'src/main/windows/x.ts', "import electron from 'electron'\nexport const z = electron.ipcMain"],
    [house, 'src/renderer/core/app/x.ts', 'export const z = Date.now()'],
    [house, 'src/renderer/core/app/x.ts', 'export const z = Math.random()'],
    [house, 'src/renderer/core/app/x.ts', 'export default 1'],
    ['max-lines', 'src/renderer/core/app/x.ts', 'export const z = 1\n'.repeat(260)],
    ['@typescript-eslint/no-explicit-any', 'src/main/x.ts', 'export const z = (y: unknown) => y as any'],
  ])('%s in %s', async (rule, filePath, code) => {
    expect(await rulesAgainst(filePath, code)).toContain(rule)
  })
})

describe('lawful imports are let through', () => {
  it.each([
    ['src/shared/x.ts', "import * as v from 'valibot'\nexport const z = v.string()"],
    [
      'src/renderer/core/app/x.ts',
      "import type { RoomCode } from '../../../shared/room-code.ts'\nexport type Z = RoomCode",
    ],
    [
      'src/renderer/core/app/x.ts',
      "import { subprotocol } from '@visavis/signaling-server/protocol'\nexport const z = subprotocol",
    ],
    [
      'src/renderer/adapters/x.ts',
      "import type { AppState } from '../core/app/app.ts'\nexport type Z = AppState",
    ],
    ['src/renderer/adapters/x.ts', "import Peer from 'simple-peer/simplepeer.min.js'\nexport const z = Peer"],
    [
      'src/renderer/features/x.ts',
      "import type { AppState } from '../core/app/app.ts'\nexport type Z = AppState",
    ],
    ['src/renderer/features/x.ts', "import { ref } from 'vue'\nexport const z = ref(1)"],
    [
      'src/main/windows/x.ts',
      "import { app } from 'electron'\nimport fs from 'node:fs'\nexport const z = [app, fs]",
    ],
    [
      'src/main/windows/x.ts',
      "import { requestNames } from '../../shared/ipc.ts'\nexport const z = requestNames",
    ],
    [
      'src/main/server/embedded/x.ts',
      "import { subprotocol } from '@visavis/signaling-server/protocol'\nexport const z = subprotocol",
    ],
    ['src/main/ipc/x.ts', "import { ipcMain } from 'electron'\nexport const z = ipcMain"],
    ['src/preload/index.ts', "import { ipcRenderer } from 'electron'\nexport const z = ipcRenderer"],
    ['scripts/x.ts', "import { testingFolder } from '../testing/paths.ts'\nexport const z = testingFolder"],
    ['e2e/x.spec.ts', "import { testingFolder } from '../testing/paths.ts'\nexport const z = testingFolder"],
    ['testing/x.ts', "import { requestNames } from '../src/shared/ipc.ts'\nexport const z = requestNames"],
    ['src/shared/x.test.ts', "import { expect } from 'vitest'\nexport const z = [expect, Date.now()]"],
    ['signaling-server/src/x.ts', "import { WebSocket } from 'ws'\nexport const z = WebSocket"],
  ])('%s: %s', async (filePath, code) => {
    expect(await rulesAgainst(filePath, code)).toEqual([])
  })
})

describe('typed rules', () => {
  // They need a file that TypeScript knows, so the violation is planted into the text of a real one.
  const typed = new ESLint()
  it('a floating promise is caught', async () => {
    const code = 'export async function later(): Promise<void> {}\nlater()\n'
    const [result] = await typed.lintText(code, { filePath: 'src/shared/ipc.ts' })
    expect(result!.messages.map((message) => message.ruleId)).toContain(
      '@typescript-eslint/no-floating-promises',
    )
  })
  it('a floating promise inside a component is caught', async () => {
    const code = '<script setup lang="ts">\nasync function later(): Promise<void> {}\nlater()\n</script>\n'
    const [result] = await typed.lintText(code, { filePath: 'src/renderer/App.vue' })
    expect(result!.messages.map((message) => message.ruleId)).toContain(
      '@typescript-eslint/no-floating-promises',
    )
  })
})
