import * as v from 'valibot'
import {
  ChallengeSchema,
  DataSchema,
  PeerIdSchema,
  PresenceSchema,
  ReceivedSchema,
  RoomIdSchema,
  SeatTokenSchema,
  SeqSchema,
} from './fields.ts'

/** Enter a room. The first message on a fresh connection. */
export const JoinSchema = v.object({
  type: v.literal('join'),
  room: RoomIdSchema,
  presence: PresenceSchema,
  challenge: v.exactOptional(ChallengeSchema),
})
export type JoinMessage = v.InferOutput<typeof JoinSchema>

/** Take a seat back on a new connection. */
export const ResumeSchema = v.object({
  type: v.literal('resume'),
  self: PeerIdSchema,
  token: SeatTokenSchema,
  /** Highest server `seq` processed. */
  received: ReceivedSchema,
})
export type ResumeMessage = v.InferOutput<typeof ResumeSchema>

/** Pass `data` to one peer. */
export const ClientSignalSchema = v.object({
  type: v.literal('signal'),
  seq: SeqSchema,
  to: PeerIdSchema,
  data: DataSchema,
})
export type ClientSignalMessage = v.InferOutput<typeof ClientSignalSchema>

/** Cumulative: the server need not keep anything up to `received` any longer. */
export const ClientAckSchema = v.object({ type: v.literal('ack'), received: ReceivedSchema })
export type ClientAckMessage = v.InferOutput<typeof ClientAckSchema>

/** Change between `listen` and `call` in the same seat. */
export const PresenceMessageSchema = v.object({ type: v.literal('presence'), presence: PresenceSchema })
export type PresenceMessage = v.InferOutput<typeof PresenceMessageSchema>

/** Give the seat up now. */
export const LeaveSchema = v.object({ type: v.literal('leave') })
export type LeaveMessage = v.InferOutput<typeof LeaveSchema>

/** Everything a client may say. */
export const ClientMessageSchema = v.variant('type', [
  JoinSchema,
  ResumeSchema,
  ClientSignalSchema,
  ClientAckSchema,
  PresenceMessageSchema,
  LeaveSchema,
])
export type ClientMessage = v.InferOutput<typeof ClientMessageSchema>
