import type { Notice } from '../core/app/app.ts'
import type { CaptureKind, ErrorCode } from '../core/ports/errors.ts'
import type { TrackHandle } from '../core/ports/media-handles.ts'
import type { MediaEffect } from '../core/media/effects.ts'
import type { MediaEvent } from '../core/media/events.ts'
import { initialMediaState, type MediaState } from '../core/media/state.ts'
import type { ShareQuality } from '../core/ports/share-quality.ts'
import { mediaView, type LocalMedia } from '../core/media/view.ts'
import { transition } from '../core/media/transition.ts'
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
  state: MediaState = initialMediaState
  /** Questions not answered yet, oldest first. */
  readonly asked: Asked[] = []
  readonly screensAsked: number[] = []
  readonly effects: MediaEffect[] = []
  /** Ids of closed tracks, in order. */
  readonly closed: string[] = []
  readonly notices: Notice[] = []

  /** The microphone that is open and not sent. */
  get muted(): TrackHandle | undefined {
    const { microphone } = this.state
    return microphone.status === 'open' && microphone.muted ? microphone.device.source : undefined
  }

  get view(): LocalMedia {
    return mediaView(this.state)
  }

  feed(event: MediaEvent): void {
    const { state, effects } = transition(this.state, event)
    this.state = state
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
    const preview = kind === 'camera' ? { preview: { id: `of-${opened.id}` } } : {}
    const result = { ok: true, source: opened, output: opened, label: opened.id, ...preview } as const
    this.feed({ type: 'opened', kind, request, deviceId, result })
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
