import { expect, it } from 'vitest'
import { parsePreferences } from '../../../shared/preferences.ts'
import { CallSimulation } from '../../testing/call-simulation.ts'

it('keeps recent calls readable, however many people were in one', async () => {
  const world = new CallSimulation()
  world.server.maxPeers = 18
  world.server.start()
  const ada = world.person('Ada')
  await ada.startCall()
  for (let index = 0; index < 17; index++) await world.person(`Guest ${index}`).join(ada.code)
  expect(ada.others.length).toBe(17)

  const [call] = parsePreferences(JSON.parse(JSON.stringify(ada.preferences))).recentCalls
  expect(call).toEqual(ada.preferences.recentCalls[0])
  expect(call?.names).toEqual(Array.from({ length: 16 }, (_, index) => `Guest ${index}`))
})

it('shows and remembers names without characters that change what is around them', async () => {
  const world = new CallSimulation()
  const [ada, ben] = [world.person('Ada'), world.person('Ben\u202e\u200b\u0000')]
  await ada.startCall()
  await ben.join(ada.code)
  expect(ada.sees).toEqual(['Ben connected'])
  expect(ada.notices).toEqual([{ type: 'participant-joined', name: 'Ben' }])
  expect(ada.preferences.recentCalls).toMatchObject([{ names: ['Ben'] }])
})
