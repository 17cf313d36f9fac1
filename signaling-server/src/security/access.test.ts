import { describe, expect, it } from 'vitest'
import { AccessTokens, originAllowed } from './access.ts'

describe('originAllowed', () => {
  it.each([
    [undefined, true],
    ['app://visavis', true],
    ['https://call.example', true],
    ['https://other.example', true],
    ['http://localhost:5173', true],
    ['https://evil.example', false],
    ['https://call.example.evil.example', false],
    ['http://localhost.evil.example', false],
    ['null', false],
    ['app://visavis2', false],
  ])('%s: %s', (origin, allowed) => {
    expect(originAllowed(origin, 'call.example', ['https://other.example'])).toBe(allowed)
  })

  it('lets everybody in when told so', () => {
    expect(originAllowed('https://evil.example', 'call.example', ['*'])).toBe(true)
  })
})

describe('AccessTokens', () => {
  const tokens = AccessTokens.parse('# ours\nopen sesame\n\n  second \n')
  const offer = (token: string) => `visavis.v1, visavis.access.${Buffer.from(token).toString('base64url')}`

  it('admits each of its tokens and nothing else', () => {
    expect(tokens.size).toBe(2)
    expect(tokens.admits(offer('open sesame'))).toBe(true)
    expect(tokens.admits(offer('second'))).toBe(true)
    expect(tokens.admits(offer('open sesam'))).toBe(false)
    expect(tokens.admits(offer(''))).toBe(false)
    expect(tokens.admits('visavis.v1')).toBe(false)
    expect(tokens.admits(undefined)).toBe(false)
  })
})
