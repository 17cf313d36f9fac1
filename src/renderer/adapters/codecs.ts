/**
 * One profile of each video codec, in the browser's own order, with retransmission. Browsers offer some
 * twenty variants that nobody here would choose; every one costs both sides time to read, for each of the
 * two video places (docs/adr/0004-one-fixed-media-layout.md).
 */
export function preferCodecs(transceiver: RTCRtpTransceiver | undefined): void {
  if (transceiver?.receiver.track.kind !== 'video') return
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs.filter(isWanted) ?? []
  // Without any known codec the browser's own list is better than none.
  if (codecs.some((codec) => codec.mimeType !== 'video/rtx')) transceiver.setCodecPreferences(codecs)
}

function isWanted({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec): boolean {
  switch (mimeType) {
    case 'video/VP8':
    case 'video/rtx':
      return true
    case 'video/VP9':
      return /profile-id=0\b/.test(sdpFmtpLine)
    case 'video/AV1':
      return /profile=0\b/.test(sdpFmtpLine)
    case 'video/H264':
      // Constrained baseline, one picture over several packets: what every decoder has (RFC 6184, RFC 7742).
      return /packetization-mode=1/.test(sdpFmtpLine) && /profile-level-id=42e0/i.test(sdpFmtpLine)
    default:
      return false
  }
}
