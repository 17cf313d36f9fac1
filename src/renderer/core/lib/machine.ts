import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'
import { createTimers } from './timers.ts'

/** What a pure transition returns: the next state, and the effects to perform, in order. */
export interface Step<State, Effect> {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** A machine's timers are a union: plain names, or objects where there can be several of one kind. */
export type TimerKey = string | { readonly kind: string }

/** Effects that the runner performs itself. Setting a timer that runs starts it again. */
export type TimerEffect<Timer extends TimerKey> =
  | { readonly type: 'set-timer'; readonly timer: Timer; readonly ms: number }
  | { readonly type: 'clear-timer'; readonly timer: Timer }

export interface TimerEvent<Timer extends TimerKey> {
  readonly type: 'timer'
  readonly timer: Timer
}

/** The last event that the owner sends: the transition returns the effects that release everything. */
export interface DisposeEvent {
  readonly type: 'dispose'
}

interface Typed {
  readonly type: string
}

/** A state machine: pure data and a pure function. */
export interface MachineDefinition<
  State,
  Event extends Typed,
  Effect extends Typed,
  Context,
  Timer extends TimerKey,
> {
  /** For the log. */
  readonly name: string
  readonly initial: State
  transition(
    state: State,
    event: Event | TimerEvent<Timer> | DisposeEvent,
    context: Context,
  ): Step<State, Effect | TimerEffect<Timer>>
}

export interface MachineEnvironment<State, Effect extends Typed, Context> {
  readonly context: Context
  readonly clock: Clock
  readonly logger: Logger
  /** Performs one effect. It may send events; they are handled after the present event's other effects. */
  readonly perform: (effect: Effect) => void
  /** Called after the effects of an event that changed the state. */
  readonly changed?: (state: State, before: State) => void
}

export interface Machine<State, Event> {
  readonly state: State
  send(event: Event): void
  /**
   * Sends the dispose event and clears the timers. Events that arrive later are still handled, so that the
   * late result of an asynchronous effect (an opened camera) is released; no timer starts any more.
   */
  dispose(): void
}

/**
 * Runs a machine: one event at a time, its effects in order, then the next event. An effect that throws is
 * logged and skipped: one failure must not stop the events that follow.
 */
export function createMachine<
  State,
  Event extends Typed,
  Effect extends Typed,
  Context,
  Timer extends TimerKey,
>(
  definition: MachineDefinition<State, Event, Effect, Context, Timer>,
  { context, clock, logger, perform, changed }: MachineEnvironment<State, Effect, Context>,
): Machine<State, Event> {
  type AnyEvent = Event | TimerEvent<Timer> | DisposeEvent
  let state = definition.initial
  let running = false
  const waiting: AnyEvent[] = []
  const timers = createTimers<Timer>(clock, (timer) => {
    send({ type: 'timer', timer })
  })

  function send(event: AnyEvent): void {
    waiting.push(event)
    if (running) return
    running = true
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) handle(next)
    } finally {
      running = false
    }
  }

  function handle(event: AnyEvent): void {
    const before = state
    const step = definition.transition(state, event, context)
    state = step.state
    for (const effect of step.effects) attempt(effect)
    if (state !== before) changed?.(state, before)
  }

  function attempt(effect: Effect | TimerEffect<Timer>): void {
    try {
      if (!isTimerEffect<Timer>(effect)) perform(effect)
      else if (effect.type === 'set-timer') timers.set(effect.timer, effect.ms)
      else timers.clear(effect.timer)
    } catch (cause) {
      const { name } = definition
      const reason = cause instanceof Error ? cause.name : typeof cause
      logger.warn('effect-failed', { machine: name, effect: effect.type, cause: reason })
    }
  }

  return {
    get state() {
      return state
    },
    send,
    dispose: () => {
      send({ type: 'dispose' })
      timers.dispose()
    },
  }
}

function isTimerEffect<Timer extends TimerKey>(effect: Typed): effect is TimerEffect<Timer> {
  return effect.type === 'set-timer' || effect.type === 'clear-timer'
}
