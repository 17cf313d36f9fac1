import { cleanName } from '../../../shared/display-name.ts'
import type { RoomCode } from '../../../shared/room-code.ts'
import { assertNever } from '../lib/assert-never.ts'
import type { CallCommand } from './call-command.ts'
import type { CallContext, CallEffect } from './events.ts'
import { discard, enterLobby } from './lobby.ts'
import { retry, sessionOf } from './member.ts'
import type { CallModel } from './model.ts'
import { tellProfile } from './profile.ts'
import { forget, strangersTimer } from './roster.ts'

/** What a person asks for. What makes no sense in the present phase is ignored. */
export function command(
  model: CallModel,
  asked: CallCommand,
  context: CallContext,
  out: CallEffect[],
): CallModel {
  switch (asked.type) {
    case 'new-call':
      return openRoom(model, context.newRoomCode(), true, context, out)
    case 'open-room':
      return openRoom(model, asked.code, false, context, out)
    case 'rejoin':
      if (model.phase.name !== 'ended') return model
      return enterLobby(model, { code: model.phase.room.code, isNew: false }, context, out)
    case 'enter-call':
      return enterCall(model, out)
    case 'go-back':
      return goBack(model, out)
    case 'hang-up':
      return hangUp(model, context, out)
    case 'retry-now':
      if (model.signaling.status === 'waiting') out.push({ type: 'wake-signaling' })
      return model
    case 'retry-participant':
      return retryParticipant(model, asked.key, context, out)
    case 'set-name':
      return tellProfile({ ...model, name: cleanName(asked.name) }, out)
    case 'dismiss-error': {
      if (!('error' in model.phase)) return model
      const { error: _dismissed, ...phase } = model.phase
      return { ...model, phase }
    }
    default:
      return assertNever(asked)
  }
}

/** From home, an ended call or another lobby; a call that is going on is not left for a link. */
function openRoom(
  model: CallModel,
  code: RoomCode,
  isNew: boolean,
  context: CallContext,
  out: CallEffect[],
): CallModel {
  const { phase } = model
  if (phase.name === 'in-call' || phase.name === 'joining') return model
  if (phase.name === 'lobby') {
    if (phase.room.code === code) return model
    discard(phase.prepared, out)
  }
  return enterLobby(model, { code, isNew }, context, out)
}

function enterCall(model: CallModel, out: CallEffect[]): CallModel {
  const { phase } = model
  if (phase.name !== 'lobby') return model
  const { room, prepared } = phase
  if (room.roomId === undefined) out.push({ type: 'derive-keys', code: room.code })
  else out.push({ type: 'join', room: room.roomId, presence: 'call' })
  return { ...model, phase: { name: 'joining', room, ...(prepared ? { prepared } : {}) } }
}

function goBack(model: CallModel, out: CallEffect[]): CallModel {
  const { phase } = model
  switch (phase.name) {
    case 'joining': {
      out.push({ type: 'leave-signaling' }, { type: 'warm-signaling' })
      return { ...model, phase: { ...phase, name: 'lobby' } }
    }
    case 'lobby':
      discard(phase.prepared, out)
      out.push({ type: 'leave-signaling' }, { type: 'stop-media' })
      return { ...model, phase: { name: 'home' } }
    case 'ended':
      return { ...model, phase: { name: 'home' } }
    case 'home':
    case 'in-call':
      return model
  }
}

function hangUp(model: CallModel, context: CallContext, out: CallEffect[]): CallModel {
  const { phase } = model
  if (phase.name !== 'in-call') return model
  for (const member of phase.members) {
    const session = sessionOf(member.link)
    // Said first, so that the end of the data channel is not taken for a failure.
    if (session) out.push({ type: 'send-text', session: session.id, message: { type: 'bye' } })
    forget(member, { model, call: phase, context, out })
  }
  out.push(
    { type: 'clear-timer', timer: strangersTimer },
    { type: 'leave-signaling' },
    { type: 'stop-media' },
  )
  const durationMs = Math.max(0, context.now() - phase.startedAt)
  return { ...model, phase: { name: 'ended', room: phase.room, durationMs } }
}

function retryParticipant(model: CallModel, key: string, context: CallContext, out: CallEffect[]): CallModel {
  const { phase } = model
  if (phase.name !== 'in-call') return model
  const turn = { model, call: phase, context, out }
  const members = phase.members.map((member) => (member.key === key ? retry(member, turn) : member))
  return { ...model, phase: { ...phase, members } }
}
