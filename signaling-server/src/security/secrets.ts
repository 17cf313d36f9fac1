import { readFile } from 'node:fs/promises'
import { AccessTokens } from './access.ts'

/** The settings that secrets come from. */
export interface SecretSettings {
  readonly turnSecret: string | undefined
  readonly turnSecretFile: string | undefined
  readonly accessTokenFile: string | undefined
}

export interface Secrets {
  readonly turnSecret: string | undefined
  /** Undefined when no token is asked for. */
  readonly accessTokens: AccessTokens | undefined
}

/** Fetches what settings name only the file of. Rejects with the system's error, or if a file holds nothing. */
export async function readSecrets(settings: SecretSettings): Promise<Secrets> {
  const { turnSecretFile, accessTokenFile } = settings
  const turnSecret =
    turnSecretFile === undefined ? settings.turnSecret : (await readFile(turnSecretFile, 'utf8')).trim()
  if (turnSecret === '') throw new Error(`turnSecretFile: ${turnSecretFile} is empty`)
  const accessTokens =
    accessTokenFile === undefined ? undefined : AccessTokens.parse(await readFile(accessTokenFile, 'utf8'))
  // A private server whose list is empty would let nobody in, or be thought to let everybody in: neither is meant.
  if (accessTokens?.size === 0) throw new Error(`accessTokenFile: ${accessTokenFile} holds no token`)
  return { turnSecret, accessTokens }
}
