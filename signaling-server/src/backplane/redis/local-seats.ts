import type { PeerId, RoomId } from '../../protocol/index.ts'
import type { ConnectionId } from '../../rooms/index.ts'

interface LocalSeat {
  readonly self: PeerId
  readonly room: RoomId
}

/** Which seats are reached through this process, by connection. */
export class LocalSeats {
  readonly #byConnection = new Map<ConnectionId, LocalSeat>()
  readonly #perRoom = new Map<RoomId, number>()

  add(connection: ConnectionId, self: PeerId, room: RoomId): void {
    if (this.#byConnection.has(connection)) return
    this.#byConnection.set(connection, { self, room })
    this.#perRoom.set(room, this.countIn(room) + 1)
  }

  remove(connection: ConnectionId): void {
    const seat = this.#byConnection.get(connection)
    if (!seat) return
    this.#byConnection.delete(connection)
    const left = this.countIn(seat.room) - 1
    if (left > 0) this.#perRoom.set(seat.room, left)
    else this.#perRoom.delete(seat.room)
  }

  roomOf(connection: ConnectionId): RoomId | undefined {
    return this.#byConnection.get(connection)?.room
  }

  countIn(room: RoomId): number {
    return this.#perRoom.get(room) ?? 0
  }

  get connections(): ConnectionId[] {
    return [...this.#byConnection.keys()]
  }

  get seats(): number {
    return this.#byConnection.size
  }

  get rooms(): number {
    return this.#perRoom.size
  }
}
