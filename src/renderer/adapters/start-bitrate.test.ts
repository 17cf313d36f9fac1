import { describe, expect, it } from 'vitest'
import { withStartBitrate } from './start-bitrate.ts'

const parameter = 'x-google-start-bitrate=1500'

/** As Chromium 156 writes them, shortened: one codec without fmtp, two with, retransmission beside each. */
const audio = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 9',
  'c=IN IP4 0.0.0.0',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
]
const video = [
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 103',
  'c=IN IP4 0.0.0.0',
  'a=mid:1',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 goog-remb',
  'a=rtcp-fb:96 nack pli',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:98 VP9/90000',
  'a=rtcp-fb:98 nack',
  'a=fmtp:98 profile-id=0',
  'a=rtpmap:103 H264/90000',
  'a=rtcp-fb:103 nack',
  'a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
]
const session = ['v=0', 'o=- 4611 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1 2']
const sdp = [
  ...session,
  ...audio,
  ...video,
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'a=mid:2',
  '',
]

const lines = (text: string): readonly string[] => text.split('\r\n')

describe('the start bitrate', () => {
  const mended = lines(withStartBitrate(sdp.join('\r\n')))

  it('is added to what a codec has', () => {
    expect(mended).toContain(`a=fmtp:98 profile-id=0;${parameter}`)
    expect(mended.find((line) => line.startsWith('a=fmtp:103'))).toMatch(
      `profile-level-id=42e01f;${parameter}`,
    )
  })

  it('is written down for a codec that has nothing', () => {
    const at = mended.indexOf(`a=fmtp:96 ${parameter}`)
    expect(mended.slice(at - 3, at)).toEqual([
      'a=rtpmap:96 VP8/90000',
      'a=rtcp-fb:96 goog-remb',
      'a=rtcp-fb:96 nack pli',
    ])
  })

  it('changes nothing else', () => {
    const without = mended.filter((line) => line !== `a=fmtp:96 ${parameter}`)
    expect(without.map((line) => line.replace(`;${parameter}`, ''))).toEqual(sdp)
    expect(mended.filter((line) => line.includes(parameter))).toHaveLength(3)
  })

  it('is in every video section', () => {
    const twice = withStartBitrate([...session, ...video, ...audio, ...video, ''].join('\r\n'))
    expect(twice.split(parameter)).toHaveLength(7)
  })

  it('leaves a description without video as it is', () => {
    const text = [...session, ...audio, ''].join('\r\n')
    expect(withStartBitrate(text)).toBe(text)
  })

  it('reads lines that end in a line feed alone', () => {
    expect(withStartBitrate(sdp.join('\n'))).toContain(`a=fmtp:98 profile-id=0;${parameter}`)
  })

  it('is not slow on a description made to be', () => {
    const hostile = 'm=video 9 X 96\r\n' + 'a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 x\r\n'.repeat(700)
    const startedAt = performance.now()
    withStartBitrate(hostile)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })
})
