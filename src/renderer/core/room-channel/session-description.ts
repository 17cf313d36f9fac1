import { parseCandidateLine, reachesSystemService } from './candidate-line.ts'
import { descriptionLimits } from '../lib/limits.ts'

/**
 * Checks a session description (RFC 8866) before the browser parses it: a description that the browser cannot use ends the
 * connection inside simple-peer.
 *
 * @returns why it cannot be used
 */
export function descriptionProblem(sdp: string): string | undefined {
  if (sdp.length > descriptionLimits.length) return 'description-too-long'
  if (!/^v=0\r?\n/.test(sdp)) return 'description-without-version'
  if (!/^a=fingerprint:/m.test(sdp)) return 'description-without-fingerprint'
  if (!/^a=ice-ufrag:/m.test(sdp)) return 'description-without-ice'
  const sections = countLines(sdp, 'm=')
  if (sections === 0) return 'description-without-media'
  if (sections > descriptionLimits.mediaSections) return 'description-with-too-many-sections'
  if (countLines(sdp, 'a=candidate:') > descriptionLimits.candidates) {
    return 'description-with-too-many-candidates'
  }
  // Other lines than these cannot be told apart from binary data.
  return sdp.split(/\r?\n/).every((line) => line === '' || /^[a-z]=/.test(line))
    ? undefined
    : 'description-with-malformed-line'
}

/** The same description without the candidates that this app does not connect to. */
export function withoutUnusableCandidates(sdp: string): string {
  if (!sdp.includes('a=candidate:')) return sdp
  return sdp
    .split('\n')
    .filter((line) => !line.startsWith('a=candidate:') || isUsable(line.replace(/\r$/, '')))
    .join('\n')
}

/** Whether to hand a candidate to the browser. The empty one ends a generation of them (RFC 8838, section 13). */
export function isUsableCandidate(candidate: string): boolean {
  return candidate === '' || isUsable(candidate)
}

function isUsable(text: string): boolean {
  const candidate = parseCandidateLine(text)
  return candidate !== undefined && !reachesSystemService(candidate)
}

function countLines(sdp: string, start: string): number {
  let count = sdp.startsWith(start) ? 1 : 0
  for (let at = sdp.indexOf(`\n${start}`); at >= 0; at = sdp.indexOf(`\n${start}`, at + 1)) count++
  return count
}
