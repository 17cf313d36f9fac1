import { describe, expect, it } from 'vitest'
import { CallSimulation } from '../../testing/call-simulation.ts'

describe('trying devices out', () => {
  it('opens them out of a call, and closes them again', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    ada.app.dispatch({ type: 'check-devices', on: true })
    await world.settle()
    expect(ada.capture.live.map(({ kind }) => kind)).toEqual(['audio', 'video'])
    expect(ada.app.state.media.devices).toEqual(ada.capture.list)
    ada.app.dispatch({ type: 'check-devices', on: false })
    expect(ada.capture.live).toEqual([])
  })

  it('leaves them to a call that begins meanwhile, and to one that goes on', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    ada.app.dispatch({ type: 'check-devices', on: true })
    await world.settle()
    await ada.startCall()
    ada.app.dispatch({ type: 'check-devices', on: false })
    expect(ada.capture.live).toHaveLength(2)
    ada.app.dispatch({ type: 'hang-up' })
    expect(ada.capture.live).toEqual([])
    ada.app.dispatch({ type: 'check-devices', on: true })
    await world.settle()
    expect(ada.capture.live).toHaveLength(2)
  })
})
