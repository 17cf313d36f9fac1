import { describe, expect, it } from 'vitest'
import { deviceOptions } from './deviceOptions.ts'

const words = {
  systemDefault: 'System default',
  missing: 'Missing',
  unnamed: (number: number) => `Camera ${number}`,
}

describe('device options', () => {
  it('start with the system default and name the nameless', () => {
    expect(
      deviceOptions(
        [
          { id: 'a', label: '' },
          { id: 'b', label: 'Webcam' },
        ],
        undefined,
        words,
      ),
    ).toEqual([
      { value: '', label: 'System default' },
      { value: 'a', label: 'Camera 1' },
      { value: 'b', label: 'Webcam' },
    ])
  })

  it('keep a chosen device that is not there', () => {
    expect(deviceOptions([], 'gone', words).at(-1)).toEqual({ value: 'gone', label: 'Missing' })
  })

  it('leave out devices without an id, which browsers list before access is allowed', () => {
    expect(deviceOptions([{ id: '', label: '' }], undefined, words)).toHaveLength(1)
  })
})
