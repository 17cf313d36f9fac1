import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adoptOldSettings } from './adopt-old-settings.ts'

let appData = ''
beforeEach(async () => {
  appData = await mkdtemp(join(tmpdir(), 'visavis-app-data-'))
  await mkdir(join(appData, 'visavis'))
  await writeFile(join(appData, 'visavis/settings.json'), 'old')
})
afterEach(() => rm(appData, { recursive: true }))

describe.skipIf(process.platform !== 'linux')('on Linux (elsewhere, folder names ignore case)', () => {
  it('copies the settings of the old folder once, and never over newer ones', async () => {
    const userData = join(appData, 'Visavis')
    expect(await adoptOldSettings({ appData, userData })).toBe(true)
    expect(await readFile(join(userData, 'settings.json'), 'utf8')).toBe('old')
    await writeFile(join(userData, 'settings.json'), 'new')
    expect(await adoptOldSettings({ appData, userData })).toBe(false)
    expect(await readFile(join(userData, 'settings.json'), 'utf8')).toBe('new')
  })

  it('copies nothing into a folder that was chosen by hand, nor when there is nothing to copy', async () => {
    expect(await adoptOldSettings({ appData, userData: join(appData, 'chosen') })).toBe(false)
    await rm(join(appData, 'visavis'), { recursive: true })
    expect(await adoptOldSettings({ appData, userData: join(appData, 'Visavis') })).toBe(false)
  })
})
