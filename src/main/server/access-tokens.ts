import { parseServerAddress } from '../../shared/server-address.ts'
import type { ServerChoice } from '../../shared/settings.ts'
import type { SecretBox } from './secret-box.ts'

/** Access tokens of private servers: sealed in the settings where the system can, else known until the app quits. */
export interface AccessTokens {
  /** Keeps it for this address. Gives what the settings may hold of it: nothing where it could not be sealed. */
  keep(url: string, token: string): Promise<string | undefined>
  forget(url: string): void
  tokenFor(choice: Extract<ServerChoice, { mode: 'address' }>): Promise<string | undefined>
  /** It is known, and will not be after a restart. */
  isForThisRun(url: string): boolean
}

export function createAccessTokens(box: SecretBox): AccessTokens {
  const unsealed = new Map<string, string>()
  return {
    async keep(url, token) {
      const sealed = await box.seal(token)
      if (sealed === undefined) unsealed.set(sameAs(url), token)
      else unsealed.delete(sameAs(url))
      return sealed
    },
    forget: (url) => void unsealed.delete(sameAs(url)),
    async tokenFor({ url, sealedToken }) {
      return (
        unsealed.get(sameAs(url)) ?? (sealedToken === undefined ? undefined : await box.open(sealedToken))
      )
    },
    isForThisRun: (url) => unsealed.has(sameAs(url)),
  }
}

/** One spelling for all that lead to the same server. */
export function sameAs(url: string): string {
  return parseServerAddress(url)?.signalingUrl ?? url
}
