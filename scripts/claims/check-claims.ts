import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../testing/setup/build-app.ts'
import { readReport } from '../test/report-files.ts'
import type { Tally } from '../test/tally.ts'
import { judgeClaim, type Reports } from './judge-claim.ts'
import { parseSecurityDocument } from './security-document.ts'

/** Looks the tests of every claim of docs/security.md up in the reports of the test runs, and prints what it finds. */
export function checkClaims(): Tally {
  const { claims, problems } = parseSecurityDocument(readFileSync(join(root, 'docs/security.md'), 'utf8'))
  const reports: Reports = {
    unit: readReport('unit'),
    packed: readReport('packed'),
    e2e: readReport('e2e'),
  }
  for (const problem of problems) console.log(`docs/security.md: ${problem}`)
  const unproven: string[] = []
  let refuted = 0
  for (const claim of claims) {
    const verdict = judgeClaim(claim, reports)
    if (verdict.kind === 'unproven') unproven.push(`claim ${claim.id}: ${verdict.reasons.join('; ')}`)
    if (verdict.kind !== 'refuted') continue
    refuted += 1
    console.log(`Not proven: ${claim.id}. ${claim.sentence}`)
    for (const problem of verdict.problems) console.log(`  ${problem}`)
  }
  const proven = claims.length - unproven.length - refuted
  console.log(
    `${proven} of ${claims.length} claims of docs/security.md are proven by tests that ran and passed.`,
  )
  for (const line of unproven) console.log(`unproven: ${line}`)
  return { passed: 0, failed: refuted + problems.length, skipped: unproven }
}
