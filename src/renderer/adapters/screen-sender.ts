import type { ShareContent } from '../core/ports/share-quality.ts'
import type { Logger } from '../core/lib/logger.ts'

/**
 * What gives way when the path is too slow for the screen. Said to the sender and not left to the track's hint alone,
 * because a blurred text cannot be read at any frame rate.
 */
export function preferForScreen(sender: RTCRtpSender, content: ShareContent, logger: Logger): void {
  const parameters = sender.getParameters()
  parameters.degradationPreference = content === 'text' ? 'maintain-resolution' : 'maintain-framerate'
  sender.setParameters(parameters).catch((cause: unknown) => {
    logger.info('screen-preference-not-set', {
      content,
      cause: cause instanceof Error ? cause.name : 'unknown',
    })
  })
}
