import { readFile } from 'node:fs/promises'
import { type Protocol, protocol } from 'electron'
import { describeError, type Log } from '../diagnostics/log.ts'
import { appScheme, isAppUrl } from './app-origin.ts'
import { rendererFile } from './renderer-file.ts'
import { securityHeaders } from './security-headers.ts'

/**
 * Must run before the app is ready. `standard` gives the pages a real origin and relative addresses, `secure` makes
 * it a secure context, without which there is no getUserMedia and no WebCrypto.
 */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

export interface AppProtocolOptions {
  /** Of the session whose pages may load from it. */
  readonly protocol: Protocol
  /** Absolute path of the built renderer. */
  readonly folder: string
  readonly log: Log
}

/** Serves the built renderer at app://visavis. */
export function serveApp({ protocol, folder, log }: AppProtocolOptions): () => void {
  protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
    const file = isAppUrl(request.url) ? rendererFile(folder, request.url) : undefined
    if (!file) {
      log.warn('app address refused', { length: request.url.length })
      return refusal(404)
    }
    try {
      const content = await readFile(file.path)
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
        headers: { ...securityHeaders, 'content-type': file.contentType, 'cache-control': 'no-cache' },
      })
    } catch (error) {
      log.warn('app file not served', { error: describeError(error) })
      return refusal(404)
    }
  })
  return () => protocol.unhandle(appScheme)
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders })
}
