import { expect, it, vi } from 'vitest'
import type { ScreenPicker, ScreenSource } from '../../core/ui-ports.ts'
import { holdRequests } from './holdRequests.ts'

const screen: ScreenSource = { id: 'screen:0:0', name: 'Screen', kind: 'screen', thumbnail: '' }
const other: ScreenSource = { ...screen, id: 'screen:1:0' }

function setUp() {
  let ask: (sources: readonly ScreenSource[]) => void = () => undefined
  const picker: ScreenPicker = {
    canShareSound: false,
    onRequest: (listener) => {
      ask = listener
      return () => undefined
    },
    choose: vi.fn<ScreenPicker['choose']>(),
    refresh: () => Promise.resolve([screen]),
  }
  const held = holdRequests(picker)
  return { picker, held, ask: (source: ScreenSource) => ask([source]) }
}

it('keeps what is asked before anybody listens, the latest, for the first who does', () => {
  const { held, ask } = setUp()
  ask(screen)
  ask(other)
  const heard: string[] = []
  held.onRequest(([source]) => void heard.push(source?.id ?? ''))
  expect(heard).toEqual(['screen:1:0'])
  ask(screen)
  expect(heard).toEqual(['screen:1:0', 'screen:0:0'])
  const again: string[] = []
  held.onRequest(([source]) => void again.push(source?.id ?? ''))
  expect(again).toEqual([])
})

it('is the picker in everything else', async () => {
  const { picker, held } = setUp()
  held.choose(null)
  expect(picker.choose).toHaveBeenCalledWith(null)
  await expect(held.refresh()).resolves.toEqual([screen])
})
