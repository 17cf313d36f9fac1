import type { CallContext, CallEffect } from './events.ts'
import type { Turn } from './member.ts'
import type { CallModel, InCall } from './model.ts'

/** Runs a step that only makes sense in a call. */
export function inCall(
  model: CallModel,
  context: CallContext,
  out: CallEffect[],
  step: (turn: Turn) => InCall,
): CallModel {
  const { phase } = model
  if (phase.name !== 'in-call') return model
  return { ...model, phase: step({ model, call: phase, context, out }) }
}
