import { describe, expect, it } from 'vitest'
import type { TestResult } from '../test/reports.ts'
import { judgeClaim, type Reports } from './judge-claim.ts'

const file = 'src/room.test.ts'
const result = (name: string, outcome: TestResult['outcome'], reason?: string): TestResult => ({
  file,
  name,
  outcome,
  reason,
})
const unit = (...results: TestResult[]): Reports => ({ unit: { results } })
const claimOf = (testFile: string) => ({
  id: 'room-locked',
  sentence: 'Nobody enters a locked room.',
  code: [],
  tests: [{ file: testFile, words: 'is locked' }],
})
const claim = claimOf(file)

describe('a claim', () => {
  it('is proven by a test that ran and passed, named by a part of its full name', () => {
    expect(judgeClaim(claim, unit(result('a room is locked for all', 'passed')))).toEqual({ kind: 'proven' })
  })

  it.each([
    ['failed', unit(result('a room is locked', 'failed')), `${file}: a room is locked: failed`],
    [
      'failed for one of several cases',
      unit(result('is locked 1', 'passed'), result('is locked 2', 'failed')),
      `${file}: is locked 2: failed`,
    ],
    [
      'is not in the report',
      unit(result('a room is open', 'passed')),
      `${file}: is locked: no test of this name ran`,
    ],
    [
      'is in the report of another file only',
      unit({ ...result('is locked', 'passed'), file: 'src/other.test.ts' }),
      `${file}: is locked: no test of this name ran`,
    ],
    [
      'was skipped without a reason',
      unit(result('is locked', 'skipped')),
      `${file}: is locked: skipped without a reason`,
    ],
    ['belongs to a stage that did not run', {}, `${file}: is locked: the stage unit left no report`],
  ])('is refuted if its test %s', (_, reports, problem) => {
    expect(judgeClaim(claim, reports)).toEqual({ kind: 'refuted', problems: [problem] })
  })

  it('is unproven if its test was skipped for a reason that is told', () => {
    expect(judgeClaim(claim, unit(result('is locked', 'skipped', 'no Redis')))).toEqual({
      kind: 'unproven',
      reasons: [`${file}: is locked: skipped (no Redis)`],
    })
  })

  it('is unproven if the whole stage of its test was skipped for a reason', () => {
    expect(judgeClaim(claimOf('e2e/a.spec.ts'), { e2e: { skipped: 'no Chromium' } })).toEqual({
      kind: 'unproven',
      reasons: ['e2e/a.spec.ts: is locked: no Chromium'],
    })
  })

  it.each([
    ['e2e/a.spec.ts', 'e2e'],
    ['testing/a.test.ts', 'unit'],
    ['scripts/pack/a.spec.ts', 'packed'],
    ['scripts/a.test.ts', 'unit'],
  ])('looks for a test of %s in the report of %s', (testFile, stage) => {
    const verdict = judgeClaim(claimOf(testFile), {})
    expect(JSON.stringify(verdict)).toContain(`the stage ${stage} left no report`)
  })
})
