/**
 * What a page of the stand-in has that a page of Chromium has not: the app's preload, run before the page's own
 * scripts with Electron's renderer modules, and media and windows that ask the app first.
 */

import { carry, uncarry, type Carried } from '../electron-stand-in/structured.ts'
import { cropped, type ScreenPart } from './cropped.ts'

/** What a page says to its host, by the binding of this name. */
export const bindingName = 'visavisStandIn'
/** How the host tells a page: called with a channel and arguments. */
export const tellName = 'visavisStandInTell'

export type PageMessage =
  | { readonly kind: 'invoke'; readonly channel: string; readonly args: readonly Carried[] }
  | { readonly kind: 'displayMedia'; readonly video: boolean; readonly audio: boolean }
  | { readonly kind: 'userMedia'; readonly kinds: ('video' | 'audio')[] }

/** Where a page asks for a window: it must know the answer before `open` returns, so it asks by a blocking request. */
export const openPath = '/visavis-stand-in/open'

export type PageReply =
  { readonly ok: true; readonly value: Carried } | { readonly ok: false; readonly message: string }

/** @param preload the built preload, as a function of its `require` */
export function enterPageWorld(preload: (require: (name: string) => unknown) => void): void {
  if (window !== window.top) return
  const ask = (globalThis as unknown as Record<string, (message: PageMessage) => Promise<PageReply>>)[
    bindingName
  ]
  if (!ask) throw new Error('the stand-in has no binding in this page')
  const listeners = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>()

  const throwing = <T extends object>(name: string, parts: T): T =>
    new Proxy(parts, {
      get(target, property): unknown {
        if (property in target) return Reflect.get(target, property)
        throw new Error(`the Electron stand-in has no ${name}.${String(property)}`)
      },
    })
  const valueOf = async (message: PageMessage): Promise<unknown> => {
    const reply = await ask(message)
    if (!reply.ok) throw new Error(reply.message)
    return uncarry(reply.value)
  }

  const ipcRenderer = throwing('ipcRenderer', {
    // Structured clone refuses functions, and so does the promise that Electron's IPC returns.
    async invoke(channel: string, ...args: unknown[]) {
      return valueOf({ kind: 'invoke', channel, args: structuredClone(args).map(carry) })
    },
    on(channel: string, listener: (event: unknown, ...args: unknown[]) => void) {
      const known = listeners.get(channel) ?? new Set()
      listeners.set(channel, known.add(listener))
    },
    off(channel: string, listener: (event: unknown, ...args: unknown[]) => void) {
      listeners.get(channel)?.delete(listener)
    },
  })
  const contextBridge = throwing('contextBridge', {
    exposeInMainWorld(name: string, api: object) {
      Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true })
    },
  })
  Object.defineProperty(window, tellName, {
    value: (channel: string, carried: readonly Carried[]) => {
      const args = carried.map(uncarry)
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
    },
  })

  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices
  if (devices) {
    const refused = () => new DOMException('Permission denied', 'NotAllowedError')
    const getUserMedia = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async (constraints = {}) => {
      const kinds = (['video', 'audio'] as const).filter((kind) => Boolean(constraints[kind]))
      if ((await valueOf({ kind: 'userMedia', kinds })) !== true) throw refused()
      return getUserMedia(constraints)
    }
    const getDisplayMedia = devices.getDisplayMedia.bind(devices)
    devices.getDisplayMedia = async (constraints = {}) => {
      const { video = true, audio = false } = constraints
      const granted = await valueOf({ kind: 'displayMedia', video: Boolean(video), audio: Boolean(audio) })
      // Electron's answer to a refusal is that of Chromium to a capture that failed (user_media_request.cc).
      if (granted === null) throw new DOMException('Invalid capture constraints', 'AbortError')
      // The system here has no sound to share, and Chromium's own choice is made by a flag.
      const stream = await getDisplayMedia({ ...constraints, audio: false })
      const { part } = granted as { part?: ScreenPart }
      return part ? cropped(stream, part) : stream
    }
  }
  const open = window.open.bind(window)
  window.open = (url = '', name = '', features = '') => {
    const address = url === '' ? 'about:blank' : new URL(String(url), location.href).href
    const request = new XMLHttpRequest()
    request.open('POST', openPath, false)
    request.send(JSON.stringify({ url: address, frameName: name, features }))
    return request.responseText === 'allowed' ? open(url, name, features) : null
  }
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target="_blank"]') : null
    if (!(link instanceof HTMLAnchorElement)) return
    event.preventDefault()
    window.open(link.href)
  })

  preload((name) => {
    if (name === 'electron') return throwing('electron', { contextBridge, ipcRenderer })
    throw new Error(`a sandboxed preload cannot require ${name}`)
  })
}
