import { maxUsedSessions } from '../lib/limits.ts'
import { sessionOf } from './member.ts'
import type { CallModel, InCall } from './model.ts'

/** Sessions that have a peer connection; there is none for any other. */
export function openSessions({ phase }: CallModel): ReadonlySet<string> {
  if (phase.name === 'in-call') return new Set(heldSessions(phase))
  return new Set('prepared' in phase ? [phase.prepared.session] : [])
}

/**
 * Whether any participant holds this session, or held it in this call. A session belongs to one pair: an id that is
 * offered again by somebody else would put their connection in the place of the other one.
 */
export function isUsedSession(call: InCall, id: string): boolean {
  return call.usedSessions.includes(id) || heldSessions(call).includes(id)
}

/** Adds the sessions that a step has begun. */
export function noteUsedSessions(model: CallModel): CallModel {
  const { phase } = model
  if (phase.name !== 'in-call') return model
  const begun = heldSessions(phase).filter((id) => !phase.usedSessions.includes(id))
  if (begun.length === 0) return model
  const usedSessions = [...phase.usedSessions, ...begun].slice(-maxUsedSessions)
  return { ...model, phase: { ...phase, usedSessions } }
}

function heldSessions({ members }: InCall): readonly string[] {
  return members.flatMap(({ link }) => sessionOf(link)?.id ?? [])
}
