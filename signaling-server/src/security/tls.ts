import { readFile } from 'node:fs/promises'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import { unwatchFile, watchFile } from 'node:fs'
import type { RequestListener } from 'node:http'
import type { Log } from '../log.ts'
import { socketOptions } from './socket-options.ts'

export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface TlsServer {
  readonly server: SecureServer
  /** Reads certificate and key again; the old ones stay if the new ones do not fit. */
  readonly reload: () => Promise<void>
  readonly stopWatching: () => void
}

/** How often the files are looked at. A renewal replaces links as often as files, which only looking notices. */
const watchMs = 5_000

/** How long a client may take over the TLS handshake. Milliseconds. */
const handshakeTimeout = 10_000

/** An HTTPS server whose certificate follows its files. Rejects if they cannot be used. */
export async function createTlsServer(
  files: TlsFiles,
  listener: RequestListener,
  log: Log,
): Promise<TlsServer> {
  const patience = { ...socketOptions, handshakeTimeout }
  const server = createSecureServer({ ...(await read(files)), ...patience, minVersion: 'TLSv1.2' }, listener)
  const reload = async () => {
    try {
      server.setSecureContext({ ...(await read(files)), minVersion: 'TLSv1.2' })
      log.info({}, 'certificate read again')
    } catch (cause) {
      // Perhaps one of the two files is already new and the other not yet: the next look will tell.
      log.error({ problem: cause instanceof Error ? cause.message : String(cause) }, 'certificate not usable')
    }
  }
  const changed = () => void reload()
  for (const path of [files.cert, files.key])
    watchFile(path, { interval: watchMs, persistent: false }, changed)
  const stopWatching = () => {
    for (const path of [files.cert, files.key]) unwatchFile(path, changed)
  }
  return { server, reload, stopWatching }
}

async function read({ cert, key }: TlsFiles): Promise<{ cert: string; key: string }> {
  const [certificate, privateKey] = await Promise.all([readFile(cert, 'utf8'), readFile(key, 'utf8')])
  return { cert: certificate, key: privateKey }
}
