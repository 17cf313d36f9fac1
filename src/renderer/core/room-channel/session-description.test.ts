import { describe, expect, it } from 'vitest'
import { parseEnvelope } from './envelope.ts'
import { descriptionProblem, isUsableCandidate, withoutUnusableCandidates } from './session-description.ts'

const id = 'A'.repeat(22)
const head =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 00\r\na=ice-ufrag:x\r\n'
const section = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n'
const good = 'a=candidate:1 1 udp 1 10.0.0.1 5000 typ host\r\n'
const mail = 'a=candidate:2 1 tcp 1 10.0.0.1 25 typ host tcptype passive\r\n'
const profile = { name: 'Ada', sends: { microphone: true, camera: true, screen: false } }

function offered(sdp: string, candidates: readonly string[] = []) {
  const signal = {
    type: 'offer',
    sdp,
    profile,
    candidates: candidates.map((candidate) => ({ candidate, sdpMid: '0', sdpMLineIndex: 0 })),
  }
  const text = JSON.stringify({ session: id, counter: 1, signal })
  const envelope = parseEnvelope(text, id)
  return envelope?.signal.type === 'offer' ? envelope.signal : undefined
}

describe('a session description', () => {
  it.each([
    ['description-with-too-many-sections', head + section.repeat(9)],
    ['description-with-too-many-candidates', head + section + good.repeat(65)],
    ['description-too-long', head + section + 'a=x\r\n'.repeat(10_000)],
    ['description-without-media', head],
    ['description-without-ice', (head + section).replace('ufrag', 'u')],
    ['description-with-malformed-line', `${head}${section}\u0000\u0001\r\n`],
    ['description-without-version', section + head],
  ])('is refused: %s', (problem, sdp) => {
    expect(descriptionProblem(sdp)).toBe(problem)
    expect(offered(sdp)).toBeUndefined()
  })

  it('is accepted up to the limits', () => {
    const sdp = head + section.repeat(8) + good.repeat(64)
    expect(descriptionProblem(sdp)).toBeUndefined()
    expect(offered(sdp)?.sdp).toBe(sdp)
  })

  it.each(['\r\n', '\n'])('loses the candidates that are not connected to, with line ends %j', (end) => {
    const withEnd = (text: string): string => text.replaceAll('\r\n', end)
    const bad = 'a=candidate:garbage\r\n'
    expect(withoutUnusableCandidates(withEnd(head + section + mail + good + bad))).toBe(
      withEnd(head + section + good),
    )
    expect(offered(withEnd(head + section + mail + good))?.sdp).toBe(withEnd(head + section + good))
  })

  it('comes with the candidates that can be connected to', () => {
    const plain = (line: string): string => line.slice(2).trim()
    const candidates = [
      plain(good),
      plain(mail),
      '',
      'garbage',
      'candidate:1 1 udp 1 tracker.example 5000 typ host',
    ]
    expect(offered(head + section, candidates)?.candidates.map(({ candidate }) => candidate)).toEqual([
      plain(good),
      '',
    ])
    expect(candidates.map(isUsableCandidate)).toEqual([true, false, true, false, false])
  })
})
