import type { IceServer } from '@visavis/signaling-server/protocol'
import { assertNever } from '../lib/assert-never.ts'
import type { CallContext, CallEffect, CallEvent } from './events.ts'
import { hasRelay } from '../signaling/ice-servers.ts'
import { inCall } from './in-call.ts'
import { discard, preparedTimer, sameIceServers } from './lobby.ts'
import { allNewcomers } from '../mesh/negotiation-budget.ts'
import { proceed, restartIce, type Turn } from './member.ts'
import type { CallModel, InCall } from './model.ts'
import { appear, changePresence, depart, enter, reenter, setAway } from './roster.ts'

type SignalingEvent = Extract<CallEvent, { type: 'signaling' }>['event']

/** What the server says, for the call. */
export function onSignaling(
  model: CallModel,
  event: SignalingEvent,
  context: CallContext,
  out: CallEffect[],
): CallModel {
  switch (event.type) {
    case 'status':
      return model
    case 'refused':
      return refused(model, event, out)
    case 'seated':
      return seated(withIceServers(model, event.iceServers, out), event, context, out)
    case 'resumed':
      return inCall(withIceServers(model, event.iceServers, out), context, out, goOn)
    case 'ice-servers':
      return withIceServers(model, event.iceServers, out)
    case 'peer-joined':
      return inCall(model, context, out, (turn) =>
        appear(turn.call, event.id, event.presence, false, false, turn),
      )
    case 'peer-presence':
      return inCall(model, context, out, (turn) => changePresence(turn.call, event.id, event.presence, turn))
    case 'peer-away':
    case 'peer-back':
      return inCall(model, context, out, (turn) =>
        setAway(turn.call, event.id, event.type === 'peer-away', turn),
      )
    case 'peer-left':
      return inCall(model, context, out, (turn) => depart(turn.call, event.id, event.reason, turn))
    default:
      return assertNever(event)
  }
}

/** Telling a connection its servers stops everything else for some milliseconds: only when there is news. */
function withIceServers(model: CallModel, iceServers: readonly IceServer[], out: CallEffect[]): CallModel {
  if (sameIceServers(model.iceServers, iceServers)) return model
  out.push({ type: 'set-ice-servers', iceServers })
  return { ...model, iceServers }
}

function seated(
  model: CallModel,
  event: Extract<SignalingEvent, { type: 'seated' }>,
  context: CallContext,
  out: CallEffect[],
): CallModel {
  const { phase } = model
  if (phase.name === 'in-call') {
    const call: InCall = { ...phase, self: event.self }
    const turn: Turn = { model, call, context, out }
    const back = reenter(event.peers, turn)
    return { ...model, phase: goOn({ ...turn, call: back }) }
  }
  if (phase.name !== 'joining') return model
  if (model.relayOnly && !hasRelay(event.iceServers)) return withoutRelay(model, phase, out)
  const call: InCall = {
    name: 'in-call',
    room: phase.room,
    self: event.self,
    startedAt: context.now(),
    restartIce: false,
    members: [],
    strangers: [],
    listeners: [],
    usedSessions: [],
    newcomers: allNewcomers,
  }
  const { prepared } = phase
  // Candidates gathered with other servers would miss the paths that these servers make.
  const usable = prepared && sameIceServers(prepared.iceServers, event.iceServers) ? prepared : undefined
  if (usable) out.push({ type: 'clear-timer', timer: preparedTimer })
  else discard(prepared, out)
  const entered = enter(event.peers, usable, { model, call, context, out })
  out.push({ type: 'remember-call', code: phase.room.code, names: [] })
  return { ...model, phase: entered }
}

/** Nobody could be reached: better told at the door than by a call in which nobody appears. */
function withoutRelay(
  model: CallModel,
  phase: Extract<CallModel['phase'], { name: 'joining' }>,
  out: CallEffect[],
): CallModel {
  out.push({ type: 'leave-signaling' }, { type: 'warm-signaling' })
  return { ...model, phase: { ...phase, name: 'lobby', error: { code: 'relay-missing' } } }
}

/** Signaling is back: whatever waited for it goes on. */
function goOn(turn: Turn): InCall {
  const { call } = turn
  const members = call.members.map((member) => {
    const proceeded = member.away ? member : proceed(member, turn)
    const untouched = proceeded === member && member.link.status === 'connected'
    return call.restartIce && untouched ? restartIce(proceeded, turn) : proceeded
  })
  return { ...call, members, restartIce: false }
}

function refused(
  model: CallModel,
  event: Extract<SignalingEvent, { type: 'refused' }>,
  out: CallEffect[],
): CallModel {
  const { phase } = model
  switch (phase.name) {
    case 'lobby':
    case 'joining':
      return { ...model, phase: { ...phase, name: 'lobby', error: event.error } }
    case 'in-call':
      // The people are connected to each other; only newcomers will not find us.
      out.push({ type: 'notice', notice: { type: 'error', error: event.error } })
      return model
    case 'home':
    case 'ended':
      return model
  }
}
