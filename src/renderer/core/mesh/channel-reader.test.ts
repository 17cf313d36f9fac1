import { describe, expect, it } from 'vitest'
import type { LogDetails, Logger } from '../lib/logger.ts'
import { createChannelReader } from './channel-reader.ts'
import type { ChannelMessage } from './channel-message.ts'
import { channelLimits } from '../lib/limits.ts'

function setUp() {
  let now = 1_000_000
  const messages: ChannelMessage[] = []
  const lines: [string, LogDetails | undefined][] = []
  const log = (event: string, details?: LogDetails) => void lines.push([event, details])
  const logger = { info: log, warn: log, error: log } satisfies Logger & { error: typeof log }
  let floods = 0
  const read = createChannelReader(
    { message: (message) => messages.push(message), flooded: () => floods++ },
    { now: () => now },
    logger,
  )
  return { read, messages, lines, floods: () => floods, pass: (ms: number) => (now += ms) }
}

const bye = '{"type":"bye"}'

describe('messages of the data channel', () => {
  it('are read at the rate of an ordinary call, for as long as it lasts', () => {
    const { read, messages, pass, floods } = setUp()
    for (let second = 0; second < 600; second++) {
      for (let count = 0; count < 40; count++) read(bye)
      pass(1_000)
    }
    expect(messages.length).toBe(24_000)
    expect(floods()).toBe(0)
  })

  it('are dropped above the rate, and read again when it is quiet', () => {
    const { read, messages, pass, floods } = setUp()
    for (let count = 0; count < channelLimits.burst + 50; count++) read(bye)
    expect(messages.length).toBe(channelLimits.burst)
    for (let burst = 0; burst < 20; burst++) {
      pass(60_000)
      for (let count = 0; count < channelLimits.burst + 50; count++) read(bye)
    }
    expect(messages.length).toBe(21 * channelLimits.burst)
    expect(floods()).toBe(0)
  })

  it.each([
    ['that are well formed', () => bye],
    ['that cannot be read', () => 'x'],
    ['that are too long', () => 'x'.repeat(channelLimits.messageLength + 1)],
    ['as long as one may be', () => `{"type":"bye","x":"${'x'.repeat(60_000)}"}`],
  ])('end the connection once when 10,000 come at once %s', (_what, text) => {
    const { read, messages, lines, floods } = setUp()
    const one = text()
    for (let count = 0; count < 10_000; count++) read(one)
    expect(floods()).toBe(1)
    expect(messages.length).toBeLessThanOrEqual(channelLimits.burst)
    expect(lines.length).toBeLessThan(20)
    expect(lines.at(-1)?.[0]).toBe('channel-flooded')
  })

  it('end the connection also when a flood is only a little too fast', () => {
    const { read, messages, pass, floods } = setUp()
    for (let count = 0; count < 10_000; count++) {
      read(bye)
      pass(10)
    }
    expect(floods()).toBe(1)
    expect(messages.length).toBeLessThan(600)
  })

  it('that are unknown are logged a few times only, since another version may know more', () => {
    const { read, lines, pass, floods } = setUp()
    for (let count = 0; count < 1_000; count++) {
      read('{"type":"reaction"}')
      pass(100)
    }
    expect(floods()).toBe(0)
    expect(lines.length).toBe(8)
  })
})
