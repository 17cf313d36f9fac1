import type { CallStatus } from '../app/call-status.ts'
import { describeError, type Log } from '../diagnostics/log.ts'

/** What a share is asked for: the screen of a display, or what the person chooses then. */
export type ShareTarget =
  { readonly kind: 'display'; readonly displayId: string } | { readonly kind: 'choose' }

/** How long a request waits for a call to be entered, milliseconds. Later nobody remembers having asked. */
const waitLimit = 5 * 60_000
/** How long the page has to act on a request it was told of, milliseconds. Its gesture lasts five seconds. */
const toldLimit = 10_000

export interface ShareRequestOptions {
  readonly call: CallStatus
  readonly log: Log
  readonly newId: () => string
  /** getDisplayMedia wants a person's gesture; the one in the tray counts, the page must only hear of it. */
  readonly passOnGesture: () => Promise<void>
  /** Tells the page to share; it gives the id back when it does. */
  readonly tell: (id: string) => void
  /** Opens the lobby of a new call. */
  readonly startCall: () => void
}

export interface ShareRequests {
  /** Shares this in the call, or once there is one. Takes the place of an earlier request. */
  request(target: ShareTarget): void
  /** What was asked for by this id, once; undefined when it is not wanted any more. */
  take(id: string): ShareTarget | undefined
  /** A link leads to another room: what waits for a call was not meant for the people there. */
  roomOpened(): void
  /** Nothing that was asked for is wanted any more. */
  drop(): void
  dispose(): void
}

type State =
  | { readonly status: 'none' }
  /** For a call to be entered. */
  | { readonly status: 'waiting'; readonly target: ShareTarget; readonly timer: NodeJS.Timeout }
  /** The page knows the id. It never learns the target, so it cannot name a screen by itself. */
  | {
      readonly status: 'told'
      readonly id: string
      readonly target: ShareTarget
      readonly timer: NodeJS.Timeout
    }

/**
 * Shares that are asked for outside the window: in the tray, the dock, by a second start. There is one at most, and it
 * ends with its use, with the call or the lobby it was meant for, with the page, with a link to another room, or by its
 * time limit. It never applies to a share that is started in the window.
 */
export function createShareRequests(options: ShareRequestOptions): ShareRequests {
  const { call, log, newId, passOnGesture, tell, startCall } = options
  let state: State = { status: 'none' }
  let before = call.value.status

  const unsubscribe = call.subscribe(({ status }) => {
    const left = (before === 'in-call' && status !== 'in-call') || (before === 'lobby' && status === 'idle')
    before = status
    if (left) drop()
    else if (status === 'in-call' && state.status === 'waiting') tellPage(state.target)
  })

  function drop(): void {
    if (state.status !== 'none') clearTimeout(state.timer)
    state = { status: 'none' }
  }

  function expire(): void {
    log.info('share request expired', { status: state.status })
    drop()
  }

  function tellPage(target: ShareTarget): void {
    drop()
    const id = newId()
    state = { status: 'told', id, target, timer: setTimeout(expire, toldLimit) }
    const wanted = () => state.status === 'told' && state.id === id
    passOnGesture().then(
      () => {
        if (wanted()) tell(id)
      },
      (error: unknown) => {
        log.error('sharing not started', { error: describeError(error) })
        if (wanted()) drop()
      },
    )
  }

  return {
    request(target) {
      const { status } = call.value
      if (status === 'in-call') {
        tellPage(target)
        return
      }
      drop()
      state = { status: 'waiting', target, timer: setTimeout(expire, waitLimit) }
      if (status === 'idle') startCall()
    },
    take(id) {
      if (state.status !== 'told' || state.id !== id) return undefined
      const { target } = state
      drop()
      return target
    },
    roomOpened() {
      if (state.status === 'waiting') drop()
    },
    drop,
    dispose() {
      unsubscribe()
      drop()
    },
  }
}
