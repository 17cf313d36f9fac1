import type { Notice } from '../core/app.ts'
import type { CaptureKind, ErrorCode } from '../core/errors.ts'
import type { TrackHandle } from '../core/handles.ts'
import type { MediaEffect, MediaEvent } from '../core/media/events.ts'
import { initialMediaModel, mediaView, type MediaModel } from '../core/media/model.ts'
import type { ShareQuality } from '../core/media/share-quality.ts'
import type { LocalMedia } from '../core/media/state.ts'
import { mediaTransition } from '../core/media/transition.ts'
import type { ScreenResult } from '../core/ports/capture.ts'

type Asked = Extract<MediaEffect, { type: 'open-device' }>

/** What a share starts with in these tests. */
export const textQuality: ShareQuality = { content: 'text', frameRate: 15, maxHeight: 0 }
export const startShare = { type: 'start-screen-share', quality: textQuality } as const

export function track(id: string, kind: 'audio' | 'video'): TrackHandle {
  return { id, kind }
}

/** Drives the media machine by hand: keeps what it asks for, and answers when the test says so. */
export class MediaScript {
  model: MediaModel = initialMediaModel
  /** Questions not answered yet, oldest first. */
  readonly asked: Asked[] = []
  readonly screensAsked: number[] = []
  readonly effects: MediaEffect[] = []
  /** Ids of closed tracks, in order. */
  readonly closed: string[] = []
  readonly notices: Notice[] = []

  get view(): LocalMedia {
    return mediaView(this.model)
  }

  feed(event: MediaEvent): void {
    const { state, effects } = mediaTransition(this.model, event)
    this.model = state
    for (const effect of effects) {
      this.effects.push(effect)
      if (effect.type === 'open-device') this.asked.push(effect)
      if (effect.type === 'open-screen') this.screensAsked.push(effect.request)
      if (effect.type === 'close-track') this.closed.push(effect.track.id)
      if (effect.type === 'notice') this.notices.push(effect.notice)
    }
  }

  /** Answers the oldest open question about this kind. */
  answer(kind: CaptureKind, opened: TrackHandle): void {
    const { request, deviceId } = this.#next(kind)
    const result = { ok: true, track: opened, label: opened.id } as const
    const preview = kind === 'camera' ? { preview: { id: `of-${opened.id}` } } : {}
    this.feed({ type: 'opened', kind, request, deviceId, result, ...preview })
  }

  refuse(kind: CaptureKind, code: ErrorCode): void {
    const { request, deviceId } = this.#next(kind)
    this.feed({ type: 'opened', kind, request, deviceId, result: { ok: false, error: { code } } })
  }

  answerScreen(result: ScreenResult): void {
    const request = this.screensAsked.shift()
    if (request === undefined) throw new Error('nobody asked for a screen')
    this.feed({ type: 'screen-opened', request, result })
  }

  devices(lists: { [List in keyof LocalMedia['devices']]?: readonly string[] }): void {
    const of = (ids: readonly string[] = []) => ids.map((id) => ({ id, label: id }))
    const devices = {
      microphones: of(lists.microphones),
      cameras: of(lists.cameras),
      speakers: of(lists.speakers),
    }
    this.feed({ type: 'devices', devices })
  }

  #next(kind: CaptureKind): Asked {
    const at = this.asked.findIndex((asked) => asked.kind === kind)
    const [found] = at < 0 ? [] : this.asked.splice(at, 1)
    if (!found) throw new Error(`nobody asked for a ${kind}`)
    return found
  }
}
