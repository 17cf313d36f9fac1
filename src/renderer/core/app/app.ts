import type { CallCommand } from '../call/call-command.ts'
import type { CallNotice } from '../call/notices.ts'
import type { CallState } from '../call/state.ts'
import type { Dispose } from '../lib/dispose.ts'
import type { MediaCommand } from '../media/commands.ts'
import type { MediaNotice } from '../media/notices.ts'
import type { LocalMedia } from '../media/view.ts'

/** All the UI shows, replaced as a whole at each change; never mutated. */
export interface AppState {
  readonly call: CallState
  readonly media: LocalMedia
  /** The person's own name as others will see it. */
  readonly name: string
}

/** All a person can do. A command that makes no sense in the present state is ignored. */
export type Command = CallCommand | MediaCommand

/** Things that happened, to be said once (live region, toast) and not kept. */
export type Notice = CallNotice | MediaNotice

export interface CallApp {
  readonly state: AppState
  subscribe(listener: (state: AppState) => void): Dispose
  onNotice(listener: (notice: Notice) => void): Dispose
  dispatch(command: Command): void
  dispose(): void
}
