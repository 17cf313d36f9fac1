import { assertNever } from '../lib/assert-never.ts'
import { receiveChannelMessage } from './envelopes.ts'
import type { CallContext, CallEffect, LinkEvent } from './events.ts'
import { preparedSays } from './lobby.ts'
import {
  closeLink,
  connected,
  disarmTimer,
  disconnected,
  sendLinkSignal,
  sessionOf,
  type Turn,
} from './member.ts'
import type { CallModel, InCall, Member } from './model.ts'
import { tellProfileTo } from './profile.ts'
import { linkBroke, remove, replace } from './roster.ts'

/** What a link says, for the member it belongs to. Links of sessions that are over are heard no more. */
export function onLink(
  model: CallModel,
  session: string,
  event: LinkEvent,
  context: CallContext,
  out: CallEffect[],
): CallModel {
  const { phase } = model
  if (phase.name !== 'in-call') {
    const isPrepared = 'prepared' in phase && phase.prepared.session === session
    return isPrepared ? preparedSays(model, event, out) : model
  }
  const member = phase.members.find((candidate) => sessionOf(candidate.link)?.id === session)
  if (!member) return model
  return { ...model, phase: heard(member, event, { model, call: phase, context, out }) }
}

function heard(member: Member, event: LinkEvent, turn: Turn): InCall {
  const { call, out } = turn
  const keep = (changed: Member): InCall => ({ ...call, members: replace(call.members, changed) })
  switch (event.type) {
    case 'signal':
      return keep(sendLinkSignal(member, event.signal, turn))
    case 'streams':
      return keep({ ...member, camera: event.camera, screen: event.screen })
    case 'channel-open':
      tellProfileTo(member, turn.model, out)
      return call
    case 'message':
      return receiveChannelMessage(call, member, event.message, turn)
    case 'flooded':
      out.push({ type: 'log', event: 'participant-given-up', details: { reason: 'peer-flooding' } })
      if (member.seat === undefined) return remove(call, member, turn)
      disarmTimer(member, turn)
      return keep({
        ...closeLink(member, turn),
        link: { status: 'failed', error: { code: 'peer-flooding' } },
      })
    case 'state':
      switch (event.state) {
        case 'connected':
          return keep(connected(member, turn))
        case 'disconnected':
          return keep(disconnected(member, turn))
        case 'failed':
          out.push({ type: 'log', event: 'link-failed', details: { reason: event.reason } })
          return linkBroke(call, member, turn)
      }
      return call
    default:
      return assertNever(event)
  }
}
