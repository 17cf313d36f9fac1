import * as v from 'valibot'
import { ErrorCodeSchema } from './errors.ts'
import {
  ChallengeSchema,
  DataSchema,
  MillisecondsSchema,
  PeerIdSchema,
  PeerSchema,
  PresenceSchema,
  ReceivedSchema,
  SeatTokenSchema,
  SeqSchema,
  ServerLimitsSchema,
} from './fields.ts'
import { IceServerListSchema } from './ice-servers.ts'

/** You have a seat. */
export const JoinedSchema = v.object({
  type: v.literal('joined'),
  self: PeerIdSchema,
  token: SeatTokenSchema,
  peers: v.array(PeerSchema),
  iceServers: IceServerListSchema,
  limits: ServerLimitsSchema,
})
export type JoinedMessage = v.InferOutput<typeof JoinedSchema>

/** The seat is yours again; what you have not acknowledged follows, in order. */
export const ResumedSchema = v.object({
  type: v.literal('resumed'),
  /** Highest client `seq` the server has. */
  received: ReceivedSchema,
  peers: v.array(PeerSchema),
  iceServers: IceServerListSchema,
})
export type ResumedMessage = v.InferOutput<typeof ResumedSchema>

export const PeerJoinedSchema = v.object({
  type: v.literal('peer-joined'),
  seq: SeqSchema,
  peer: v.object({
    id: PeerIdSchema,
    presence: PresenceSchema,
    challenge: v.exactOptional(ChallengeSchema),
  }),
})
export type PeerJoinedMessage = v.InferOutput<typeof PeerJoinedSchema>

export const PeerPresenceSchema = v.object({
  type: v.literal('peer-presence'),
  seq: SeqSchema,
  id: PeerIdSchema,
  presence: PresenceSchema,
})
export type PeerPresenceMessage = v.InferOutput<typeof PeerPresenceSchema>

/** That peer's connection dropped; its seat is held. */
export const PeerAwaySchema = v.object({ type: v.literal('peer-away'), seq: SeqSchema, id: PeerIdSchema })
export type PeerAwayMessage = v.InferOutput<typeof PeerAwaySchema>

/** That peer resumed its seat. */
export const PeerBackSchema = v.object({ type: v.literal('peer-back'), seq: SeqSchema, id: PeerIdSchema })
export type PeerBackMessage = v.InferOutput<typeof PeerBackSchema>

/** `left`: it said so. `expired`: its seat was held for `resumeMs` in vain, or had to be closed. */
export const LeaveReasonSchema = v.picklist(['left', 'expired'])
export type LeaveReason = v.InferOutput<typeof LeaveReasonSchema>

export const PeerLeftSchema = v.object({
  type: v.literal('peer-left'),
  seq: SeqSchema,
  id: PeerIdSchema,
  reason: LeaveReasonSchema,
})
export type PeerLeftMessage = v.InferOutput<typeof PeerLeftSchema>

/** What a peer said to you. */
export const ServerSignalSchema = v.object({
  type: v.literal('signal'),
  seq: SeqSchema,
  from: PeerIdSchema,
  data: DataSchema,
})
export type ServerSignalMessage = v.InferOutput<typeof ServerSignalSchema>

/** Cumulative: the client need not keep signals up to `received` any longer. */
export const ServerAckSchema = v.object({ type: v.literal('ack'), received: ReceivedSchema })
export type ServerAckMessage = v.InferOutput<typeof ServerAckSchema>

/** Fresh TURN credentials, sent before the old ones expire. */
export const IceServersSchema = v.object({
  type: v.literal('ice-servers'),
  seq: SeqSchema,
  iceServers: IceServerListSchema,
})
export type IceServersMessage = v.InferOutput<typeof IceServersSchema>

/** This server is stopping: resume elsewhere after about so long. */
export const DrainingSchema = v.object({ type: v.literal('draining'), reconnectAfterMs: MillisecondsSchema })
export type DrainingMessage = v.InferOutput<typeof DrainingSchema>

/** Something was refused. Has no `seq` of its own and is not resent. */
export const ErrorMessageSchema = v.object({
  type: v.literal('error'),
  code: ErrorCodeSchema,
  /** For developers, in English; people get words made from `code`. */
  message: v.string(),
  /** The client `seq` this answers, if any. */
  ref: v.exactOptional(SeqSchema),
  retryAfterMs: v.exactOptional(MillisecondsSchema),
})
export type ErrorMessage = v.InferOutput<typeof ErrorMessageSchema>

/** Everything a server may say. */
export const ServerMessageSchema = v.variant('type', [
  JoinedSchema,
  ResumedSchema,
  PeerJoinedSchema,
  PeerPresenceSchema,
  PeerAwaySchema,
  PeerBackSchema,
  PeerLeftSchema,
  ServerSignalSchema,
  ServerAckSchema,
  IceServersSchema,
  DrainingSchema,
  ErrorMessageSchema,
])
export type ServerMessage = v.InferOutput<typeof ServerMessageSchema>

/** The messages that belong to a seat's ordered stream: those with a `seq`. */
export type SequencedMessage = Extract<ServerMessage, { seq: number }>

/** Their types. */
export const sequencedTypes = [
  'peer-joined',
  'peer-presence',
  'peer-away',
  'peer-back',
  'peer-left',
  'signal',
  'ice-servers',
] as const satisfies readonly SequencedMessage['type'][]
