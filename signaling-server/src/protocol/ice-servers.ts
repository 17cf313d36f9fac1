import * as v from 'valibot'

/** What a server may tell of its STUN and TURN servers. Bounded, for a client hands it on to its browser. */
export const maxIceServers = 16
const maxUrls = 16
const maxUrlLength = 512
/** RFC 8489, section 14.3 allows a username of 508 bytes; a credential is a base64 digest or a password. */
const maxSecretLength = 512

const UrlText = v.pipe(v.string(), v.maxLength(maxUrlLength))
const Secret = v.pipe(v.string(), v.maxLength(maxSecretLength))

/** The fields of the W3C's RTCIceServer that clients pass on to their peer connections. */
export const IceServerSchema = v.object({
  urls: v.union([UrlText, v.pipe(v.array(UrlText), v.maxLength(maxUrls))]),
  username: v.exactOptional(Secret),
  credential: v.exactOptional(Secret),
})
export type IceServer = v.InferOutput<typeof IceServerSchema>

export const IceServerListSchema = v.pipe(v.array(IceServerSchema), v.maxLength(maxIceServers))

/** RFC 7064 and RFC 7065: scheme, host, port, and for TURN the transport. */
const grammar =
  /^(?<scheme>stuns?|turns?):(?:\[[\da-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?(?<query>\?transport=(?:udp|tcp))?$/i

export function isIceUrl(url: string): boolean {
  const { scheme, port, query } = grammar.exec(url)?.groups ?? {}
  if (scheme === undefined || Number(port ?? 1) > 65_535 || port === '0') return false
  return query === undefined || isTurn(url)
}

/** One that no browser refuses: `new RTCPeerConnection` throws at a single bad URL, or at TURN without a credential. */
export const UsableIceServerSchema = v.pipe(
  IceServerSchema,
  v.check(
    ({ urls }) => urls.length > 0 && list(urls).every(isIceUrl),
    'urls: a STUN or TURN URL is malformed',
  ),
  v.check(
    ({ urls, username, credential }) =>
      !list(urls).some(isTurn) || (username !== undefined && credential !== undefined),
    'TURN needs username and credential',
  ),
)

function list(urls: IceServer['urls']): readonly string[] {
  return typeof urls === 'string' ? [urls] : urls
}

function isTurn(url: string): boolean {
  return /^turns?:/i.test(url)
}
