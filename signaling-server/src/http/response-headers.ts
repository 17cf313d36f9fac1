/**
 * What the web client may do. Scripts come from this server only and are never evaluated from text (WebAssembly, for
 * noise and background effects, is compiled but is no script text); styles may be inline, for the interface sets them;
 * sockets may go anywhere, for a link can name another signaling server.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Only what a call needs, and only for the client itself. */
const permissionsPolicy = ['camera', 'microphone', 'display-capture', 'speaker-selection', 'fullscreen']
  .map((feature) => `${feature}=(self)`)
  .join(', ')

/** Sent with every file of the web client. */
export const responseHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': permissionsPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
}
