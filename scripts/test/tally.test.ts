import { describe, expect, it } from 'vitest'
import { add, closingLine, nothing, playwrightTally, vitestTally } from './tally.ts'

describe('tally', () => {
  it('reads what vitest reports', () => {
    const report = {
      testResults: [
        {
          name: '/a.test.ts',
          status: 'passed',
          assertionResults: [
            { fullName: 'one', status: 'passed' },
            { fullName: 'two', status: 'pending' },
          ],
        },
        { name: '/b.test.ts', status: 'failed', assertionResults: [{ fullName: 'three', status: 'failed' }] },
      ],
    }
    expect(vitestTally(report)).toEqual({ passed: 1, failed: 1, skipped: ['two'] })
  })

  it('counts a file that vitest could not load', () => {
    const report = { testResults: [{ name: '/a.test.ts', status: 'failed', assertionResults: [] }] }
    expect(vitestTally(report).failed).toBe(1)
  })

  it('reads what Playwright reports, nested suites and reasons included', () => {
    const spec = (title: string, status: string, annotations: unknown[] = []): unknown => {
      return { title, tests: [{ status, annotations }] }
    }
    const report = {
      errors: [{ message: 'the setup broke' }],
      suites: [
        {
          specs: [spec('meets', 'expected')],
          suites: [
            {
              specs: [
                spec('blinks', 'unexpected'),
                spec('shares', 'skipped', [{ type: 'skip', description: 'no Xvfb' }]),
              ],
            },
          ],
        },
      ],
    }
    expect(playwrightTally(report)).toEqual({ passed: 1, failed: 2, skipped: ['shares: no Xvfb'] })
  })

  it('refuses a report it cannot read rather than calling it a success', () => {
    expect(() => vitestTally({})).toThrow()
    expect(() => playwrightTally({ suites: 'none' })).toThrow()
  })

  it('adds up and closes with one line', () => {
    const sum = add({ passed: 2, failed: 1, skipped: ['a'] }, { ...nothing, passed: 3 })
    expect(closingLine(sum)).toBe('5 passed, 1 failed, 1 skipped')
  })
})
