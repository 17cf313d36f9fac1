import { maxDataBytes } from '@visavis/signaling-server/protocol'
import { describe, expect, it } from 'vitest'
import type { OutgoingEnvelope } from './envelope.ts'
import type { CallIdentity, EnvelopeContext, OpenedEnvelope, RoomKeys } from '../ports/crypto.ts'
import { createSealing } from './envelope-sealing.ts'

/** Keys that take their time, each as long as the test says. */
class SlowKeys implements RoomKeys {
  readonly roomId = 'R'.repeat(22)
  readonly #waiting: (() => void)[] = []
  padding = ''
  broken = false

  seal(_context: EnvelopeContext, _sender: CallIdentity, envelope: string): Promise<string> {
    return this.#later(() => {
      if (this.broken) throw new Error('no key any more')
      return envelope + this.padding
    })
  }

  open(_context: EnvelopeContext, data: string): Promise<OpenedEnvelope> {
    return this.#later(() => {
      if (data === 'forged') throw new Error('not sealed for this')
      return { participant: 'P'.repeat(22), text: data }
    })
  }

  /** Finishes what was begun last: who begins the second before the first is done gets them the wrong way round. */
  async finish(): Promise<void> {
    this.#waiting.pop()?.()
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }

  get busy(): number {
    return this.#waiting.length
  }

  #later<Value>(make: () => Value): Promise<Value> {
    return new Promise<void>((resolve) => this.#waiting.push(resolve)).then(make)
  }
}

function envelope(counter: number): OutgoingEnvelope {
  return { session: 'S'.repeat(22), counter, signal: { type: 'restart' } }
}

const identity: CallIdentity = {
  participant: 'P'.repeat(22),
  publicKey: new Uint8Array(65),
  sign: () => Promise.resolve(new Uint8Array(64)),
}
const challenge = 'C'.repeat(22)

function sealing() {
  const keys = new SlowKeys()
  const happened: string[] = []
  const logged: string[] = []
  const made = createSealing(
    keys,
    identity,
    {
      sealed: (to, data) => {
        const counter = /"counter":(\d+)/.exec(data)?.[1] ?? '?'
        happened.push(`sealed ${counter} to ${to}`)
      },
      opened: (from, { counter }) => {
        if (counter === faultyCounter) throw new Error('a fault in what comes of it')
        happened.push(`opened ${counter} from ${from}`)
      },
      unreadable: (from) => happened.push(`unreadable from ${from}`),
    },
    { info: () => undefined, warn: (event) => logged.push(event), error: (event) => logged.push(event) },
  )
  const finishAll = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await keys.finish()
  }
  return { keys, happened, logged, sealing: made, finishAll }
}

/** What comes of an envelope with this counter throws. */
const faultyCounter = 13

describe('a queue that some members fill', () => {
  const text = (counter: number): string => JSON.stringify(envelope(counter))
  const finishEach = async (keys: SlowKeys): Promise<void> => {
    const turns = keys.busy * 10
    while (keys.busy > 0) await keys.finish()
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
  }

  it('still opens what another says, and seals what is for another', async () => {
    const { sealing: made, happened, keys } = sealing()
    for (let seat = 0; seat < 6; seat++) {
      const mallory = `mallory ${seat}`
      for (let counter = 100; counter < 500; counter++) {
        made.open({ from: mallory, to: 'me', challenge }, text(counter))
        made.seal('me', mallory, challenge, envelope(counter))
      }
    }
    made.open({ from: 'ben', to: 'me', challenge }, text(1))
    made.seal('me', 'ben', challenge, envelope(1))
    await finishEach(keys)
    expect(happened).toContain('opened 1 from ben')
    expect(happened).toContain('sealed 1 to ben')
  })
})

describe('sealing', () => {
  it('keeps the order in which envelopes were given, whoever they are for', async () => {
    const { sealing: made, happened, finishAll } = sealing()
    made.seal('me', 'ben', challenge, envelope(1))
    made.seal('me', 'cem', challenge, envelope(2))
    made.seal('me', 'ben', challenge, envelope(3))
    await finishAll()
    expect(happened).toEqual(['sealed 1 to ben', 'sealed 2 to cem', 'sealed 3 to ben'])
  })

  it('says when all that was given is on its way', async () => {
    const { sealing: made, happened, keys, finishAll } = sealing()
    expect(made.sealed).toBeUndefined()
    made.seal('me', 'ben', challenge, envelope(1))
    const done = made.sealed?.then(() => happened.push('all'))
    await Promise.resolve()
    expect(keys.busy).toBe(1)
    await finishAll()
    await done
    expect(happened).toEqual(['sealed 1 to ben', 'all'])
    expect(made.sealed).toBeUndefined()
  })

  it('logs what is too large to be sent, and sends the next', async () => {
    const { sealing: made, happened, logged, keys, finishAll } = sealing()
    keys.padding = ' '.repeat(maxDataBytes)
    made.seal('me', 'ben', challenge, envelope(1))
    await finishAll()
    keys.padding = ''
    made.seal('me', 'ben', challenge, envelope(2))
    await finishAll()
    expect(happened).toEqual(['sealed 2 to ben'])
    expect(logged).toEqual(['envelope-too-large'])
  })
})

