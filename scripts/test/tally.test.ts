import { describe, expect, it } from 'vitest'
import { playwrightResults, vitestResults } from './reports.ts'
import { add, closingLine, nothing, tallyOf } from './tally.ts'

describe('tally', () => {
  it('reads what vitest reports', () => {
    const report = {
      testResults: [
        {
          name: '/repo/a.test.ts',
          status: 'passed',
          assertionResults: [
            { fullName: 'one', status: 'passed' },
            { fullName: 'two (Redis is not installed) works', status: 'skipped' },
            { fullName: 'four (in brackets)', status: 'skipped' },
          ],
        },
        {
          name: '/repo/src/b.test.ts',
          status: 'failed',
          assertionResults: [{ fullName: 'three', status: 'failed' }],
        },
      ],
    }
    const results = vitestResults(report, '/repo')
    expect(results).toEqual([
      { file: 'a.test.ts', name: 'one', outcome: 'passed' },
      {
        file: 'a.test.ts',
        name: 'two (Redis is not installed) works',
        outcome: 'skipped',
        reason: 'Redis is not installed',
      },
      { file: 'a.test.ts', name: 'four (in brackets)', outcome: 'skipped', reason: undefined },
      { file: 'src/b.test.ts', name: 'three', outcome: 'failed' },
    ])
    expect(tallyOf(results)).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['two (Redis is not installed) works', 'four (in brackets)'],
    })
  })

  it('counts a file that vitest could not load', () => {
    const report = { testResults: [{ name: '/a.test.ts', status: 'failed', assertionResults: [] }] }
    expect(tallyOf(vitestResults(report, '/')).failed).toBe(1)
  })

  it('reads what Playwright reports, nested suites and reasons included', () => {
    const spec = (title: string, status: string, annotations: unknown[] = []): unknown => {
      return { title, file: 'call.spec.ts', tests: [{ status, annotations }] }
    }
    const report = {
      config: { rootDir: '/repo/e2e' },
      errors: [{ message: 'the setup broke' }],
      suites: [
        {
          title: 'call.spec.ts',
          specs: [spec('meets', 'expected')],
          suites: [
            {
              title: 'a call',
              specs: [
                spec('blinks', 'unexpected'),
                spec('shares', 'skipped', [{ type: 'skip', description: 'no Xvfb' }]),
              ],
            },
          ],
        },
      ],
    }
    const results = playwrightResults(report, '/repo')
    expect(results[0]).toEqual({ file: 'e2e/call.spec.ts', name: 'meets', outcome: 'passed' })
    expect(tallyOf(results)).toEqual({ passed: 1, failed: 2, skipped: ['a call shares: no Xvfb'] })
  })

  it('refuses a report it cannot read rather than calling it a success', () => {
    expect(() => vitestResults({}, '/')).toThrow()
    expect(() => playwrightResults({ suites: 'none' }, '/')).toThrow()
  })

  it('adds up and closes with one line', () => {
    const sum = add({ passed: 2, failed: 1, skipped: ['a'] }, { ...nothing, passed: 3 })
    expect(closingLine(sum)).toBe('5 passed, 1 failed, 1 skipped')
  })
})
