import { extname, join, normalize, sep } from 'node:path'

export interface RendererFile {
  readonly path: string
  readonly contentType: string
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.tflite': 'application/octet-stream',
}

/**
 * Which file answers a request for `url`; undefined for whatever leaves the folder, hides in it or is of a kind we
 * do not ship. The caller has checked the scheme and host.
 */
export function rendererFile(folder: string, url: string): RendererFile | undefined {
  const pathname = decodedPath(url)
  if (pathname === undefined) return undefined
  // A backslash is a separator on Windows, a colon names a drive or an alternate stream there, NUL ends a C string.
  if (/[\\:\0]/.test(pathname)) return undefined
  const name = pathname === '/' ? '/index.html' : pathname
  if (name.split('/').some((part) => part.startsWith('.'))) return undefined
  const path = normalize(join(folder, name))
  if (!path.startsWith(folder + sep)) return undefined
  const contentType = contentTypes[extname(path).toLowerCase()]
  return contentType === undefined ? undefined : { path, contentType }
}

function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname)
  } catch {
    // A malformed address or encoding: nothing of ours is called so.
    return undefined
  }
}
