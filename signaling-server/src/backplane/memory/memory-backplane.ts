import type { PeerId, RoomId } from '../../protocol/index.ts'
import {
  emptyRoom,
  nextExpiry,
  applyCommand,
  type Command,
  type CommandOf,
  type RoomContext,
  type Room,
} from '../../rooms/index.ts'
import type { Backplane, BackplaneOptions, BackplaneCounts, LocalUnacked, SeatCommand } from '../port.ts'

/** A room and the alarm for the next held seat to free. */
interface Slot {
  readonly id: RoomId
  readonly room: Room
  alarm: { readonly at: number; readonly cancel: () => void } | undefined
}

/** Rooms of one process, in memory: each command takes effect before `submit` returns. */
export class MemoryBackplane implements Backplane {
  readonly instance = ''
  readonly #slots = new Map<RoomId, Slot>()
  readonly #slotOfSeat = new Map<PeerId, Slot>()
  readonly #wiring: BackplaneOptions
  readonly #context: RoomContext

  constructor(wiring: BackplaneOptions) {
    this.#wiring = wiring
    const { clock, limits, openMeter } = wiring
    // Few commands ask for the time, and looking at the clock is not free.
    this.#context = {
      ...limits,
      ...(openMeter ? { openMeter } : {}),
      get now() {
        return clock.now()
      },
    }
  }

  join(room: RoomId, command: CommandOf<'join'>): void {
    const slot = this.#slots.get(room) ?? { id: room, room: emptyRoom(), alarm: undefined }
    this.#slots.set(room, slot)
    this.#apply(slot, command)
  }

  submit(command: SeatCommand): void {
    const slot = this.#slotOfSeat.get(command.self)
    if (slot) {
      this.#apply(slot, command)
    } else if (command.type === 'resume') {
      const { connection } = command
      this.#wiring.deliver({ kind: 'error', connection, code: 'resume-expired', message: 'no such seat' })
    }
  }

  *localUnacked(): Iterable<LocalUnacked> {
    for (const { room } of this.#slots.values()) {
      for (const { id, link, kept } of room.seats) {
        if (kept.length === 0) continue
        yield {
          self: id,
          connection: link.state === 'here' ? link.connection : '',
          meter: kept.meter,
          get heldBytes() {
            return kept.meter ? kept.heldBytes : 0
          },
        }
      }
    }
  }

  counts(): BackplaneCounts {
    return { rooms: this.#slots.size, seats: this.#slotOfSeat.size, healthy: true, damagedRooms: 0 }
  }

  close(): Promise<void> {
    for (const { alarm } of this.#slots.values()) alarm?.cancel()
    this.#slots.clear()
    this.#slotOfSeat.clear()
    return Promise.resolve()
  }

  #apply(slot: Slot, command: Command): void {
    const { deliver } = this.#wiring
    const { room } = slot
    const { outgoing, taken, freed } = applyCommand(room, command, this.#context)
    for (const seat of taken ?? []) this.#slotOfSeat.set(seat, slot)
    for (const seat of freed ?? []) this.#slotOfSeat.delete(seat)
    // The two frequent commands hold no seat, so they set no alarm; one too many does no harm.
    if (command.type !== 'signal' && command.type !== 'ack') this.#setAlarm(slot)
    if (room.seats.length === 0) this.#forget(slot)
    for (const item of outgoing) deliver(item)
  }

  #setAlarm(slot: Slot): void {
    const at = nextExpiry(slot.room)
    if (at === slot.alarm?.at) return
    slot.alarm?.cancel()
    slot.alarm = undefined
    if (at === undefined) return
    const { clock } = this.#wiring
    const ring = () => {
      slot.alarm = undefined
      this.#apply(slot, { type: 'expire' })
    }
    slot.alarm = { at, cancel: clock.after(Math.max(0, at - clock.now()), ring) }
  }

  #forget(slot: Slot): void {
    slot.alarm?.cancel()
    slot.alarm = undefined
    this.#slots.delete(slot.id)
  }
}
