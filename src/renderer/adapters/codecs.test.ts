import { afterEach, describe, expect, it, vi } from 'vitest'
import { preferCodecs } from './codecs.ts'

const h264 = (profile: string, mode: number): RTCRtpCodec => ({
  mimeType: 'video/H264',
  clockRate: 90_000,
  sdpFmtpLine: `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}`,
})
const codec = (mimeType: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType,
  clockRate: 90_000,
  ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }),
})
const vp8 = codec('video/VP8')
const rtx = codec('video/rtx')
const vp9 = codec('video/VP9', 'profile-id=0')
const av1 = codec('video/AV1', 'level-idx=5;profile=0;tier=0')
const constrained = h264('42e01f', 1)

/** What Chromium can receive, in its order, with the many variants. */
const chromium = [
  vp8,
  rtx,
  vp9,
  codec('video/VP9', 'profile-id=2'),
  h264('42001f', 1),
  h264('42001f', 0),
  constrained,
  h264('42e01f', 0),
  h264('4d001f', 1),
  h264('64001f', 1),
  av1,
  codec('video/AV1', 'level-idx=5;profile=1;tier=0'),
  codec('video/red'),
  codec('video/ulpfec'),
]

function preferred(codecs: RTCRtpCodec[] | undefined, kind = 'video') {
  vi.stubGlobal('RTCRtpReceiver', {
    getCapabilities: () => (codecs === undefined ? null : { codecs, headerExtensions: [] }),
  })
  const setCodecPreferences = vi.fn<(codecs: readonly RTCRtpCodec[]) => void>()
  const transceiver = { receiver: { track: { kind } }, setCodecPreferences }
  preferCodecs(transceiver as unknown as RTCRtpTransceiver)
  return setCodecPreferences.mock.calls.map(([list]) => list)
}

describe('codecs', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('are one profile of each, in the browser’s own order', () => {
    expect(preferred(chromium)).toEqual([[vp8, rtx, vp9, constrained, av1]])
  })

  it('are the browser’s own where it knows none of them', () => {
    expect(preferred([codec('video/X'), rtx])).toEqual([])
    expect(preferred(undefined)).toEqual([])
  })

  it('of sound are left alone', () => {
    expect(preferred(chromium, 'audio')).toEqual([])
    expect(() => preferCodecs(undefined)).not.toThrow()
  })
})
