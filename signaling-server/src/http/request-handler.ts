import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { Exposition } from '../metrics/exposition.ts'
import type { WebClientFiles } from './web-client-files.ts'

export interface HttpOptions {
  /** What `GET /health` tells, and whether all is well. */
  readonly health: () => { readonly ok: boolean; readonly body: Record<string, unknown> }
  /** What `GET /metrics` tells, for Prometheus. */
  readonly metrics: () => string
  /** Whether this server answers for the host that a request names. */
  readonly allowsHost: (request: IncomingMessage) => boolean
  /** Whether all this goes over TLS, which browsers are then told to insist on. */
  readonly secure: boolean
  /** The web client, if it is served. */
  readonly web: WebClientFiles | undefined
}

/** Everything that is asked by plain HTTP. Whatever is not listed here does not exist. */
export function createRequestHandler(options: HttpOptions): RequestListener {
  return (request, response) => {
    answer(options, request, response).catch((cause: unknown) => {
      // The client went away in mid-answer, or a file vanished: neither is anybody else's concern.
      response.destroy(cause instanceof Error ? cause : undefined)
    })
  }
}

/** Lets nobody hold a socket open by saying, or reading, little. Milliseconds. */
export function setHttpTimeouts(server: Server): void {
  // Also for sockets that say nothing at all.
  server.headersTimeout = 10_000
  server.requestTimeout = 20_000
  server.keepAliveTimeout = 5_000
  // Without a byte in either direction: somebody asks for a file and does not read it.
  server.timeout = 30_000
}

async function answer(
  { health, metrics, allowsHost, secure, web }: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Nothing here reads a body; a sender is not kept waiting for it to be read.
  request.resume()
  response.setHeader('X-Content-Type-Options', 'nosniff')
  // Two years, as browsers' preload lists ask for.
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=63072000')
  if (!allowsHost(request)) {
    response.setHeader('Connection', 'close')
    plain(response, 421, 'This server does not answer for that host.')
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    plain(response, 405, 'Only GET and HEAD are answered here.')
    return
  }
  const path = request.url?.split('?', 1)[0] ?? '/'
  if (path === '/health') {
    const { ok, body } = health()
    response.setHeader('Cache-Control', 'no-store')
    json(response, ok ? 200 : 503, body)
  } else if (path === '/metrics') {
    response.writeHead(200, { 'Content-Type': Exposition.contentType, 'Cache-Control': 'no-store' })
    response.end(metrics())
  } else if (!(await web?.serve(path, request, response))) {
    plain(response, 404, 'There is nothing here.')
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function json(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}
