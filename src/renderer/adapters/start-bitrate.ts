/**
 * Where the sender's bandwidth estimate begins, kbit/s. Chromium starts at 300 and shows a 720p camera at
 * 320×180 for some 20 s; this is what a 720p picture needs at first, and the estimate falls within a second
 * or two where the path cannot carry it.
 */
const startKbps = 1_500

/**
 * Adds `x-google-start-bitrate` to every video codec of a remote description: Chromium's sender reads it
 * there. Others ignore it.
 */
export function withStartBitrate(sdp: string): string {
  const sections = sdp.split(/(?=^m=)/m)
  return sections.map((section) => (section.startsWith('m=video') ? inSection(section) : section)).join('')
}

function inSection(section: string): string {
  const parameter = `x-google-start-bitrate=${startKbps}`
  return section.replace(
    /^a=rtpmap:(\d+) (?:VP8|VP9|AV1|H264|H265)\/90000\r?\n(?:a=rtcp-fb:\1 .*\r?\n)*(a=fmtp:\1 [^\r\n]*)?/gm,
    (codec: string, payload: string, format: string | undefined) =>
      format === undefined ? `${codec}a=fmtp:${payload} ${parameter}\r\n` : `${codec};${parameter}`,
  )
}
