import { noProcessors } from './fake-processors.ts'
import { parsePreferences, type Preferences } from '../../shared/preferences.ts'
import type { RoomCode } from '../../shared/room-code.ts'
import type { Notice } from '../core/app/app.ts'
import type { Participant } from '../core/call/state.ts'
import { createApp, type RunningApp } from '../core/app/create-app.ts'
import type { RoomCrypto } from '../core/ports/crypto.ts'
import type { LogDetails } from '../core/lib/logger.ts'
import { FakeCapture } from './fake-capture.ts'
import { fakeCrypto } from './fake-crypto.ts'
import { FakeWires } from './fake-links.ts'
import { FakeServer } from './fake-server.ts'
import { HandClock } from './hand-clock.ts'
import { seededRandom } from './seeded-random.ts'

/** Several users with the whole core each, one fake server, fake peer connections between them, and a manual clock. */
export class CallSimulation {
  readonly clock = new HandClock()
  readonly wires = new FakeWires()
  readonly server: FakeServer
  readonly #random = seededRandom(1)

  /** The encryption of every client; a test can pass one that records its calls. */
  readonly crypto: RoomCrypto

  constructor(crypto: RoomCrypto = fakeCrypto) {
    this.crypto = crypto
    this.server = new FakeServer(this.clock, this.#random)
  }

  person(name: string, preferences: Partial<Preferences> = {}): SimulatedUser {
    return new SimulatedUser(this, name, preferences)
  }

  /** Delivers everything in flight, without advancing the clock. */
  async settle(): Promise<void> {
    let quiet = 0
    while (quiet < 50) {
      const busy = [this.server.deliver(), this.wires.deliver()].some(Boolean)
      await Promise.resolve()
      quiet = busy ? 0 : quiet + 1
    }
  }

  /** Advances the clock in steps of 50 ms, and delivers what each step causes. */
  async pass(ms: number): Promise<void> {
    await this.settle()
    for (let left = ms; left > 0; left -= 50) {
      this.clock.advance(Math.min(50, left))
      await this.settle()
    }
  }

  randomFor(name: string): ReturnType<typeof seededRandom> {
    return seededRandom([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7))
  }
}

export class SimulatedUser {
  readonly app: RunningApp
  readonly capture = new FakeCapture()
  readonly notices: Notice[] = []
  /** Errors that the app logged; a test expects none. */
  readonly faults: string[] = []
  readonly log: { event: string; details: LogDetails | undefined }[] = []
  preferences: Preferences
  readonly name: string
  readonly #world: CallSimulation
  readonly #preferenceListeners = new Set<(value: Preferences) => void>()

  constructor(world: CallSimulation, name: string, preferences: Partial<Preferences>) {
    this.#world = world
    this.name = name
    this.preferences = parsePreferences({ name, ...preferences })
    const note = (event: string, details?: LogDetails): void => {
      this.log.push({ event, details })
    }
    const person = (): SimulatedUser => this
    this.app = createApp({
      openSocket: world.server.openSocket(name),
      crypto: world.crypto,
      links: world.wires.portFor(name),
      capture: this.capture,
      processors: noProcessors,
      levels: { watch: () => () => undefined },
      preferences: {
        get value() {
          return person().preferences
        },
        update: (change) => {
          this.prefer(change)
        },
        subscribe: (listener) => {
          this.#preferenceListeners.add(listener)
          return () => this.#preferenceListeners.delete(listener)
        },
      },
      clock: world.clock,
      random: world.randomFor(name),
      logger: {
        info: note,
        warn: note,
        error: (event) => this.faults.push(event),
      },
    })
    this.app.onNotice((notice) => this.notices.push(notice))
  }

  /** Changes preferences, as the settings screen does. */
  prefer(change: Partial<Preferences>): void {
    this.preferences = parsePreferences({ ...this.preferences, ...change })
    for (const listener of this.#preferenceListeners) listener(this.preferences)
  }

  get call(): RunningApp['state']['call'] {
    return this.app.state.call
  }

  get code(): RoomCode {
    if (this.call.screen === 'home') throw new Error(`${this.name} is in no room`)
    return this.call.code
  }

  get others(): readonly Participant[] {
    return this.call.screen === 'in-call' ? this.call.participants : []
  }

  /** What this person sees of the others: `Ben connected`. */
  get sees(): readonly string[] {
    return this.others.map(({ name, connection }) => `${name || 'somebody'} ${connection.status}`).sort()
  }

  async startCall(): Promise<void> {
    this.app.dispatch({ type: 'new-call' })
    await this.#world.settle()
    this.app.dispatch({ type: 'enter-call' })
    await this.#world.settle()
  }

  async join(code: RoomCode): Promise<void> {
    this.app.dispatch({ type: 'open-room', code })
    await this.#world.settle()
    this.app.dispatch({ type: 'enter-call' })
    await this.#world.settle()
  }
}