describe('what cannot be sealed', () => {
  it('is logged, and does not hold up what follows', async () => {
    const { sealing: made, happened, logged, keys, finishAll } = sealing()
    keys.broken = true
    made.seal('me', 'ben', challenge, envelope(1))
    await finishAll()
    keys.broken = false
    made.seal('me', 'ben', challenge, envelope(2))
    await finishAll()
    expect(happened).toEqual(['sealed 2 to ben'])
    expect(logged).toEqual(['envelope-unsealed'])
    expect(made.sealed).toBeUndefined()
  })
})

describe('a seat without a challenge', () => {
  it('is of a client that speaks another version: nothing is sealed for it, in the order of things', async () => {
    const { sealing: made, happened, logged, finishAll } = sealing()
    made.seal('me', 'ben', challenge, envelope(1))
    made.seal('me', 'old', undefined, envelope(1))
    made.seal('me', 'ben', challenge, envelope(2))
    await finishAll()
    expect(happened).toEqual(['sealed 1 to ben', 'unreadable from old', 'sealed 2 to ben'])
    expect(logged).toEqual(['seat-without-challenge'])
  })
})

describe('a fault in what comes of one envelope', () => {
  it('is logged, and those that follow are handled', async () => {
    const { sealing: made, happened, logged, finishAll } = sealing()
    for (const counter of [1, faultyCounter, 2]) {
      made.open({ from: 'ben', to: 'me', challenge }, JSON.stringify(envelope(counter)))
    }
    await finishAll()
    expect(happened).toEqual(['opened 1 from ben', 'opened 2 from ben'])
    expect(logged).toEqual(['envelope-unhandled'])
  })
})

describe('a flood of envelopes', () => {
  it('keeps a bounded number of one sender waiting, and those of others are opened', async () => {
    const { sealing: made, happened, keys } = sealing()
    for (let counter = 101; counter <= 500; counter++) {
      made.open({ from: 'eve', to: 'me', challenge }, JSON.stringify(envelope(counter)))
    }
    expect(keys.busy).toBe(256)
    made.open({ from: 'ben', to: 'me', challenge }, JSON.stringify(envelope(1)))
    while (keys.busy > 0) await keys.finish()
    for (let turn = 0; turn < 2_000; turn++) await Promise.resolve()
    expect(happened).toHaveLength(257)
    expect(happened.at(-1)).toBe('opened 1 from ben')
  })
})

describe('opening', () => {
  it('keeps the order in which they came', async () => {
    const { sealing: made, happened, finishAll } = sealing()
    for (const counter of [1, 2, 3])
      made.open({ from: 'ben', to: 'me', challenge }, JSON.stringify(envelope(counter)))
    await finishAll()
    expect(happened).toEqual(['opened 1 from ben', 'opened 2 from ben', 'opened 3 from ben'])
  })

  it('says what cannot be read, in its place, and goes on', async () => {
    const { sealing: made, happened, logged, finishAll } = sealing()
    made.open({ from: 'eve', to: 'me', challenge }, 'forged')
    made.open({ from: 'eve', to: 'me', challenge }, 'not JSON')
    made.open({ from: 'ben', to: 'me', challenge }, JSON.stringify(envelope(1)))
    await finishAll()
    expect(happened).toEqual(['unreadable from eve', 'unreadable from eve', 'opened 1 from ben'])
    expect(logged).toEqual(['envelope-unopened'])
  })
})

it('is silent once it is disposed of', async () => {
  const { sealing: made, happened, finishAll } = sealing()
  made.seal('me', 'ben', challenge, envelope(1))
  made.open({ from: 'ben', to: 'me', challenge }, JSON.stringify(envelope(1)))
  made.open({ from: 'ben', to: 'me', challenge }, 'forged')
  made.dispose()
  await finishAll()
  expect(happened).toEqual([])
})
