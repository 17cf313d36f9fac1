import { expect, it, vi } from 'vitest'
import { createFakeLog } from '../testing/fake-log.ts'
import type { AppCommand } from './app-command.ts'
import { createAppCommands } from './app-commands.ts'

it('hands commands that came before the handler over in their order, and later ones at once', () => {
  const commands = createAppCommands(createFakeLog())
  const handled: AppCommand[] = []
  commands.dispatch({ type: 'new-call' })
  commands.dispatch({ type: 'toggle-camera' })
  commands.handle(async (command) => void handled.push(command))
  commands.dispatch({ type: 'quit' })
  expect(handled.map(({ type }) => type)).toEqual(['new-call', 'toggle-camera', 'quit'])
})

it('keeps no more than eight commands while there is no handler', () => {
  const commands = createAppCommands(createFakeLog())
  const handled = vi.fn(() => Promise.resolve())
  for (let count = 0; count < 100; count++) commands.dispatch({ type: 'toggle-microphone' })
  commands.handle(handled)
  expect(handled).toHaveBeenCalledTimes(8)
})

it('logs a command that fails, and handles the next one', async () => {
  const fake = createFakeLog()
  const commands = createAppCommands(fake)
  const handled: string[] = []
  commands.handle(async ({ type }) => {
    handled.push(type)
    if (type === 'hang-up') throw new Error('no page')
  })
  commands.dispatch({ type: 'hang-up' })
  commands.dispatch({ type: 'show-window' })
  await vi.waitFor(() => expect(fake.lines).toHaveLength(1))
  expect(JSON.stringify(fake.lines)).toContain('command failed')
  expect(handled).toEqual(['hang-up', 'show-window'])
})
