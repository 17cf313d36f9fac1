import * as v from 'valibot'
import { isOpenAddress, parseServerAddress } from '../../shared/server-address.ts'
import type { ServerChoice } from '../../shared/settings.ts'
import type { Log } from '../diagnostics/log.ts'
import type { SecretBox } from './secret-box.ts'

/**
 * Access tokens of private servers: sealed in the settings where the system can, else known until the app quits. A token
 * belongs to the address it was entered for and never goes to another, nor unencrypted to another computer.
 */
export interface AccessTokens {
  /** Keeps it for this address. Gives what the settings may hold of it: nothing where it could not be sealed. */
  keep(url: string, token: string): Promise<string | undefined>
  forget(url: string): void
  tokenFor(choice: Extract<ServerChoice, { mode: 'address' }>): Promise<string | undefined>
  /** It is known, and will not be after a restart. */
  isForThisRun(url: string): boolean
}

/** What is sealed: the address with the token, so that a changed address in the settings file cannot redirect it. */
const boundTokenSchema = v.object({ address: v.string(), token: v.pipe(v.string(), v.nonEmpty()) })

export function createAccessTokens(box: SecretBox, log: Log): AccessTokens {
  const unsealed = new Map<string, string>()

  async function opened(url: string, sealedToken: string): Promise<string | undefined> {
    const text = await box.open(sealedToken)
    if (text === undefined) return undefined
    const bound = readBoundToken(text)
    if (bound?.address === sameAs(url)) return bound.token
    log.warn('access token not used', { reason: bound ? 'entered for another address' : 'not readable' })
    return undefined
  }

  return {
    async keep(url, token) {
      const address = sameAs(url)
      unsealed.delete(address)
      if (!mayHaveToken(url)) return undefined
      const sealed = await box.seal(JSON.stringify({ address, token }))
      if (sealed === undefined) unsealed.set(address, token)
      return sealed
    },
    forget: (url) => void unsealed.delete(sameAs(url)),
    async tokenFor({ url, sealedToken }) {
      if (!mayHaveToken(url)) return undefined
      return unsealed.get(sameAs(url)) ?? (sealedToken === undefined ? undefined : opened(url, sealedToken))
    },
    isForThisRun: (url) => unsealed.has(sameAs(url)),
  }
}

/** Whether a token may be sent there: encrypted, or to this very machine. */
export function mayHaveToken(url: string): boolean {
  const address = parseServerAddress(url)
  return address !== undefined && !isOpenAddress(address.signalingUrl)
}

/** One spelling for all that lead to the same server. */
export function sameAs(url: string): string {
  return parseServerAddress(url)?.signalingUrl ?? url
}

function readBoundToken(text: string): v.InferOutput<typeof boundTokenSchema> | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Sealed by a version that did not bind tokens: whose it is cannot be told.
    return undefined
  }
  const result = v.safeParse(boundTokenSchema, value)
  return result.success ? result.output : undefined
}
