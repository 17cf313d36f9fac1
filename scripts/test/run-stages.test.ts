import { describe, expect, it } from 'vitest'
import { runStages, type Stage } from './run-stages.ts'
import { stageGroups } from './stages.ts'
import { nothing } from './tally.ts'

/** A stage that ends when it is told to. */
function stage(name: string) {
  const state = { running: false, end: (): void => undefined }
  const ended = new Promise<void>((resolve) => {
    state.end = resolve
  })
  const made: Stage = {
    name,
    run: async (collect) => {
      state.running = true
      collect?.(`${name} begins\n`)
      await ended
      collect?.(`${name} ends\n`)
      return { ...nothing, passed: 1 }
    },
  }
  return { ...made, state }
}

const turn = () => new Promise((done) => setImmediate(done))

describe('the stages of npm test', () => {
  it('of one group run side by side, each printed as a whole, and the next group waits for all', async () => {
    const [lint, types, unit] = [stage('lint'), stage('typecheck'), stage('unit')]
    const printed: string[] = []
    const all = runStages([[lint, types], [unit]], [], { print: (text) => printed.push(text), now: () => 0 })
    await turn()
    expect([lint.state.running, types.state.running, unit.state.running]).toEqual([true, true, false])
    types.state.end()
    await turn()
    expect(printed).toEqual(['\n── typecheck ──\ntypecheck begins\ntypecheck ends\n'])
    expect(unit.state.running).toBe(false)
    lint.state.end()
    unit.state.end()
    const outcomes = await all
    expect(outcomes.map(({ name }) => name)).toEqual(['lint', 'typecheck', 'unit'])
    expect(printed.at(-1)).toBe('\n── unit ──')
  })

  it('are those that were asked for', async () => {
    const [lint, unit] = [stage('lint'), stage('unit')]
    unit.state.end()
    const outcomes = await runStages([[lint], [unit]], ['unit'], { print: () => undefined, now: () => 0 })
    expect(outcomes).toEqual([{ name: 'unit', tally: { ...nothing, passed: 1 }, seconds: 0 }])
    expect(lint.state.running).toBe(false)
  })

  it('judge the claims when all tests have run, and call while nothing else does', () => {
    const groups = stageGroups.map((group) => group.map(({ name }) => name))
    expect(groups.at(-1)).toEqual(['claims'])
    expect(groups).toContainEqual(['e2e'])
    expect(groups).toContainEqual(['lint', 'typecheck'])
  })
})
