import type { IceServer } from '@visavis/signaling-server/protocol'
import type { LinkEvent, CallContext, CallEffect } from './events.ts'
import type { CallModel, Phase, Prepared, Room } from './model.ts'
import type { SignalingStatus } from '../signaling/status.ts'

/**
 * The lobby does beforehand what would cost time after Join: derive the keys, connect to the server, and
 * make the first link with its offer and candidates (docs/adr/0003-prepared-in-the-lobby.md).
 */

/** A prepared offer's candidates grow stale as networks change; made anew after this long, ms. */
const preparedTtlMs = 120_000
export const preparedTimer = 'prepared'

export function enterLobby(model: CallModel, room: Room, context: CallContext, out: CallEffect[]): CallModel {
  out.push({ type: 'derive-keys', code: room.code }, { type: 'warm-signaling' }, { type: 'start-media' })
  return { ...model, phase: { name: 'lobby', room, ...prepare(model, room, context, out) } }
}

/** Nobody can be in a room whose code was made here just now, so there is nobody to prepare for. */
function prepare(
  model: CallModel,
  room: Room,
  context: CallContext,
  out: CallEffect[],
): { prepared?: Prepared } {
  if (room.isNew) return {}
  const { iceServers } = model
  const session = context.newId()
  out.push(
    { type: 'open-link', session, role: 'initiator', iceServers },
    { type: 'set-timer', timer: preparedTimer, ms: preparedTtlMs },
  )
  return { prepared: { session, iceServers, signals: [] } }
}

export function renewPrepared(model: CallModel, context: CallContext, out: CallEffect[]): CallModel {
  const { phase } = model
  if (phase.name !== 'lobby' && phase.name !== 'joining') return model
  discard(phase.prepared, out)
  const { prepared: _old, ...rest } = phase
  return { ...model, phase: { ...rest, ...prepare(model, phase.room, context, out) } }
}

/** Something the prepared link says before there is anybody to say it to. */
export function preparedSays(model: CallModel, event: LinkEvent, out: CallEffect[]): CallModel {
  const { phase } = model
  if ((phase.name !== 'lobby' && phase.name !== 'joining') || !phase.prepared) return model
  if (event.type === 'signal') {
    const signals = [...phase.prepared.signals, event.signal]
    return { ...model, phase: { ...phase, prepared: { ...phase.prepared, signals } } }
  }
  if (event.type === 'state' && event.state === 'failed') {
    out.push({ type: 'log', event: 'prepared-link-failed', details: { reason: event.reason } })
    const { prepared: _failed, ...rest } = phase
    return { ...model, phase: rest }
  }
  return model
}

export function discard(prepared: Prepared | undefined, out: CallEffect[]): void {
  if (!prepared) return
  out.push({ type: 'close-link', session: prepared.session }, { type: 'clear-timer', timer: preparedTimer })
}

export function sameIceServers(some: readonly IceServer[], others: readonly IceServer[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}

export function isPrepared(
  { room, prepared }: Extract<Phase, { name: 'lobby' }>,
  signaling: SignalingStatus,
): boolean {
  const offered = room.isNew || (prepared !== undefined && prepared.signals.length > 0)
  return room.roomId !== undefined && signaling.status === 'open' && offered
}
