import type { SeatCommand } from '../backplane/port.ts'
import { waitingBytes, type ClientSessionState } from './client-session-state.ts'
import { errorMessage } from '../protocol/error-message.ts'
import type { SessionServices } from './session-services.ts'
import { parseIncomingMessage, type IncomingMessage } from './incoming-message.ts'
import { JoinAttempts } from '../security/join-attempts.ts'
import { closeCodes, encode, maxBadMessages } from '../protocol/index.ts'
import type { ClientMessage, ErrorCode, IceServer, PeerId, ServerMessage } from '../protocol/index.ts'
import { maxInFlight, DeliveryWindow } from './delivery-window.ts'
import { frameText, maxAckSilenceMs, type ConnectionId, type Outgoing } from '../rooms/index.ts'
import { seatCommand } from './seat-command.ts'
import type { Transport } from './transport.ts'

/** The session of one client connection: parses its messages, answers what concerns no room, and submits the rest to the backplane. */
export class ClientSession {
  readonly id: ConnectionId
  readonly #services: SessionServices
  readonly #transport: Transport
  #state: ClientSessionState = { status: 'unjoined' }
  readonly #joinAttempts: JoinAttempts
  /** The client address, or IPv6 /64, that limits count this session by. */
  readonly addressKey: string
  /** The highest `seq` of the seat's stream that was passed to the transport. */
  #sent = 0
  readonly #deliveryWindow = new DeliveryWindow()
  /** Scheduled acknowledgements. Only the last one sends. */
  #pendingAcks = 0
  #badMessages = 0
  /** When this client was last given ICE servers. Milliseconds since the epoch. */
  #iceServersAt = 0

  constructor(id: ConnectionId, services: SessionServices, transport: Transport, addressKey: string) {
    this.id = id
    this.#services = services
    this.#transport = transport
    this.#joinAttempts = new JoinAttempts(services.admission, addressKey)
    this.addressKey = addressKey
  }

  get hasSeat(): boolean {
    return this.#state.status === 'joined'
  }

  /** Client messages held in memory. Bytes. */
  get heldBytes(): number {
    return this.#deliveryWindow.heldBytes + waitingBytes(this.#state)
  }

