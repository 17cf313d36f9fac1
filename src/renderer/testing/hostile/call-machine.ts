import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallContext, CallEvent } from '../../core/call/events.ts'
import { initialCallModel, type CallModel, type InCall } from '../../core/call/model.ts'
import { allNewcomers } from '../../core/mesh/negotiation-budget.ts'
import { transition } from '../../core/call/transition.ts'
import type { OutgoingEnvelope } from '../../core/room-channel/envelope.ts'

export const id = (number: number): string => String(number).padStart(22, '0')
/** An offer that leads nowhere. */
export const signal: OutgoingEnvelope['signal'] = {
  type: 'offer',
  sdp: 'v=0\r\na=fingerprint:sha-256 00\r\na=ice-ufrag:999\r\nm=audio 9 RTP/SAVPF 111\r\n',
  profile: { name: 'Mallory', sends: { microphone: true, camera: true, screen: false } },
  candidates: [],
}

/** The call machine by itself, with a clock that moves as told. */
export class CallMachine {
  model: CallModel = {
    ...initialCallModel,
    signaling: { status: 'open' },
    phase: {
      name: 'in-call',
      room: { code: 'K7MQ4QXP9TDA' as RoomCode, isNew: true },
      self: id(0),
      startedAt: 0,
      restartIce: false,
      members: [],
      strangers: [],
      listeners: [],
      usedSessions: [],
      newcomers: allNewcomers,
    },
  }
  opened = 0
  now = 0
  #ids = 1_000_000
  readonly #context: CallContext = {
    now: () => this.now,
    newId: () => id(this.#ids++),
    newRoomCode: () => 'K7MQ4QXP9TDA' as RoomCode,
  }

  feed(event: CallEvent): void {
    const { state, effects } = transition(this.model, event, this.#context)
    this.model = state
    this.opened += effects.filter(({ type }) => type === 'open-link').length
  }

  joined(seat: number, presence: 'call' | 'listen' = 'call'): void {
    const event = { type: 'peer-joined', id: id(seat), presence } as const
    this.feed({ type: 'signaling', event, status: { status: 'open' } })
  }

  offered(seat: number, session: number): void {
    const envelope = { session: id(session), counter: 1, participant: id(seat), signal }
    this.feed({ type: 'envelope', from: id(seat), envelope })
  }

  get call(): InCall {
    const { phase } = this.model
    if (phase.name !== 'in-call') throw new Error('the call is over')
    return phase
  }
}
