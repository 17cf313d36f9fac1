import { look } from '../../media/recognise-picture.ts'

export interface WatchReport {
  readonly frames: number
  /** The longest time in ms in which no new frame was presented, up to the moment of stopping. */
  readonly longestGapMs: number
  /** The longest time in ms that the page itself was not served: how much of a gap the machine has to answer for. */
  readonly longestStallMs: number
  readonly frozen: boolean
  readonly framesPerSecond: number
}

/** Notes every frame a video presents, to tell a call that blinked from one that did not. */
export class FrameWatch {
  readonly #video: HTMLVideoElement
  readonly #startedAt = performance.now()
  #handle: number
  #lastAt = this.#startedAt
  #longestGapMs = 0
  #frames = 0
  readonly #numbers = new Set<number>()
  readonly #ticking: ReturnType<typeof setInterval>
  #lastTickAt = this.#startedAt
  #longestStallMs = 0

  constructor(video: HTMLVideoElement) {
    this.#video = video
    this.#handle = this.#next()
    this.#ticking = setInterval(() => {
      const now = performance.now()
      this.#longestStallMs = Math.max(this.#longestStallMs, now - this.#lastTickAt)
      this.#lastTickAt = now
    }, 50)
  }

  #next(): number {
    return this.#video.requestVideoFrameCallback(() => {
      this.#noteGap()
      this.#frames += 1
      // Reading pixels costs time; the picture's own counter is looked at now and then only.
      if (this.#frames % 7 === 1) this.#readNumber()
      this.#handle = this.#next()
    })
  }

  #readNumber(): void {
    const { picture } = look(this.#video)
    if (picture.kind === 'person') this.#numbers.add(picture.frame)
  }

  #noteGap(): void {
    const now = performance.now()
    this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastAt)
    this.#lastAt = now
  }

  stop(): WatchReport {
    this.#video.cancelVideoFrameCallback(this.#handle)
    clearInterval(this.#ticking)
    const seconds = (performance.now() - this.#startedAt) / 1000
    const framesPerSecond = this.#frames / seconds
    this.#noteGap()
    // Also what was watched for a moment only has moved.
    this.#readNumber()
    return {
      frames: this.#frames,
      longestGapMs: Math.round(this.#longestGapMs),
      longestStallMs: Math.round(this.#longestStallMs),
      frozen: this.#numbers.size < 2,
      framesPerSecond: Math.round(framesPerSecond * 10) / 10,
    }
  }
}
