import type { DesktopCapturerSource, Session } from 'electron'
import type { ScreenChoice, ScreenSource } from '../../shared/ipc.ts'
import { describeError, type Log } from '../log/log.ts'
import { isAppUrl } from '../protocol/app-origin.ts'
import { describeSource, screenFor } from './screen-sources.ts'

type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>
type Answer = Parameters<Handler>[1]

export interface DisplayMediaOptions {
  readonly session: Session
  readonly log: Log
  readonly listSources: () => Promise<readonly DesktopCapturerSource[]>
  /** Where the system shows its own picker as soon as sources are listed, and allows it once for each request. */
  readonly systemPicks: boolean
  readonly canShareSound: boolean
  /** Shows the picker; the person's answer comes by `choose`. */
  readonly askPerson: (sources: readonly ScreenSource[]) => void
  /** There was nothing to choose from; the page would take the refusal for a cancelled choice. */
  readonly tellNothingToShare: () => void
  /** The preference, for requests that are answered without our picker. */
  readonly wantsSound: () => boolean
  /** The page is given this. */
  readonly onChosen: (source: DesktopCapturerSource) => void
}

export interface DisplayMedia {
  /** The answer to the request that waits; null for cancelled. Without one it is ignored. */
  choose(choice: ScreenChoice | null): void
  /** The next request is for this display, without a picker; undefined: the person chooses, as always. */
  prefer(displayId: string | undefined): void
  /** The sources as they are now, while a picker is open; empty where the system picks. */
  refresh(): Promise<readonly ScreenSource[]>
  /** The page is gone, and its request with it. */
  cancel(): void
  dispose(): void
}

interface Pending {
  readonly answer: Answer
  /** The page asked for sound, and the system can give it. */
  readonly soundPossible: boolean
  sources: readonly DesktopCapturerSource[]
}

/**
 * Answers every getDisplayMedia of our page with what a person chose. A request that is never answered hangs in the
 * page for good, so every way out of here ends in exactly one answer.
 */
export function handleDisplayMedia(options: DisplayMediaOptions): DisplayMedia {
  const { session, log, listSources, systemPicks, canShareSound } = options
  const { askPerson, tellNothingToShare, wantsSound, onChosen } = options
  let pending: Pending | undefined
  let preferred: string | undefined

  session.setDisplayMediaRequestHandler((request, answer) => {
    const fromOurPage = request.frame?.parent === null && isAppUrl(request.securityOrigin)
    if (!fromOurPage || !request.videoRequested) {
      log.warn('screen request refused')
      answer(null)
      return
    }
    cancel()
    const displayId = preferred
    preferred = undefined
    const mine: Pending = { answer, soundPossible: request.audioRequested && canShareSound, sources: [] }
    pending = mine
    void offer(mine, displayId)
  })

  async function offer(mine: Pending, displayId: string | undefined): Promise<void> {
    try {
      const sources = await listSources()
      // Another request, or a page that left, has taken its place and answered it meanwhile.
      if (pending !== mine) return
      mine.sources = sources
    } catch (error) {
      log.error('screens not listed', { error: describeError(error) })
      if (pending === mine) refuse()
      return
    }
    const [first] = mine.sources
    const wanted = displayId === undefined ? undefined : screenFor(displayId, mine.sources)
    if (first === undefined) refuse()
    // What the system's picker returned is the choice. Listing again would open it again and change the ids.
    else if (systemPicks) settle(first, wantsSound())
    else if (wanted) settle(wanted, wantsSound())
    else askPerson(mine.sources.map(describeSource))
  }

  function refuse(): void {
    cancel()
    // An empty answer of the system's own picker is a person's choice; an empty list of ours is not.
    if (!systemPicks) tellNothingToShare()
  }

  function settle(video: DesktopCapturerSource, sound: boolean): void {
    const settled = pending
    pending = undefined
    onChosen(video)
    settled?.answer({ video, ...(sound && settled.soundPossible && { audio: 'loopback' as const }) })
  }

  function cancel(): void {
    const cancelled = pending
    pending = undefined
    cancelled?.answer(null)
  }

  return {
    choose(choice) {
      const source = pending?.sources.find(({ id }) => id === choice?.id)
      if (choice && source) {
        settle(source, choice.sound)
        return
      }
      // A window that closed while the picker showed it: the page hears a refusal and can ask again.
      if (choice && pending) log.warn('chosen screen is gone')
      cancel()
    },
    prefer(displayId) {
      preferred = displayId
    },
    async refresh() {
      const mine = pending
      if (systemPicks || !mine) return []
      mine.sources = await listSources()
      return mine.sources.map(describeSource)
    },
    cancel,
    dispose() {
      cancel()
      session.setDisplayMediaRequestHandler(null)
    },
  }
}
