import type { Preferences } from '../../../shared/preferences.ts'

/** How a shared screen is captured and sent. */
export interface ShareQuality {
  /** text: every detail stays sharp, if need be at fewer frames. motion: every frame in time, if need be blurred. */
  readonly content: ShareContent
  /** Frames per second, at most. */
  readonly frameRate: number
  /** Lines, at most; 0 is the screen's own. */
  readonly maxHeight: number
}

export type ShareContent = 'text' | 'motion'

/** What a share starts with, unless the person says otherwise for this one. */
export function preferredQuality(preferences: Preferences): ShareQuality {
  const { shareContent, shareFrameRate, shareMaxHeight } = preferences
  return { content: shareContent, frameRate: shareFrameRate, maxHeight: shareMaxHeight }
}

/** The frame rate that goes with the new content; the size stays. */
export function forContent(quality: ShareQuality, content: ShareContent): ShareQuality {
  if (content === quality.content) return quality
  return { ...quality, content, frameRate: content === 'motion' ? 30 : Math.min(quality.frameRate, 15) }
}
