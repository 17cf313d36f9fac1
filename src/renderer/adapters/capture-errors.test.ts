import { expect, it } from 'vitest'
import { captureError } from './capture-errors.ts'

it.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'not-found'],
  ['OverconstrainedError', 'not-found'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['TypeError', 'failed'],
  ['constructor', 'failed'],
])('%s is “%s”', (name, problem) => {
  const cause = new DOMException('no', name)
  expect(captureError('camera', cause)).toEqual({ code: `camera-${problem}`, cause })
  expect(captureError('microphone', cause).code).toBe(`microphone-${problem}`)
})

it('takes anything that was thrown', () => {
  for (const cause of [undefined, null, 'text', 7]) {
    expect(captureError('camera', cause)).toEqual({ code: 'camera-failed', cause })
  }
})
