import { expect, it, vi } from 'vitest'
import type { ScreenOffer } from '../../../shared/ipc.ts'
import type { ScreenSource } from '../../../shared/ipc.ts'
import type { ScreenPicker } from '../../core/ports/screen-picker.ts'
import { holdRequests } from './holdRequests.ts'

const screen: ScreenSource = { id: 'screen:0:0', name: 'Screen', kind: 'screen', thumbnail: '' }
const other: ScreenSource = { ...screen, id: 'screen:1:0' }

function setUp() {
  let ask: (offer: ScreenOffer) => void = () => undefined
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
  const offer = (next: ScreenOffer) => ask(next)
  return { picker, held, offer, ask: (source: ScreenSource) => ask({ status: 'listed', sources: [source] }) }
}

const firstIn = (offer: ScreenOffer) =>
  offer.status === 'listed' ? (offer.sources[0]?.id ?? '') : offer.status

it('keeps what is asked before anybody listens, the latest, for the first who does', () => {
  const { held, ask } = setUp()
  ask(screen)
  ask(other)
  const heard: string[] = []
  held.onRequest((offer) => void heard.push(firstIn(offer)))
  expect(heard).toEqual(['screen:1:0'])
  ask(screen)
  expect(heard).toEqual(['screen:1:0', 'screen:0:0'])
  const again: string[] = []
  held.onRequest((offer) => void again.push(firstIn(offer)))
  expect(again).toEqual([])
})

it('keeps nothing of a request that was answered before anybody listens', () => {
  const { held, ask, offer } = setUp()
  ask(screen)
  offer({ status: 'closed' })
  const heard: string[] = []
  held.onRequest((next) => void heard.push(firstIn(next)))
  expect(heard).toEqual([])
  offer({ status: 'listing' })
  expect(heard).toEqual(['listing'])
})

it('is the picker in everything else', async () => {
  const { picker, held } = setUp()
  held.choose(null)
  expect(picker.choose).toHaveBeenCalledWith(null)
  await expect(held.refresh()).resolves.toEqual([screen])
})
