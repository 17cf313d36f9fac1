import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { appId, identify } from './app-identity.ts'

it('the app calls itself on Windows what its installer calls it', () => {
  expect(readFileSync('electron-builder.yml', 'utf8')).toContain(`appId: ${appId}\n`)
  const app = { setAppUserModelId: vi.fn() }
  identify(app, 'linux')
  expect(app.setAppUserModelId).not.toHaveBeenCalled()
  identify(app, 'windows')
  expect(app.setAppUserModelId).toHaveBeenCalledWith(appId)
})
