import type { SeatCommand } from '../backplane/port.ts'
import { waitingBytes, type ConnectionState } from './client-session-state.ts'
import { errorMessage } from '../protocol/error-message.ts'
import type { Hub } from './session-registry.ts'
import { readIncoming, type Incoming } from './incoming-message.ts'
import { EntryAttempts } from '../security/join-attempts.ts'
import { closeCodes, encode, maxBadMessages } from '../protocol/index.ts'
import type { ClientMessage, ErrorCode, IceServer, PeerId, ServerMessage } from '../protocol/index.ts'
import { maxInFlight, Receipts } from './delivery-window.ts'
import { frameText, silenceMs, type ConnectionId, type Outgoing } from '../rooms/index.ts'
import { seatCommand } from './seat-command.ts'
import type { Wire } from './transport.ts'

/** One client on one socket: reads its messages, answers what needs no room, and passes the rest to the backplane. */
export class Connection {
  readonly id: ConnectionId
  readonly #hub: Hub
  readonly #wire: Wire
  #state: ConnectionState = { at: 'door' }
  readonly #attempts: EntryAttempts
  /** Whom limits count this connection to. */
  readonly visitor: string
  /** The highest `seq` of the seat's stream that was passed to the wire. */
  #sent = 0
  readonly #receipts = new Receipts()
  /** How often this waits to acknowledge something. Only the last time counts. */
  #waits = 0
  #badMessages = 0
  /** When this client was last given ICE servers. Milliseconds since the epoch. */
  #iceServersAt = 0

  constructor(id: ConnectionId, hub: Hub, wire: Wire, visitor: string) {
    this.id = id
    this.#hub = hub
    this.#wire = wire
    this.#attempts = new EntryAttempts(hub.admission, visitor)
    this.visitor = visitor
  }

  get hasSeat(): boolean {
    return this.#state.at === 'seat'
  }

  /** What is held of what the client said. Bytes. */
  get heldBytes(): number {
    return this.#receipts.heldBytes + waitingBytes(this.#state)
  }

