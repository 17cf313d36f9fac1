import { expect, it } from 'vitest'
import { CallSimulation } from '../../testing/call-simulation.ts'

async function call() {
  const world = new CallSimulation()
  const [ada, ben, cem] = [world.person('Ada'), world.person('Ben'), world.person('Cem')]
  await ada.startCall()
  await ben.join(ada.code)
  await cem.join(ada.code)
  const flood = async (text: string): Promise<void> => {
    const link = world.wires.linksOf('Ben').find(({ remote }) => remote?.owner === 'Ada')
    for (let count = 0; count < 10_000; count++) link?.send(text)
    await world.settle()
  }
  return { world, ada, ben, cem, flood }
}

const profile = { name: 'Ben', sends: { microphone: true, camera: true, screen: false } }

it.each([
  ['messages', JSON.stringify({ type: 'profile', profile })],
  ['unreadable text', 'x'],
])(
  'shows a participant who floods with %s as failed with the reason, and the others stay',
  async (_what, text) => {
    const { world, ada, cem, flood } = await call()
    await flood(text)
    expect(ada.sees).toEqual(['Ben failed', 'Cem connected'])
    expect(ada.others[0]?.connection).toEqual({ status: 'failed', error: { code: 'peer-flooding' } })
    expect(cem.sees).toContain('Ada connected')

    // Their app tries to connect again, which nobody asked for.
    await world.pass(60_000)
    expect(ada.sees).toEqual(['Ben failed', 'Cem connected'])
    expect(world.wires.linksOf('Ada').length).toBe(1)
  },
)

it('connects again when the person asks to', async () => {
  const { world, ada, ben, flood } = await call()
  await flood('x')
  expect(ada.sees[0]).toBe('Ben failed')
  ada.app.dispatch({ type: 'retry-participant', key: ada.others[0]?.key ?? '' })
  ben.app.dispatch({ type: 'retry-participant', key: ben.others[0]?.key ?? '' })
  await world.pass(60_000)
  expect(ada.sees).toContain('Ben connected')
})
