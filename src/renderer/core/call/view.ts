import type { CallError } from '../ports/errors.ts'
import type { CallState, Participant, ParticipantConnection } from './state.ts'
import { assertNever } from '../lib/assert-never.ts'
import { isPrepared } from './lobby.ts'
import type { CallModel, Member } from './model.ts'
import { isVisible } from './roster.ts'

/** What of the model a person sees. */
export function view(model: CallModel): CallState {
  const { phase, signaling } = model
  switch (phase.name) {
    case 'home':
      return { screen: 'home', ...errorOf(phase) }
    case 'lobby':
      return {
        screen: 'lobby',
        code: phase.room.code,
        isNew: phase.room.isNew,
        signaling,
        prepared: isPrepared(phase, signaling),
        ...errorOf(phase),
      }
    case 'joining':
      return { screen: 'joining', code: phase.room.code, isNew: phase.room.isNew, signaling }
    case 'in-call':
      return {
        screen: 'in-call',
        code: phase.room.code,
        startedAt: phase.startedAt,
        signaling,
        participants: phase.members.filter(isVisible).map(participant),
      }
    case 'ended':
      return { screen: 'ended', code: phase.room.code, durationMs: phase.durationMs, ...errorOf(phase) }
    default:
      return assertNever(phase)
  }
}

function errorOf(phase: { readonly error?: CallError }): { error?: CallError } {
  return phase.error === undefined ? {} : { error: phase.error }
}

function participant(member: Member): Participant {
  return {
    key: member.key,
    name: member.name,
    connection: connection(member),
    sends: member.sends,
    ...(member.camera ? { camera: member.camera } : {}),
    ...(member.screen ? { screen: member.screen } : {}),
  }
}

function connection({ link }: Member): ParticipantConnection {
  switch (link.status) {
    case 'connected':
      return { status: 'connected' }
    case 'mending':
      return { status: 'reconnecting', since: link.brokenSince }
    case 'waiting':
    case 'connecting':
      return link.brokenSince === undefined
        ? { status: 'connecting' }
        : { status: 'reconnecting', since: link.brokenSince }
    case 'failed':
      return { status: 'failed', error: link.error }
    default:
      return assertNever(link)
  }
}
