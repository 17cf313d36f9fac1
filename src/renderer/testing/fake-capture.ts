import type { CaptureKind, CaptureProblem } from '../core/ports/errors.ts'
import type { TrackHandle } from '../core/ports/media-handles.ts'
import type { CapturePort, CaptureResult, ScreenResult } from '../core/ports/capture.ts'
import type { ShareQuality } from '../core/ports/share-quality.ts'
import type { DeviceList } from '../core/ports/capture.ts'
import type { CaptureSettings } from '../core/ports/capture-settings.ts'

interface FakeTrack extends TrackHandle {
  readonly kind: 'audio' | 'video'
  live: boolean
}

/** Devices that are plugged in and out by hand. */
export class FakeCapture implements CapturePort {
  list: DeviceList = {
    microphones: [{ id: 'mic-1', label: 'Microphone one' }],
    cameras: [{ id: 'cam-1', label: 'Camera one' }],
    speakers: [{ id: 'spk-1', label: 'Speaker one' }],
  }
  /** What opening a device of this kind ends in, if not a track. */
  readonly problems = new Map<CaptureKind, CaptureProblem>()
  screen: 'allowed' | 'cancelled' | 'failed' = 'allowed'
  readonly tracks: FakeTrack[] = []
  /** What each screen was asked for by; undefined: in the window. */
  readonly shareRequests: (string | undefined)[] = []
  /** What each track was opened by or brought up to, by its id. */
  readonly settings = new Map<string, CaptureSettings>()
  /** What each screen was last to be captured like, by track id. */
  readonly qualities = new Map<string, ShareQuality>()
  /** How often a person was asked: what is opened in the same task is one question. */
  questions = 0
  #asking = false
  readonly #ended = new Map<string, Set<() => void>>()
  readonly #changed = new Set<() => void>()

  /** Tracks that are open now: their lights are on. */
  get live(): readonly FakeTrack[] {
    return this.tracks.filter((track) => track.live)
  }

  get listeners(): number {
    return this.#changed.size + [...this.#ended.values()].reduce((sum, set) => sum + set.size, 0)
  }

  open(kind: CaptureKind, deviceId: string | undefined, settings: CaptureSettings): Promise<CaptureResult> {
    this.#ask()
    const devices = kind === 'microphone' ? this.list.microphones : this.list.cameras
    const device = deviceId === undefined ? devices[0] : devices.find((one) => one.id === deviceId)
    const problem = this.problems.get(kind) ?? (device ? undefined : 'not-found')
    if (problem) return Promise.resolve({ ok: false, error: { code: `${kind}-${problem}` } })
    const track = this.#track(kind === 'microphone' ? 'audio' : 'video')
    this.settings.set(track.id, settings)
    return Promise.resolve({ ok: true, track, label: device?.label ?? '' })
  }

  openScreen(_quality: ShareQuality, shareRequest?: string): Promise<ScreenResult> {
    this.shareRequests.push(shareRequest)
    switch (this.screen) {
      case 'allowed': {
        const video = this.#track('video')
        return Promise.resolve({ ok: true, stream: { id: `of-${video.id}` }, video, label: 'Screen one' })
      }
      case 'cancelled':
        return Promise.resolve({ ok: false, cancelled: true })
      case 'failed':
        return Promise.resolve({ ok: false, error: { code: 'screen-failed' } })
    }
  }

  adjustScreen(track: TrackHandle, quality: ShareQuality): void {
    this.qualities.set(track.id, quality)
  }

  /** As Chromium does: a picture in place, a sound only anew. */
  adjust(kind: CaptureKind, track: TrackHandle, settings: CaptureSettings): Promise<boolean> {
    if (kind === 'camera') this.settings.set(track.id, settings)
    return Promise.resolve(kind === 'camera')
  }

  close(track: TrackHandle): void {
    const found = this.tracks.find((candidate) => candidate.id === track.id)
    if (found) found.live = false
  }

  onEnded(track: TrackHandle, listener: () => void): () => void {
    const listeners = this.#ended.get(track.id) ?? new Set()
    this.#ended.set(track.id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
    }
  }

  streamOf(track: TrackHandle): { id: string } {
    return { id: `of-${track.id}` }
  }

  devices(): Promise<DeviceList> {
    return Promise.resolve(this.list)
  }

  onDevicesChanged(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => {
      this.#changed.delete(listener)
    }
  }

  /** The device of this track is unplugged, or the shared window closes. */
  end(track: TrackHandle): void {
    this.close(track)
    for (const listener of [...(this.#ended.get(track.id) ?? [])]) listener()
  }

  plug(list: Partial<DeviceList>): void {
    this.list = { ...this.list, ...list }
    for (const listener of [...this.#changed]) listener()
  }

  #ask(): void {
    if (this.#asking) return
    this.#asking = true
    this.questions++
    queueMicrotask(() => {
      this.#asking = false
    })
  }

  #track(kind: 'audio' | 'video'): FakeTrack {
    const track: FakeTrack = { id: `track-${this.tracks.length + 1}`, kind, live: true }
    this.tracks.push(track)
    return track
  }
}