  /** One frame from the client. */
  receive(frame: Buffer): void {
    if (this.#state.at === 'end') return
    if (this.#state.at === 'entering') {
      this.#state.waiting.push(frame)
      if (this.#state.waiting.length >= maxInFlight) this.#wire.setReading(false, 'in flight')
      return
    }
    const parsed = readIncoming(frame)
    this.#hub.stats.received.count(parsed.ok ? parsed.message.type : 'unknown', frame.length)
    if (parsed.ok) this.#handle(parsed.message)
    else this.refuse(parsed.code, parsed.problem)
  }

  /** The client is gone, or has been sent away and its socket is closed. */
  lost(): void {
    const state = this.#state
    this.#state = { at: 'end' }
    if (state.at === 'seat') this.#submit({ type: 'drop', connection: this.id, self: state.self })
  }

  /** Something came of a command, of this client's or of somebody else's. Gives false if nobody is there to be told. */
  deliver(outgoing: Outgoing): boolean {
    if (this.#state.at === 'end') return false
    switch (outgoing.kind) {
      case 'frame':
        this.#sent++
        this.#write(outgoing.frame.type, frameText(outgoing.frame), outgoing.frame.bytes, true)
        break
      case 'received':
        this.#confirm(outgoing.received, outgoing.again)
        break
      case 'joined': {
        const { kind: type, self, token, peers } = outgoing
        const iceServers = this.#hub.iceServers(self)
        this.#send({ type, self, token, peers: [...peers], iceServers, limits: this.#hub.limits })
        this.#sit(self, 0)
        break
      }
      case 'resumed': {
        const { self, received, peers } = outgoing
        this.#send({ type: 'resumed', received, peers: [...peers], iceServers: this.#iceServers(self) })
        this.#sit(self, received)
        break
      }
      case 'error':
        this.refuse(outgoing.code, outgoing.message, outgoing.ref, outgoing.retryAfterMs)
        if (this.#state.at === 'entering') this.#goOn({ at: 'door' }, this.#state.waiting)
        break
      case 'hold':
        this.#wire.hold(silenceMs)
        break
      case 'release':
        this.#wire.release()
        break
      case 'close':
        this.close(outgoing.code)
        break
      default:
        outgoing satisfies never
    }
    return true
  }

  /** Answers with an error, and closes if this was the last bad message to be borne. */
  refuse(code: ErrorCode, message: string, ref?: number, retryAfterMs?: number): void {
    this.#hub.stats.countError(code)
    this.#send(errorMessage(code, message, ref, retryAfterMs))
    if (code === 'bad-message' && ++this.#badMessages >= maxBadMessages) this.close(closeCodes.protocol)
  }

  /** The time to wait is over. */
  waited(): void {
    if (--this.#waits === 0) this.acknowledge(1)
  }

  /** Tells the client what was received, if that answers `least` signals. */
  acknowledge(least: number): void {
    const received = this.#state.at === 'seat' ? this.#receipts.acknowledge(least) : undefined
    if (received === undefined) return
    const frame = `{"type":"ack","received":${received}}`
    this.#write('ack', frame, frame.length, false)
  }

  /** Gives the client fresh ICE servers, if those it has are from before `olderThan`. */
  refreshIceServers(olderThan: number): void {
    if (this.#state.at !== 'seat' || this.#iceServersAt >= olderThan) return
    const { self } = this.#state
    this.#submit({ type: 'ice-servers', connection: this.id, self, iceServers: this.#iceServers(self) })
  }

  /** Rooms cannot be reached, or can be again. */
  setReading(reading: boolean): void {
    this.#wire.setReading(reading, 'backplane')
  }

  /** This server is stopping. */
  announceDraining(reconnectAfterMs: number): void {
    if (this.#state.at !== 'end') this.#send({ type: 'draining', reconnectAfterMs })
  }

  /** Too much is held for clients of this address, or for all: this one goes, and its seat with it. */
  evict(): void {
    if (this.#state.at === 'seat') {
      this.#submit({ type: 'evict', connection: this.id, self: this.#state.self })
      // Where the room answers at once, that was the end of this connection.
      if (!this.hasSeat) return
    }
    if (this.#state.at === 'end') return
    this.refuse('overflow', 'too much is held for clients of this address, or for all')
    this.close(closeCodes.overflow)
  }

  /** Ends the connection. The seat, if there is one, is held. */
  close(code: number): void {
    if (this.#state.at === 'end') return
    this.lost()
    this.#wire.close(code)
  }

  #handle(message: Incoming): void {
    const state = this.#state
    if (message.type === 'join' || message.type === 'resume') {
      if (state.at === 'seat') this.refuse('already-joined', 'this connection has a seat')
      else this.#enter(message)
      return
    }
    if (state.at !== 'seat') {
      const ref = message.type === 'signal' ? message.seq : undefined
      this.refuse('not-joined', 'join or resume first', ref)
      return
    }
    if (message.type === 'ack' && message.received > this.#sent - this.#wire.sequencedWaiting) {
      // It would free what is kept for a client that does not read, while the same waits to be written to it.
      this.refuse('bad-message', `received: expected at most ${this.#sent - this.#wire.sequencedWaiting}`)
      return
    }
    if (message.type === 'signal' && this.#receipts.submit(message.seq, message.bytes))
      this.#wire.setReading(false, 'in flight')
    this.#submit(seatCommand(message, this.id, state.self))
  }

  #enter(message: Extract<ClientMessage, { type: 'join' | 'resume' }>): void {
    const refusal = this.#attempts.attempt(message.type)
    if (refusal) {
      this.refuse(refusal.code, refusal.message, undefined, refusal.retryAfterMs)
      if (refusal.closeCode !== undefined) this.close(refusal.closeCode)
      return
    }
    this.#state = { at: 'entering', waiting: [] }
    this.#sent = message.type === 'resume' ? message.received : 0
    this.#hub.enter(this.id, message)
  }

  #sit(self: PeerId, received: number): void {
    const waiting = this.#state.at === 'entering' ? this.#state.waiting : []
    this.#receipts.start(received)
    this.#wire.seated()
    this.#goOn({ at: 'seat', self }, waiting)
  }

  #goOn(state: ConnectionState, waiting: readonly Buffer[]): void {
    this.#state = state
    if (waiting.length === 0) return
    this.#wire.setReading(true, 'in flight')
    for (const frame of waiting) this.receive(frame)
  }

  #confirm(received: number, again: boolean): void {
    const { acknowledge, tookMs, hasRoom } = this.#receipts.confirm(received, again)
    if (tookMs !== undefined) this.#hub.stats.relay.observe(tookMs / 1000)
    if (acknowledge === 'now') this.acknowledge(0)
    else if (acknowledge === 'soon') {
      this.#waits++
      this.#hub.acknowledgements.soon(this)
    }
    if (hasRoom) this.#wire.setReading(true, 'in flight')
  }

  #submit(command: SeatCommand): void {
    this.#hub.backplane.submit(command)
  }

  #iceServers(self: PeerId): IceServer[] {
    this.#iceServersAt = this.#hub.clock.now()
    return this.#hub.iceServers(self)
  }

  #send(message: ServerMessage): void {
    const frame = encode(message)
    this.#write(message.type, frame, Buffer.byteLength(frame), false)
  }

  #write(type: ServerMessage['type'], frame: string, bytes: number, sequenced: boolean): void {
    this.#hub.stats.sent.count(type, bytes)
    this.#wire.send(frame, bytes, sequenced)
  }
}
