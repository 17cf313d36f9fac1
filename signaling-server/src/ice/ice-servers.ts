import { createHmac } from 'node:crypto'
import type { IceServer, PeerId } from '../protocol/index.ts'

export interface IceSettings {
  /** Handed on as they are. */
  readonly fixed: readonly IceServer[]
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  /** Shared with the TURN server (coturn's `static-auth-secret`). Without one, `turnUrls` are of no use. */
  readonly turnSecret: string | undefined
  readonly turnTtlMs: number
}

/** The servers for one peer, with credentials of its own that end by themselves. */
export function iceServersFor(self: PeerId, now: number, settings: IceSettings): IceServer[] {
  const { fixed, stunUrls, turnUrls, turnSecret, turnTtlMs } = settings
  const servers: IceServer[] = [...fixed]
  if (stunUrls.length > 0) servers.push({ urls: [...stunUrls] })
  if (turnUrls.length > 0 && turnSecret !== undefined) {
    servers.push({ urls: [...turnUrls], ...turnCredential(self, now + turnTtlMs, turnSecret) })
  }
  return servers
}

/** Whether what `iceServersFor` gives ends some time. */
export function credentialsEnd({ turnUrls, turnSecret }: IceSettings): boolean {
  return turnUrls.length > 0 && turnSecret !== undefined
}

/**
 * What coturn's `use-auth-secret` takes (draft-uberti-behave-turn-rest-00, section 2.2): the user name is the second
 * it ends and who it is for, the password its HMAC-SHA1.
 */
function turnCredential(
  self: PeerId,
  until: number,
  secret: string,
): { username: string; credential: string } {
  const username = `${Math.floor(until / 1000)}:${self}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}
