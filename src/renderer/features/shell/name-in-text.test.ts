// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Participant } from '../../core/call/state.ts'
import { mountInTest } from '../../testing/gallery/mountInTest.ts'
import NameTag from '../call/NameTag.vue'
import ScreenTile from '../call/ScreenTile.vue'
import { nameInText } from './name-in-text.ts'

const sara: Participant = {
  key: 'sara',
  name: 'שרה',
  connection: { status: 'connected' },
  sends: { microphone: true, camera: true, screen: true },
}

it('calls somebody without a name a guest', () => {
  expect(nameInText((key) => key, '')).toBe('app.guest')
  expect(nameInText((key) => key, 'Ada')).toBe('Ada')
})

it('isolates the name on a tile by markup', () => {
  const { wrapper } = mountInTest(NameTag, {
    props: { participant: sara, place: { edge: 'bottom', offset: 8 } },
  })
  expect(wrapper.find('bdi').text()).toBe('שרה')
})

it('isolates the name within the label of a shared screen', () => {
  const props = {
    participant: sara,
    rect: { x: 0, y: 0, width: 320, height: 180 },
    stage: { width: 640, height: 360 },
    arrangement: 'grid',
    speaker: undefined,
  }
  const { wrapper } = mountInTest(ScreenTile, { props })
  expect(wrapper.attributes('aria-label')).toContain('\u2068שרה\u2069')
})

it('shows no participant name outside <bdi> or this function', () => {
  const folder = 'src/renderer/features'
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.(?:vue|ts)$/.test(file),
  )
  const found = files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    // What falls back to "Guest" is a participant's name.
    return [...text.matchAll(/.*(?:\.name\b[^\n]*t\('app\.guest'\)|\{\{[^\n]*participant\.name).*/g)]
      .map(([line]) => line.trim())
      .filter((line) => !/<bdi[ >]/.test(line))
      .map((line) => `${file}: ${line}`)
  })
  // The one of the mini window stands in <bdi> a few lines further on.
  expect(found).toEqual([expect.stringMatching(/^companion\/MiniWindow\.vue: const name = computed/)])
})
