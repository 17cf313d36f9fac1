import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { responseHeaders } from './response-headers.ts'

/** By extension; anything else is offered as bytes, which no browser runs. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
}

/** What a bundler names after its content, so that it never changes: `assets/main-BX3kf0aZ.js`. */
const hashedAsset = /^\/assets\/.+-[\w-]{8,}\.\w+$/

/** Serves the files of one folder and nothing outside it. */
export class WebClientFiles {
  readonly #root: string

  private constructor(root: string) {
    this.#root = root
  }

  /** Fails with the system's error if there is no such folder. */
  static async open(folder: string): Promise<WebClientFiles> {
    return new WebClientFiles(await realpath(folder))
  }

  /** Gives false if the folder has nothing for this path. */
  async serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const file = await this.#find(path)
    if (!file) return false
    const immutable = hashedAsset.test(path)
    const tag = `"${file.size.toString(36)}-${Math.floor(file.modified).toString(36)}"`
    response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.setHeader('ETag', tag)
    for (const [name, value] of Object.entries(responseHeaders)) response.setHeader(name, value)
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304).end()
      return true
    }
    response.setHeader(
      'Content-Type',
      contentTypes[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
    )
    response.setHeader('Content-Length', file.size)
    response.writeHead(200)
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(file.path, { end: Math.max(0, file.size - 1) }), response)
    return true
  }

  async #find(path: string): Promise<{ path: string; size: number; modified: number } | undefined> {
    const name = decode(path)
    // Hidden files are never part of a build; a NUL or a backslash never of a name in it.
    if (name === undefined || /[\0\\]|\/\./.test(name)) return undefined
    try {
      const found = await realpath(join(this.#root, name.endsWith('/') ? `${name}index.html` : name))
      // Resolved first, so that neither `..` nor a symbolic link leads out.
      if (!found.startsWith(this.#root + sep)) return undefined
      const info = await stat(found)
      return info.isFile() ? { path: found, size: info.size, modified: info.mtimeMs } : undefined
    } catch {
      // No such file, or not ours to read: for the asker it is not there.
      return undefined
    }
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
