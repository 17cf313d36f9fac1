import { beforeEach, describe, expect, it } from 'vitest'
import { HandClock } from '../../testing/hand-clock.ts'
import {
  createMachine,
  type DisposeEvent,
  type Machine,
  type MachineDefinition,
  type Step,
  type TimerEffect,
  type TimerEvent,
} from './machine.ts'

/** A light that is on for a while: each press adds to its time, one effect each tells what happened. */
interface Lamp {
  readonly on: boolean
  readonly presses: number
}
type LampTimer = 'off' | { readonly kind: 'blink'; readonly lamp: number }
type LampEvent =
  | { readonly type: 'press' }
  | { readonly type: 'blink'; readonly lamp: number }
  | { readonly type: 'bulb-found'; readonly bulb: string }
type LampEffect =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'fail' }
  | { readonly type: 'press-again' }
  | { readonly type: 'release'; readonly bulb: string }

const lamp: MachineDefinition<Lamp, LampEvent, LampEffect, { limit: number }, LampTimer> = {
  name: 'lamp',
  initial: { on: false, presses: 0 },
  transition: (state, event, { limit }): Step<Lamp, LampEffect | TimerEffect<LampTimer>> =>
    step(state, event, limit),
}

function step(
  state: Lamp,
  event: LampEvent | TimerEvent<LampTimer> | DisposeEvent,
  limit: number,
): Step<Lamp, LampEffect | TimerEffect<LampTimer>> {
  switch (event.type) {
    case 'press': {
      const presses = state.presses + 1
      return {
        state: { on: true, presses },
        effects: [
          ...(presses < limit ? [{ type: 'press-again' } as const] : []),
          { type: 'fail' },
          { type: 'set-timer', timer: 'off', ms: 1_000 },
          { type: 'say', text: `pressed ${String(presses)}` },
        ],
      }
    }
    case 'blink':
      return { state, effects: [{ type: 'set-timer', timer: { kind: 'blink', lamp: event.lamp }, ms: 100 }] }
    case 'timer':
      if (event.timer === 'off')
        return { state: { ...state, on: false }, effects: [{ type: 'say', text: 'off' }] }
      return { state, effects: [{ type: 'say', text: `blink ${String(event.timer.lamp)}` }] }
    case 'bulb-found':
      return { state, effects: [{ type: 'release', bulb: event.bulb }] }
    case 'dispose':
      return {
        state: { ...state, on: false },
        effects: [
          { type: 'say', text: 'disposed' },
          { type: 'set-timer', timer: 'off', ms: 1 },
        ],
      }
  }
}

let clock: HandClock
let said: string[]
let warnings: unknown[]
let changes: Lamp[]
let machine: Machine<Lamp, LampEvent>

beforeEach(() => {
  clock = new HandClock()
  said = []
  warnings = []
  changes = []
  machine = create(1)
})

function create(limit: number): Machine<Lamp, LampEvent> {
  return createMachine(lamp, {
    context: { limit },
    clock,
    logger: {
      info: () => undefined,
      warn: (event, details) => warnings.push({ event, ...details }),
      error: (event, details) => warnings.push({ event, ...details }),
    },
    perform: (effect) => {
      switch (effect.type) {
        case 'say':
          said.push(effect.text)
          return
        case 'release':
          said.push(`released ${effect.bulb}`)
          return
        case 'press-again':
          machine.send({ type: 'press' })
          return
        case 'fail':
          throw new RangeError('no bulb')
      }
    },
    changed: (state) => changes.push(state),
  })
}

describe('a machine', () => {
  it('handles an event sent by an effect after the effects of the present event', () => {
    machine = create(2)
    machine.send({ type: 'press' })
    expect(said).toEqual(['pressed 1', 'pressed 2'])
    expect(machine.state.presses).toBe(2)
  })

  it('logs an effect that throws and performs the ones that follow', () => {
    machine.send({ type: 'press' })
    expect(warnings).toEqual([
      { event: 'effect-failed', machine: 'lamp', effect: 'fail', cause: 'RangeError' },
    ])
    expect(said).toEqual(['pressed 1'])
  })

  it('reports a change of state after its effects, and no change where there was none', () => {
    machine.send({ type: 'press' })
    machine.send({ type: 'blink', lamp: 1 })
    expect(changes).toEqual([{ on: true, presses: 1 }])
  })

  it('starts a timer again when it is set again', () => {
    machine.send({ type: 'press' })
    clock.advance(900)
    machine.send({ type: 'press' })
    clock.advance(900)
    expect(machine.state.on).toBe(true)
    clock.advance(100)
    expect(machine.state.on).toBe(false)
  })

  it('keeps timers of one kind apart by what they are for', () => {
    machine.send({ type: 'blink', lamp: 1 })
    clock.advance(50)
    machine.send({ type: 'blink', lamp: 2 })
    clock.advance(50)
    expect(said).toEqual(['blink 1'])
    clock.advance(50)
    expect(said).toEqual(['blink 1', 'blink 2'])
  })

  it('performs the effects of the dispose event and leaves no timer', () => {
    machine.send({ type: 'press' })
    machine.dispose()
    clock.advance(10_000)
    expect(said).toEqual(['pressed 1', 'disposed'])
    expect(clock.pending).toBe(0)
  })

  it('still releases what arrives after it was disposed of', () => {
    machine.dispose()
    machine.send({ type: 'bulb-found', bulb: 'b' })
    expect(said).toEqual(['disposed', 'released b'])
  })
})
