import type { DesktopCapturerSource, Session } from 'electron'
import type {
  ScreenAnswer,
  ScreenChoice,
  ScreenOffer,
  ScreenRequestEnd,
  ScreenSource,
} from '../../shared/ipc.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import { isAppUrl } from '../app-scheme/app-origin.ts'
import { describeSource, screenFor, type SourceLists, type Sources } from './sources.ts'
import type { ShareTarget } from './share-requests.ts'

type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>

export interface DisplayMediaOptions {
  readonly session: Session
  readonly log: Log
  /** Milliseconds, monotonic. */
  readonly now: () => number
  readonly sources: SourceLists
  /** Where the system shows its own picker as soon as sources are listed, and allows it once for each request. */
  readonly systemPicks: boolean
  readonly canShareSound: boolean
  /** What the page's picker is to show; the person's answer comes by `choose`. */
  readonly show: (offer: ScreenOffer) => void
  /** There was nothing to choose from; the page would take the refusal for a cancelled choice. */
  readonly tellNothingToShare: () => void
  /** The preference, for requests that are answered without our picker. */
  readonly wantsSound: () => boolean
  /** The page shares this from now on. */
  readonly onCaptured: (source: DesktopCapturerSource) => void
}

export interface DisplayMedia {
  /** The page is about to call getDisplayMedia for this. Withdraws an earlier request. @returns the id to end it by */
  begin(target: ShareTarget): number
  /** getDisplayMedia gave the page a stream, or failed. @returns how it was answered here */
  end(result: ScreenRequestEnd): ScreenAnswer
  /** The answer to the request that waits; null for cancelled. Without one it is ignored. */
  choose(choice: ScreenChoice | null): void
  /** The sources as they are now, while a picker is open; empty where the system picks. */
  refresh(): Promise<readonly ScreenSource[]>
  /** The request, whether or not it has come already, is refused. */
  withdraw(): void
  dispose(): void
}

interface Pending {
  readonly status: 'pending'
  readonly id: number
  readonly answer: Parameters<Handler>[1]
  /** The page asked for sound, and the system can give it. */
  readonly soundPossible: boolean
  sources: Sources
  /** The picker is open. */
  shown: boolean
}

type State =
  | { readonly status: 'none' }
  | { readonly status: 'expected'; readonly id: number; readonly target: ShareTarget; readonly until: number }
  /** Refused before it came. */
  | { readonly status: 'withdrawn'; readonly id: number }
  | Pending
  | { readonly status: 'refused'; readonly id: number; readonly answer: 'cancelled' | 'unavailable' }
  | { readonly status: 'given'; readonly id: number; readonly source: DesktopCapturerSource }

/** How long after `begin` the page may call getDisplayMedia for what it named, milliseconds. */
const expectationLimit = 10_000

/**
 * Answers every getDisplayMedia of our page with what a person chose. A request that is never answered hangs in the
 * page for good, so every way out of here ends in exactly one answer. The page sees the same AbortError whether a
 * person cancelled or the capture failed (user_media_request.cc), so it asks here how its request was answered.
 */
export function handleDisplayMedia(options: DisplayMediaOptions): DisplayMedia {
  const { session, log, now, sources, systemPicks, canShareSound } = options
  const { show, tellNothingToShare, wantsSound, onCaptured } = options
  let state: State = { status: 'none' }
  let lastId = 0

  session.setDisplayMediaRequestHandler((request, answer) => {
    const fromOurPage = request.frame?.parent === null && isAppUrl(request.securityOrigin)
    if (!fromOurPage || !request.videoRequested) {
      log.warn('screen request refused')
      answer(null)
      return
    }
    if (state.status === 'withdrawn') {
      state = { status: 'refused', id: state.id, answer: 'cancelled' }
      answer(null)
      return
    }
    const expected = state.status === 'expected' ? state : undefined
    withdraw()
    const soundPossible = request.audioRequested && canShareSound
    const id = expected?.id ?? ++lastId
    const pending: Pending = { status: 'pending', id, answer, soundPossible, sources: [], shown: false }
    state = pending
    // A screen is given without a picker only to the request that was begun for it, and only in time.
    const inTime = expected !== undefined && now() <= expected.until
    offer(pending, inTime ? expected.target : { kind: 'choose' }).catch((error: unknown) => {
      log.error('screens not listed', { error: describeError(error) })
      refuse(pending, 'unavailable')
    })
  })

  async function offer(pending: Pending, target: ShareTarget): Promise<void> {
    if (systemPicks) {
      // What the system's picker returned is the choice. Listing again would open it again and change the ids.
      const [picked] = await sources.all()
      if (picked) give(pending, picked, wantsSound())
      else refuse(pending, 'unavailable')
      return
    }
    if (target.kind === 'display') {
      const wanted = screenFor(target.displayId, await sources.screens())
      if (wanted) {
        give(pending, wanted, wantsSound())
        return
      }
    }
    // Another request, or a page that left, has taken its place and answered it meanwhile.
    if (state !== pending) return
    pending.shown = true
    show({ status: 'listing' })
    const listed = await sources.all()
    if (state !== pending) return
    pending.sources = listed
    if (listed.length === 0) refuse(pending, 'unavailable')
    else show({ status: 'listed', sources: listed.map(describeSource) })
  }

  function refuse(pending: Pending, answer: 'cancelled' | 'unavailable'): void {
    if (state !== pending) return
    state = { status: 'refused', id: pending.id, answer }
    closePicker(pending)
    pending.answer(null)
    // An empty answer of the system's own picker is a person's choice; an empty list of ours is not.
    if (answer === 'unavailable' && !systemPicks) tellNothingToShare()
  }

  function give(pending: Pending, source: DesktopCapturerSource, sound: boolean): void {
    if (state !== pending) return
    state = { status: 'given', id: pending.id, source }
    closePicker(pending)
    const withSound = sound && pending.soundPossible
    pending.answer({ video: source, ...(withSound && { audio: 'loopback' as const }) })
  }

  function closePicker({ shown }: Pending): void {
    if (shown) show({ status: 'closed' })
  }

  function withdraw(): void {
    if (state.status === 'pending') refuse(state, 'cancelled')
    else if (state.status === 'expected') state = { status: 'withdrawn', id: state.id }
  }

  return {
    begin(target) {
      withdraw()
      state = { status: 'expected', id: ++lastId, target, until: now() + expectationLimit }
      return state.id
    },
    end({ id, captured }) {
      // Another request has taken its place.
      if (state.status === 'none' || state.id !== id) return 'cancelled'
      if (state.status === 'pending') refuse(state, 'cancelled')
      const ended = state
      state = { status: 'none' }
      if (ended.status === 'expected') return 'none'
      if (ended.status === 'refused') return ended.answer
      if (ended.status !== 'given') return 'cancelled'
      if (captured) onCaptured(ended.source)
      return 'given'
    },
    choose(choice) {
      if (state.status !== 'pending') return
      const source = state.sources.find(({ id }) => id === choice?.id)
      if (choice && source) {
        give(state, source, choice.sound)
        return
      }
      // A window that closed while the picker showed it: the page hears a refusal and can ask again.
      if (choice) log.warn('chosen screen is gone')
      refuse(state, 'cancelled')
    },
    async refresh() {
      const pending = state
      if (systemPicks || pending.status !== 'pending' || !pending.shown) return []
      pending.sources = await sources.all()
      return pending.sources.map(describeSource)
    },
    withdraw,
    dispose() {
      withdraw()
      session.setDisplayMediaRequestHandler(null)
    },
  }
}
