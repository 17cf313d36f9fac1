import type { RoomCrypto } from '../core/ports/crypto.ts'

/** Seals nothing, but notices a wrong room, sender or receiver as the real one does. */
export const fakeCrypto: RoomCrypto = {
  deriveKeys: (code) => {
    const roomId = `room-${code}`.padEnd(22, '0').slice(0, 22)
    const prefix = (from: string, to: string): string => `${roomId}|${from}|${to}|`
    return Promise.resolve({
      roomId,
      seal: (from, to, envelope) => Promise.resolve(prefix(from, to) + envelope),
      open: (from, to, data) =>
        data.startsWith(prefix(from, to))
          ? Promise.resolve(data.slice(prefix(from, to).length))
          : Promise.reject(new Error('not sealed for this')),
    })
  },
}
