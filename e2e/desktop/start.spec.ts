import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import type { StartStep } from '../../testing/electron-stand-in/start-trace.ts'

test('the first window waits for no disk and no network', async ({ start, profile }) => {
  const startTrace = join(profile, 'start-trace.json')
  const { app, client } = await start({ person: 'ada', profile, startTrace })
  test.skip(app.kind === 'electron', 'the calls are counted in the stand-in')
  await expect(client.page.getByTestId('new-call')).toBeVisible()
  const steps = JSON.parse(readFileSync(startTrace, 'utf8')) as StartStep[]
  expect(steps.filter(({ kind }) => kind === 'window')).toHaveLength(1)
  expect(steps.filter(({ kind }) => kind === 'waits')).toEqual([])
  // The embedded server listens when the page asks for it, which may be a moment before the window shows. Nothing else
  // turns to the network.
  expect(steps.filter(({ kind }) => kind === 'network').filter(({ call }) => call !== 'listen')).toEqual([])
})
