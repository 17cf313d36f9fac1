import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { requestInputs } from './ipc-inputs.ts'
import { eventNames, requestNames } from './ipc.ts'

describe('the IPC contract', () => {
  it('has one schema for each request and no name twice', () => {
    expect(Object.keys(requestInputs).sort()).toEqual([...requestNames].sort())
    expect(requestNames.filter((name) => (eventNames as readonly string[]).includes(name))).toEqual([])
  })

  it.each([
    ['getServer', 'something'],
    ['copyText', 42],
    ['copyText', 'x'.repeat(20_000)],
    ['chooseScreenSource', { id: 'web-contents-media-stream://1:2', sound: false }],
    ['chooseScreenSource', { id: 'screen:0:0' }],
    ['chooseScreenSource', undefined],
    ['beginScreenRequest', 'screen:0:0'],
    ['beginScreenRequest', undefined],
    ['endScreenRequest', { id: 'screen:0:0', captured: true }],
    ['openDeviceSettings', 'x-apple.systempreferences:'],
    ['reportCall', { status: 'in-call', microphone: true }],
    ['reportCall', { status: 'asleep' }],
    ['setPreferences', null],
  ] as const)('refuses %s with %j', (name, input) => {
    expect(v.safeParse(requestInputs[name], input).success).toBe(false)
  })

  it('lets a chosen source and a cancelled choice through', () => {
    expect(v.safeParse(requestInputs.chooseScreenSource, { id: 'screen:0:0', sound: true }).success).toBe(
      true,
    )
    expect(v.safeParse(requestInputs.chooseScreenSource, null).success).toBe(true)
  })
})
