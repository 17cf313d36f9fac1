import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MediaScript, startShare, track } from '../../testing/media-script.ts'
import type { CaptureKind, CaptureProblem } from '../ports/errors.ts'

type Move =
  | {
      readonly type: 'start'
      readonly microphone: boolean
      readonly camera: boolean
      readonly chosen: boolean
    }
  | { readonly type: 'stop' }
  | { readonly type: 'set'; readonly kind: CaptureKind; readonly on: boolean }
  | { readonly type: 'choose'; readonly kind: CaptureKind; readonly id: string | undefined }
  | { readonly type: 'answer'; readonly kind: CaptureKind; readonly problem: CaptureProblem | undefined }
  | { readonly type: 'share'; readonly on: boolean }
  | { readonly type: 'picked'; readonly outcome: 'video' | 'both' | 'cancelled' | 'failed' }
  | { readonly type: 'unplug'; readonly pick: number }
  | { readonly type: 'devices'; readonly cameras: readonly string[]; readonly microphones: readonly string[] }

const kind = fc.constantFrom<CaptureKind>('microphone', 'camera')
const problem = fc.option(fc.constantFrom<CaptureProblem>('denied', 'not-found', 'in-use', 'failed'), {
  nil: undefined,
})
const ids = fc.uniqueArray(fc.constantFrom('one', 'two', 'three'), { maxLength: 3 })
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    microphone: fc.boolean(),
    camera: fc.boolean(),
    chosen: fc.boolean(),
  }),
  fc.record({ type: fc.constant('stop' as const) }),
  fc.record({ type: fc.constant('set' as const), kind, on: fc.boolean() }),
  fc.record({
    type: fc.constant('choose' as const),
    kind,
    id: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
  }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('answer' as const), kind, problem }) },
  fc.record({ type: fc.constant('share' as const), on: fc.boolean() }),
  fc.record({
    type: fc.constant('picked' as const),
    outcome: fc.constantFrom('video' as const, 'both' as const, 'cancelled' as const, 'failed' as const),
  }),
  fc.record({ type: fc.constant('unplug' as const), pick: fc.nat(20) }),
  fc.record({ type: fc.constant('devices' as const), cameras: ids, microphones: ids }),
)

/** Keeps count of every track that was ever opened. */
class Ledger {
  readonly script = new MediaScript()
  readonly opened: string[] = []
  readonly ended = new Set<string>()
  #next = 1

  make(type: 'audio' | 'video'): ReturnType<typeof track> {
    const made = track(`track-${this.#next++}`, type)
    this.opened.push(made.id)
    return made
  }

  get live(): readonly string[] {
    return this.opened.filter((id) => !this.ended.has(id) && !this.script.closed.includes(id))
  }

  do(next: Move): void {
    const { script } = this
    switch (next.type) {
      case 'start': {
        const wanted = { microphone: next.microphone, camera: next.camera }
        const chosen = next.chosen ? { microphone: 'one', camera: 'two' } : {}
        script.feed({ type: 'start', wanted, chosen })
        return
      }
      case 'stop':
        script.feed({ type: 'stop' })
        return
      case 'set':
        script.feed({ type: 'set-device', kind: next.kind, on: next.on })
        return
      case 'choose':
        script.feed({ type: 'choose-device', kind: next.kind, id: next.id })
        return
      case 'answer':
        if (!script.asked.some((asked) => asked.kind === next.kind)) return
        if (next.problem) script.refuse(next.kind, `${next.kind}-${next.problem}`)
        else script.answer(next.kind, this.make(next.kind === 'microphone' ? 'audio' : 'video'))
        return
      case 'share':
        script.feed(next.on ? startShare : { type: 'stop-screen-share' })
        return
      case 'picked':
        this.#pick(next.outcome)
        return
      case 'unplug': {
        const gone = this.live[next.pick % Math.max(1, this.live.length)]
        if (gone === undefined) return
        this.ended.add(gone)
        script.feed({ type: 'track-ended', track: gone })
        return
      }
      case 'devices':
        script.devices(next)
    }
  }

  #pick(outcome: Extract<Move, { type: 'picked' }>['outcome']): void {
    if (this.script.screensAsked.length === 0) return
    if (outcome === 'cancelled') this.script.answerScreen({ ok: false, cancelled: true })
    else if (outcome === 'failed') this.script.answerScreen({ ok: false, error: { code: 'screen-failed' } })
    else {
      const audio = outcome === 'both' ? { audio: this.make('audio') } : {}
      const video = this.make('video')
      this.script.answerScreen({ ok: true, stream: { id: 'screen' }, video, label: 'Screen', ...audio })
    }
  }

  /** What the person is shown as on is open, and nothing else is open but a muted microphone. */
  check(): void {
    const { view, muted, state } = this.script
    const accounted = [
      view.microphone.status === 'on' ? view.microphone.track.id : undefined,
      view.camera.status === 'on' ? view.camera.track.id : undefined,
      muted?.id,
      view.screen.status === 'sharing' ? view.screen.video.id : undefined,
      view.screen.status === 'sharing' ? view.screen.audio?.id : undefined,
    ].filter((id) => id !== undefined)
    // The sound of a screen may fall silent by itself; the picture is what sharing is about.
    const silent = view.screen.status === 'sharing' ? view.screen.audio?.id : undefined
    expect(accounted.filter((id) => id !== silent || !this.ended.has(id)).sort()).toEqual(
      [...this.live].sort(),
    )
    expect(state.camera).not.toMatchObject({ status: 'open', muted: true })
    if (view.preview) expect(view.camera.status).toBe('on')
  }
}

it('closes every track exactly once, and shows as on only what is open, whatever happens in which order', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const ledger = new Ledger()
      for (const next of moves) {
        ledger.do(next)
        ledger.check()
      }
      const { script } = ledger
      script.feed({ type: 'stop' })
      // What was still being opened arrives after all is over.
      for (const { kind: late } of [...script.asked])
        ledger.do({ type: 'answer', kind: late, problem: undefined })
      while (script.screensAsked.length > 0) ledger.do({ type: 'picked', outcome: 'both' })
      ledger.check()

      expect(ledger.live).toEqual([])
      expect(new Set(script.closed).size).toBe(script.closed.length)
      for (const id of ledger.opened) expect(script.closed.includes(id) || ledger.ended.has(id)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
