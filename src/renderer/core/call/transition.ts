import { assertNever } from '../lib/assert-never.ts'
import type { Step } from '../lib/machine.ts'
import { command } from './commands.ts'
import { receiveEnvelope } from './envelopes.ts'
import type { CallContext, CallEffect, CallEvent } from './events.ts'
import { inCall } from './in-call.ts'
import { onLink } from './links.ts'
import { preparedTimer, renewPrepared } from './lobby.ts'
import { overdue, timerOf } from './member.ts'
import type { CallModel } from './model.ts'
import { tellProfile } from './profile.ts'
import { admitStrangers, remove, replace, strangersTimer } from './roster.ts'
import { onSignaling } from './signaling-events.ts'
import { noteUsedSessions } from './used-sessions.ts'

/**
 * The call as a pure function: what happened, and what is to be done about it.
 * Everything else (sockets, peer connections, devices, timers) only feeds it and obeys it.
 */
export function transition(
  model: CallModel,
  event: CallEvent,
  context: CallContext,
): Step<CallModel, CallEffect> {
  const effects: CallEffect[] = []
  const state = noteUsedSessions(next(model, event, context, effects))
  return { state, effects }
}

function next(model: CallModel, event: CallEvent, context: CallContext, out: CallEffect[]): CallModel {
  switch (event.type) {
    case 'command':
      return command(model, event.command, context, out)
    case 'keys-derived': {
      const { phase } = model
      if (!('room' in phase) || phase.room.code !== event.code) return model
      const room = { ...phase.room, roomId: event.roomId }
      if (phase.name === 'joining') out.push({ type: 'join', room: event.roomId, presence: 'call' })
      return { ...model, phase: { ...phase, room } }
    }
    case 'keys-failed': {
      const { phase } = model
      if (phase.name !== 'lobby' && phase.name !== 'joining') return model
      return { ...model, phase: { ...phase, name: 'lobby', error: event.error } }
    }
    case 'signaling':
      return onSignaling({ ...model, signaling: event.status }, event.event, context, out)
    case 'envelope':
      return inCall(model, context, out, (turn) =>
        receiveEnvelope(turn.call, event.from, event.envelope, turn),
      )
    case 'unreadable':
      out.push({ type: 'log', event: 'signal-dropped', details: { reason: 'unreadable' } })
      return inCall(model, context, out, ({ call }) => {
        const member = call.members.find((candidate) => candidate.seat === event.from)
        return member ? { ...call, members: replace(call.members, { ...member, unreadable: true }) } : call
      })
    case 'link':
      return onLink(model, event.session, event.event, context, out)
    case 'timer':
      return onTimer(model, event.timer, context, out)
    case 'sends-changed':
      return tellProfile({ ...model, sends: event.sends }, out)
    case 'woke':
      return onWoke(model, context, out)
    case 'server-changed':
      return onServerChanged(model, context, out)
    case 'relay-only-changed':
      return onRelayOnlyChanged({ ...model, relayOnly: event.relayOnly }, context, out)
    case 'active':
      if (model.phase.name === 'lobby' && model.signaling.status === 'closed') {
        out.push({ type: 'warm-signaling' })
      }
      return model
    default:
      return assertNever(event)
  }
}

/**
 * The prepared connection was made with the old setting, and its candidates may show what relay only hides: another takes
 * its place, also while the server has not yet answered the join.
 */
function onRelayOnlyChanged(model: CallModel, context: CallContext, out: CallEffect[]): CallModel {
  return model.phase.name === 'joining' && model.phase.prepared === undefined
    ? model
    : renewPrepared(model, context, out)
}

function onTimer(model: CallModel, timer: string, context: CallContext, out: CallEffect[]): CallModel {
  if (timer === preparedTimer) return renewPrepared(model, context, out)
  return inCall(model, context, out, (turn) => {
    const { call } = turn
    if (timer === strangersTimer) return admitStrangers(call, turn)
    const member = call.members.find((candidate) => timerOf(candidate) === timer)
    if (!member) return call
    // Without a seat nobody can be asked to mend anything: they are gone.
    if (member.seat === undefined && member.link.status !== 'connected') return remove(call, member, turn)
    return { ...call, members: replace(call.members, overdue(member, turn)) }
  })
}

function onWoke(model: CallModel, context: CallContext, out: CallEffect[]): CallModel {
  out.push({ type: 'wake-signaling' })
  if (model.phase.name === 'lobby') return renewPrepared(model, context, out)
  return inCall(model, context, out, ({ call }) => ({ ...call, restartIce: true }))
}

/** What the other server told is of no use with this one, and a connection to it leads to the wrong rooms. */
function onServerChanged(model: CallModel, context: CallContext, out: CallEffect[]): CallModel {
  if (model.phase.name === 'in-call') return model
  out.push({ type: 'wake-signaling' })
  return renewPrepared({ ...model, iceServers: [] }, context, out)
}