  /** One frame from the client. */
  receive(frame: Buffer): void {
    if (this.#state.status === 'closed') return
    if (this.#state.status === 'joining') {
      this.#state.waiting.push(frame)
      if (this.#state.waiting.length >= maxInFlight) this.#transport.setReading(false, 'in flight')
      return
    }
    const parsed = parseIncomingMessage(frame)
    this.#services.stats.received.count(parsed.ok ? parsed.message.type : 'unknown', frame.length)
    if (parsed.ok) this.#handle(parsed.message)
    else this.refuse(parsed.code, parsed.problem)
  }

  /** The socket is closed, or is being closed. The seat, if there is one, is kept for a resume. */
  disconnected(): void {
    const state = this.#state
    this.#state = { status: 'closed' }
    if (state.status === 'joined') this.#submit({ type: 'drop', connection: this.id, self: state.self })
  }

  /** Delivers a result of a command, from this client or from another. Returns false if the session is closed. */
  deliver(outgoing: Outgoing): boolean {
    if (this.#state.status === 'closed') return false
    switch (outgoing.kind) {
      case 'frame':
        this.#sent++
        this.#write(outgoing.frame.type, frameText(outgoing.frame), outgoing.frame.bytes, true)
        break
      case 'received':
        this.#confirmReceived(outgoing.received, outgoing.again)
        break
      case 'joined': {
        const { kind: type, self, token, peers } = outgoing
        const iceServers = this.#services.iceServers(self)
        this.#send({ type, self, token, peers: [...peers], iceServers, limits: this.#services.limits })
        this.#takeSeat(self, 0)
        break
      }
      case 'resumed': {
        const { self, received, peers } = outgoing
        this.#send({ type: 'resumed', received, peers: [...peers], iceServers: this.#iceServers(self) })
        this.#takeSeat(self, received)
        break
      }
      case 'error':
        this.refuse(outgoing.code, outgoing.message, outgoing.ref, outgoing.retryAfterMs)
        if (this.#state.status === 'joining') this.#continueAs({ status: 'unjoined' }, this.#state.waiting)
        break
      case 'hold':
        this.#transport.hold(maxAckSilenceMs)
        break
      case 'release':
        this.#transport.release()
        break
      case 'close':
        this.close(outgoing.code)
        break
      default:
        outgoing satisfies never
    }
    return true
  }

  /** Sends an error. Closes the session after `maxBadMessages` bad messages. */
  refuse(code: ErrorCode, message: string, ref?: number, retryAfterMs?: number): void {
    this.#services.stats.countError(code)
    this.#send(errorMessage(code, message, ref, retryAfterMs))
    if (code === 'bad-message' && ++this.#badMessages >= maxBadMessages) this.close(closeCodes.protocol)
  }

  /** A scheduled acknowledgement is due. */
  ackDue(): void {
    if (--this.#pendingAcks === 0) this.acknowledge(1)
  }

  /** Acknowledges received signals, if there are at least `least` unacknowledged ones. */
  acknowledge(least: number): void {
    const received = this.#state.status === 'joined' ? this.#deliveryWindow.acknowledge(least) : undefined
    if (received === undefined) return
    const frame = `{"type":"ack","received":${received}}`
    this.#write('ack', frame, frame.length, false)
  }

  /** Sends fresh ICE servers if the client's are from before `olderThan`. Milliseconds since the epoch. */
  refreshIceServers(olderThan: number): void {
    if (this.#state.status !== 'joined' || this.#iceServersAt >= olderThan) return
    const { self } = this.#state
    this.#submit({ type: 'ice-servers', connection: this.id, self, iceServers: this.#iceServers(self) })
  }

  /** Pauses or resumes reading because the backplane is unavailable or available again. */
  setReading(reading: boolean): void {
    this.#transport.setReading(reading, 'backplane')
  }

  /** Tells the client that this server is stopping. */
  announceDraining(reconnectAfterMs: number): void {
    if (this.#state.status !== 'closed') this.#send({ type: 'draining', reconnectAfterMs })
  }

  /** A memory limit was exceeded, for this address or in total: closes the session and frees its seat. */
  evict(): void {
    if (this.#state.status === 'joined') {
      this.#submit({ type: 'evict', connection: this.id, self: this.#state.self })
      // With the memory backplane the command has already closed this session.
      if (!this.hasSeat) return
    }
    if (this.#state.status === 'closed') return
    this.refuse('overflow', 'too much is held for clients of this address, or for all')
    this.close(closeCodes.overflow)
  }

  /** Closes the connection. The seat, if there is one, is kept for a resume. */
  close(code: number): void {
    if (this.#state.status === 'closed') return
    this.disconnected()
    this.#transport.close(code)
  }

  #handle(message: IncomingMessage): void {
    const state = this.#state
    if (message.type === 'join' || message.type === 'resume') {
      if (state.status === 'joined') this.refuse('already-joined', 'this connection has a seat')
      else this.#requestSeat(message)
      return
    }
    if (state.status !== 'joined') {
      const ref = message.type === 'signal' ? message.seq : undefined
      this.refuse('not-joined', 'join or resume first', ref)
      return
    }
    if (message.type === 'ack' && message.received > this.#sent - this.#transport.sequencedWaiting) {
      // The client cannot have read these messages yet. Accepting would free the memory count of data still queued for it.
      this.refuse(
        'bad-message',
        `received: expected at most ${this.#sent - this.#transport.sequencedWaiting}`,
      )
      return
    }
    if (message.type === 'signal' && this.#deliveryWindow.submit(message.seq, message.bytes))
      this.#transport.setReading(false, 'in flight')
    this.#submit(seatCommand(message, this.id, state.self))
  }

  #requestSeat(message: Extract<ClientMessage, { type: 'join' | 'resume' }>): void {
    const refusal = this.#joinAttempts.attempt(message.type)
    if (refusal) {
      this.refuse(refusal.code, refusal.message, undefined, refusal.retryAfterMs)
      if (refusal.closeCode !== undefined) this.close(refusal.closeCode)
      return
    }
    this.#state = { status: 'joining', waiting: [] }
    this.#sent = message.type === 'resume' ? message.received : 0
    this.#services.requestSeat(this.id, message)
  }

  #takeSeat(self: PeerId, received: number): void {
    const waiting = this.#state.status === 'joining' ? this.#state.waiting : []
    this.#deliveryWindow.start(received)
    this.#transport.joined()
    this.#continueAs({ status: 'joined', self }, waiting)
  }

  #continueAs(state: ClientSessionState, waiting: readonly Buffer[]): void {
    this.#state = state
    if (waiting.length === 0) return
    this.#transport.setReading(true, 'in flight')
    for (const frame of waiting) this.receive(frame)
  }

  #confirmReceived(received: number, again: boolean): void {
    const { acknowledge, tookMs, hasRoom } = this.#deliveryWindow.confirm(received, again)
    if (tookMs !== undefined) this.#services.stats.relay.observe(tookMs / 1000)
    if (acknowledge === 'now') this.acknowledge(0)
    else if (acknowledge === 'soon') {
      this.#pendingAcks++
      this.#services.ackScheduler.schedule(this)
    }
    if (hasRoom) this.#transport.setReading(true, 'in flight')
  }

  #submit(command: SeatCommand): void {
    this.#services.backplane.submit(command)
  }

  #iceServers(self: PeerId): IceServer[] {
    this.#iceServersAt = this.#services.clock.now()
    return this.#services.iceServers(self)
  }

  #send(message: ServerMessage): void {
    const frame = encode(message)
    this.#write(message.type, frame, Buffer.byteLength(frame), false)
  }

  #write(type: ServerMessage['type'], frame: string, bytes: number, sequenced: boolean): void {
    this.#services.stats.sent.count(type, bytes)
    this.#transport.send(frame, bytes, sequenced)
  }
}
