import type { CallError } from '../ports/errors.ts'

/** Things that happened in the call. */
export type CallNotice =
  | { readonly type: 'participant-joined'; readonly name: string }
  | { readonly type: 'participant-left'; readonly name: string }
  | { readonly type: 'error'; readonly error: CallError }
