import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { createNodeSettingsFile } from './node-settings-file.ts'
import type { SettingsFile } from './settings-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visavis-settings-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe.each<[string, () => SettingsFile]>([
  ['fake', () => createFakeSettingsFile()],
  ['on disk', () => createNodeSettingsFile(join(folder, 'deep', 'settings.json'))],
])('a settings file, %s', (_name, create) => {
  it('is absent at first', async () => {
    expect(await create().read()).toBeUndefined()
  })

  it('gives back what was written last', async () => {
    const file = create()
    await file.write('{"a":1}')
    await file.write('{"a":2}')
    expect(await file.read()).toBe('{"a":2}')
  })

  it('is absent after it was set aside, under a name that carries the stamp', async () => {
    const file = create()
    await file.write('broken')
    expect(await file.setAside('20261121T132959')).toContain('20261121T132959')
    expect(await file.read()).toBeUndefined()
  })
})

describe('on disk', () => {
  it('keeps what was set aside, and leaves no draft behind', async () => {
    const file = createNodeSettingsFile(join(folder, 'settings.json'))
    await file.write('broken')
    const keptAs = await file.setAside('x')
    await file.write('whole')
    expect(await readFile(keptAs, 'utf8')).toBe('broken')
    expect((await readdir(folder)).sort()).toEqual(['settings-x.json', 'settings.json'])
  })

  it('tells an unreadable file from a missing one', async () => {
    await expect(createNodeSettingsFile(folder).read()).rejects.toThrow()
  })
})
