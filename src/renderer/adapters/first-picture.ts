import type { Logger } from '../core/lib/logger.ts'

/**
 * The first picture of a camera is a key frame, and a large one is what the other side waits for longest: to be
 * encoded, sent and decoded. So the camera starts at a quarter of its width and height and goes to full size as
 * soon as pictures flow (docs/adr/0007-small-first-picture.md).
 */
export const firstPictureEncoding: RTCRtpEncodingParameters = { scaleResolutionDownBy: 4 }

/** After the connection is made; some three frames of a slow camera. Milliseconds. */
export const fullSizeAfterMs = 200

export function startSmall(sender: RTCRtpSender, logger: Logger): void {
  scale(sender, firstPictureEncoding.scaleResolutionDownBy, logger)
}

export function goFullSize(sender: RTCRtpSender, logger: Logger): void {
  scale(sender, 1, logger)
}

function scale(sender: RTCRtpSender, factor: number | undefined, logger: Logger): void {
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings
  // Before the first negotiation some browsers list no encoding yet; they start at full size.
  if (!encoding || factor === undefined) return
  encoding.scaleResolutionDownBy = factor
  sender.setParameters(parameters).catch((cause: unknown) => {
    logger.info('camera-not-scaled', { factor, cause: cause instanceof Error ? cause.name : 'unknown' })
  })
}
