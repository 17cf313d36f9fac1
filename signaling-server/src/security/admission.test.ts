import { expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { Admission } from './admission.ts'

const limits = { maxConnections: 3, maxConnectionsPerAddress: 2, joinsPerMinute: 6, resumesPerMinute: 12 }

it('bounds connections per address and in all, and lets others in when some go', () => {
  const admission = new Admission(new ManualClock(), limits)
  expect(admission.openConnection('a')).toBeUndefined()
  expect(admission.openConnection('a')).toBeUndefined()
  expect(admission.openConnection('a')).toMatchObject({ code: 'rate-limited' })
  expect(admission.openConnection('b')).toBeUndefined()
  expect(admission.openConnection('c')).toMatchObject({ code: 'server-full' })
  admission.closeConnection('a')
  expect(admission.openConnection('c')).toBeUndefined()
})

it('bounds joins per minute and says when to try again', () => {
  const clock = new ManualClock()
  const admission = new Admission(clock, limits)
  for (let i = 0; i < 6; i++) expect(admission.join('a')).toBeUndefined()
  expect(admission.join('a')).toEqual({
    code: 'rate-limited',
    message: 'too many joins from this address',
    retryAfterMs: 10_000,
  })
  expect(admission.join('b')).toBeUndefined()
  clock.advance(10_000)
  expect(admission.join('a')).toBeUndefined()
})

it('bounds resumes per minute apart from joins', () => {
  const clock = new ManualClock()
  const admission = new Admission(clock, limits)
  for (let i = 0; i < 12; i++) expect(admission.resume('a')).toBeUndefined()
  expect(admission.resume('a')).toEqual({
    code: 'rate-limited',
    message: 'too many resumes from this address',
    retryAfterMs: 5_000,
  })
  expect(admission.join('a')).toBeUndefined()
  expect(admission.resume('b')).toBeUndefined()
  clock.advance(5_000)
  expect(admission.resume('a')).toBeUndefined()
  // What is remembered of a resume is remembered until it no longer counts.
  clock.advance(30_000)
  expect(admission.addresses).toBe(1)
  clock.advance(60_000)
  expect(admission.addresses).toBe(0)
  admission.stop()
})

it('forgets addresses, so that many of them fill no memory', () => {
  const clock = new ManualClock()
  const admission = new Admission(clock, { ...limits, maxConnections: 5_000 })
  for (let i = 0; i < 1_000; i++) {
    admission.openConnection(`address ${i}`)
    admission.join(`address ${i}`)
    admission.closeConnection(`address ${i}`)
  }
  admission.openConnection('still here')
  expect(admission.addresses).toBe(1_001)
  clock.advance(60_000)
  expect(admission.addresses).toBe(1)
  admission.stop()
  expect(clock.pending).toBe(0)
})
