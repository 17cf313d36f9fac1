import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { appId, desktopFileName, identify } from './identity.ts'

it('the app calls itself on Windows what its installer calls it', () => {
  expect(readFileSync('electron-builder.yml', 'utf8')).toContain(`appId: ${appId}\n`)
  const app = { setAppUserModelId: vi.fn() }
  identify(app, 'linux')
  expect(app.setAppUserModelId).not.toHaveBeenCalled()
  identify(app, 'windows')
  expect(app.setAppUserModelId).toHaveBeenCalledWith(appId)
})

it('has the reverse-DNS desktop name that portals ask for, and a product name', () => {
  expect(manifest.desktopName).toBe(desktopFileName)
  expect(desktopFileName).toMatch(/^(\w+\.){3,}desktop$/)
  // Electron names the folder of the settings, and the menus of macOS, by it.
  expect(manifest.productName).toBe('Visavis')
})
