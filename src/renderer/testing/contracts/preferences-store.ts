import { parsePreferences, type Preferences } from '../../../shared/preferences.ts'
import type { PreferencesPort } from '../../core/ports/preferences.ts'
import { check, equal, type ContractCase } from './case.ts'

export interface PreferencesStoreHarness {
  /** A new store over the same memory, as after a restart. */
  readonly open: () => Promise<PreferencesPort>
}

export const preferencesStoreCases: readonly ContractCase<PreferencesStoreHarness>[] = [
  {
    name: 'begins with the defaults',
    run: async ({ open }) => {
      equal((await open()).value, parsePreferences({}), 'defaults')
    },
  },
  {
    name: 'changes what it is told to and leaves the rest',
    run: async ({ open }) => {
      const store = await open()
      store.update({ name: 'Ada' })
      store.update({ theme: 'dark' })
      equal(store.value, { ...parsePreferences({}), name: 'Ada', theme: 'dark' }, 'value')
    },
  },
  {
    name: 'takes a choice back to the default',
    run: async ({ open }) => {
      const store = await open()
      store.update({ cameraId: 'camera-1' })
      store.update({ cameraId: undefined })
      equal(store.value.cameraId, undefined, 'camera')
      equal((await open()).value.cameraId, undefined, 'camera after a restart')
    },
  },
  {
    name: 'remembers over a restart',
    run: async ({ open }) => {
      const recentCalls = [{ code: 'K7MQ4QXP9TDA', at: 1_700_000_000_000, names: ['Ben'] }]
      ;(await open()).update({ name: 'Ada', microphoneOn: false, recentCalls })
      const { name, microphoneOn, recentCalls: calls } = (await open()).value
      equal(
        { name, microphoneOn, calls },
        { name: 'Ada', microphoneOn: false, calls: recentCalls },
        'remembered',
      )
    },
  },
  {
    name: 'holds only what can be read again',
    run: async ({ open }) => {
      const store = await open()
      store.update({ theme: 'neon' as Preferences['theme'], name: 'x'.repeat(1_000) })
      equal(store.value.theme, 'system', 'theme')
      check(store.value.name.length <= 48, 'the name is too long')
      equal((await open()).value, store.value, 'after a restart')
    },
  },
  {
    name: 'tells every subscriber of each change, until they leave',
    run: async ({ open }) => {
      const store = await open()
      const heard: string[] = []
      const stopOne = store.subscribe(({ name }) => heard.push(`one ${name}`))
      const stopTwo = store.subscribe(({ name }) => heard.push(`two ${name}`))
      store.update({ name: 'Ada' })
      stopOne()
      stopOne()
      store.update({ name: 'Ben' })
      stopTwo()
      store.update({ name: 'Cem' })
      equal(heard, ['one Ada', 'two Ada', 'two Ben'], 'told')
    },
  },
]
