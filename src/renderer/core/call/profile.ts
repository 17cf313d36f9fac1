import type { CallEffect } from './events.ts'
import { sessionOf } from './member.ts'
import type { CallModel, Member } from './model.ts'

/** Says again to everybody who we are and what we send. */
export function tellProfile(model: CallModel, out: CallEffect[]): CallModel {
  if (model.phase.name === 'in-call') {
    for (const member of model.phase.members) tellProfileTo(member, model, out)
  }
  return model
}

export function tellProfileTo(member: Member, model: CallModel, out: CallEffect[]): void {
  const session = sessionOf(member.link)
  if (!session) return
  const profile = { name: model.name, sends: model.sends }
  out.push({ type: 'send-text', session: session.id, message: { type: 'profile', profile } })
}
