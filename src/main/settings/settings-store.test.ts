import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { openSettings } from './settings-store.ts'

const now = () => new Date('2026-11-21T13:29:59.123Z')

async function open(text?: string) {
  const file = createFakeSettingsFile(text)
  const log = createFakeLog()
  return { file, log, store: await openSettings({ file, log, now }) }
}

describe('settings', () => {
  it('start as the defaults, and write nothing by themselves', async () => {
    const { store, file } = await open()
    expect(store.value).toEqual(defaultSettings)
    await store.flush()
    expect(file.writes).toBe(0)
  })

  it('survive a restart', async () => {
    const first = await open()
    first.store.update({ server: { mode: 'address', url: 'wss://calls.example/ws' } })
    await first.store.flush()
    const second = await open(first.file.text)
    expect(second.store.value.server).toEqual({ mode: 'address', url: 'wss://calls.example/ws' })
  })

  it('keep a corrupt file aside, use the defaults and say where it is', async () => {
    const { store, file, log } = await open('{"version":1,"server":')
    expect(store.value).toEqual(defaultSettings)
    expect(store.keptAs).toBe('settings-20261121T132959Z.json')
    expect(file.keptAside.get('settings-20261121T132959Z.json')).toBe('{"version":1,"server":')
    expect(log.lines[0]?.event).toBe('settings set aside')
  })

  it('write a burst of changes once, the last of them', async () => {
    const { store, file } = await open()
    for (let width = 500; width < 520; width++) {
      store.update({ window: { x: 0, y: 0, width, height: 500, state: 'normal' } })
    }
    await store.flush()
    expect(file.writes).toBe(1)
    expect(file.text).toContain('"width": 519')
  })

  it('hold while the disk refuses, and reach it once it does not', async () => {
    const { store, file, log } = await open()
    file.broken = true
    store.update({ preferences: { ...defaultSettings.preferences, name: 'Ann' } })
    await store.flush()
    expect(store.value.preferences.name).toBe('Ann')
    expect(log.lines.at(-1)?.event).toBe('settings not saved')
    file.broken = false
    store.update({ server: { mode: 'embedded' } })
    await store.flush()
    expect(file.text).toContain('"name": "Ann"')
  })

  it('tell each listener of each change until it leaves', async () => {
    const { store } = await open()
    const seen: string[] = []
    const leave = store.subscribe((value) => seen.push(value.server.mode))
    store.update({ server: { mode: 'address', url: 'calls.example' } })
    leave()
    store.update({ server: { mode: 'embedded' } })
    expect(seen).toEqual(['address'])
  })
})
