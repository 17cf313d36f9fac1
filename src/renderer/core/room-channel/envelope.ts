import * as v from 'valibot'
import { parseJson } from '../lib/parse-json.ts'
import { candidateLimits, descriptionLimits } from '../lib/limits.ts'
import { descriptionProblem, isUsableCandidate, withoutUnusableCandidates } from './session-description.ts'
import { cleanName, maxNameLength } from '../../../shared/display-name.ts'
import type { ParticipantId } from '../ports/crypto.ts'

/**
 * What peers say to each other through the server, sealed (docs/protocol.md, "The sealed envelope"). It comes
 * from a stranger: parsed here, trusted after.
 */

const sdp = v.pipe(
  v.string(),
  v.check((text) => descriptionProblem(text) === undefined, 'not a session description of ours'),
  v.transform(withoutUnusableCandidates),
)

const CandidateSchema = v.pipe(
  v.object({
    candidate: v.pipe(v.string(), v.maxLength(candidateLimits.length)),
    sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(32))),
    sdpMLineIndex: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(63))),
  }),
  v.check((candidate) => candidate.sdpMid !== null || candidate.sdpMLineIndex !== null),
)

export const SentMediaSchema = v.object({
  microphone: v.boolean(),
  camera: v.boolean(),
  screen: v.boolean(),
})

/** Who is speaking: sent with each description, so that a name is there before the connection is. */
export const ProfileSchema = v.object({
  name: v.pipe(v.string(), v.maxLength(maxNameLength), v.transform(cleanName)),
  sends: SentMediaSchema,
})
export type Profile = v.InferOutput<typeof ProfileSchema>

const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/))

const SignalSchema = v.variant('type', [
  v.object({
    type: v.literal('offer'),
    sdp,
    profile: ProfileSchema,
    /** What was gathered before there was anybody to send it to. */
    candidates: v.pipe(
      v.array(CandidateSchema),
      v.maxLength(descriptionLimits.candidates),
      v.transform((candidates) => candidates.filter(({ candidate }) => isUsableCandidate(candidate))),
    ),
  }),
  v.object({ type: v.literal('answer'), sdp, profile: ProfileSchema }),
  v.object({ type: v.literal('candidate'), candidate: CandidateSchema }),
  /** From the answerer: the path is interrupted, restart ICE. */
  v.object({ type: v.literal('restart') }),
  /** From the answerer: this session is over, or none ever came; build a new one. */
  v.object({ type: v.literal('rebuild') }),
  /** This seat is mine. Of no session; lets people who are still connected stay so when their seats change. */
  v.object({ type: v.literal('here') }),
])
export type Signal = v.InferOutput<typeof SignalSchema>

const EnvelopeSchema = v.object({
  /** 16 random bytes, base64url: one connection attempt of this pair, chosen by the initiator. */
  session: id,
  /** 1, 2, 3 … per sender and session; what is not above the highest seen is dropped. */
  counter: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  signal: SignalSchema,
})
/** As it is written; who signs it is added when it is sealed. */
export type OutgoingEnvelope = v.InferOutput<typeof EnvelopeSchema>
/** As it was opened. */
export interface Envelope extends OutgoingEnvelope {
  /** Who signed it: the sender for as long as they are in the call, whatever their seat. */
  readonly participant: ParticipantId
}

/** @returns undefined when it is not a well-formed envelope */
export function parseEnvelope(text: string, participant: ParticipantId): Envelope | undefined {
  const envelope = parseJson(EnvelopeSchema, text)
  return envelope && { ...envelope, participant }
}
