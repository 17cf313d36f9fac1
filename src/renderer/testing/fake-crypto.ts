import type { CallIdentity, EnvelopeContext, RoomCrypto } from '../core/ports/crypto.ts'

const nonceLength = 16
const sumLength = 8
const idLength = 22

/** What only its owner can sign with, by participant: as in the real one, others know no more than the participant. */
const secrets = new Map<string, string>()

function createIdentity(): Promise<CallIdentity> {
  const participant = `fake-participant-${secrets.size + 1}`.padEnd(idLength, '-')
  const secret = `secret of ${participant}`
  secrets.set(participant, secret)
  return Promise.resolve({
    participant,
    publicKey: toBytes(participant),
    sign: (bytes) => Promise.resolve(toBytes(sumOf(secret + fromBytes(bytes)))),
  })
}

/** Hides nothing, but notices a wrong room, place or signer and every change, as the real one does. */
export const fakeCrypto: RoomCrypto = {
  createIdentity,
  deriveKeys: (code) => {
    const roomId = `room-${code}`.padEnd(22, '0').slice(0, 22)
    let sealed = 0
    const place = ({ from, to, challenge }: EnvelopeContext): string =>
      `${roomId}|${from}|${to}|${challenge}|`
    return Promise.resolve({
      roomId,
      seal: async (context, sender, text) => {
        const signature = fromBytes(await sender.sign(toBytes(place(context) + text)))
        const head = String(++sealed).padStart(nonceLength, '0') + fromBytes(sender.publicKey)
        const body = head + signature + text
        return sumOf(place(context) + body) + body
      },
      open: async (context, data) => {
        const body = data.slice(sumLength)
        if (data.slice(0, sumLength) !== sumOf(place(context) + body)) throw new Error('not sealed for this')
        const [participant, signature, text] = [
          body.slice(nonceLength, nonceLength + idLength),
          body.slice(nonceLength + idLength, nonceLength + idLength + sumLength),
          body.slice(nonceLength + idLength + sumLength),
        ]
        const secret = secrets.get(participant)
        if (secret === undefined || signature !== sumOf(secret + place(context) + text)) {
          throw new Error('not signed by its participant')
        }
        return Promise.resolve({ participant, text })
      },
    })
  },
}

/** FNV-1a: enough to notice a change that nobody has made on purpose. */
function sumOf(text: string): string {
  let sum = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193)
  }
  return (sum >>> 0).toString(16).padStart(sumLength, '0')
}

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function fromBytes(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
