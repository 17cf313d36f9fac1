/**
 * Counts everything a page opened and has not given back. Installed by the suites that ask what a call leaves
 * behind; the wrapped constructors behave as the real ones in every other way.
 */
export interface Holdings {
  readonly liveTracks: number
  readonly peerConnections: number
  readonly sockets: number
  readonly workers: number
  readonly audioContexts: number
  readonly intervals: number
  readonly timeouts: number
  readonly listeners: Readonly<Record<string, number>>
}

declare global {
  var visavisHoldings: () => Holdings
}

const tracks = new Set<MediaStreamTrack>()
const peers = new Set<RTCPeerConnection>()
const sockets = new Set<WebSocket>()
const workers = new Set<Worker>()
const audioContexts = new Set<AudioContext>()
const intervals = new Set<number>()
const timeouts = new Set<number>()
const listeners = new Map<string, number>()

function remember<Args extends unknown[], T extends object>(
  holder: Record<string, unknown>,
  name: string,
  kept: Set<T>,
): void {
  const Original = holder[name] as new (...args: Args) => T
  holder[name] = new Proxy(Original, {
    construct(target, args, newTarget) {
      const made = Reflect.construct(target, args, newTarget) as T
      kept.add(made)
      return made
    },
  })
}

const globals = globalThis as unknown as Record<string, unknown>
remember(globals, 'RTCPeerConnection', peers)
remember(globals, 'WebSocket', sockets)
remember(globals, 'Worker', workers)
remember(globals, 'AudioContext', audioContexts)

const realTerminate = Worker.prototype.terminate
Worker.prototype.terminate = function (this: Worker) {
  workers.delete(this)
  realTerminate.call(this)
}

// Where a page is not trusted (about:blank), there are no media devices to watch.
if ('MediaDevices' in globalThis) {
  watchListeners('mediaDevices', navigator.mediaDevices)
  const devices = MediaDevices.prototype
  for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
    const real = devices[name]
    devices[name] = async function (this: MediaDevices, constraints?: MediaStreamConstraints) {
      const stream = await real.call(this, constraints)
      for (const track of stream.getTracks()) tracks.add(track)
      return stream
    }
  }
}
const realClone = MediaStreamTrack.prototype.clone
MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
  const copy = realClone.call(this)
  tracks.add(copy)
  return copy
}
const realCapture = HTMLCanvasElement.prototype.captureStream
HTMLCanvasElement.prototype.captureStream = function (this: HTMLCanvasElement, rate?: number) {
  const stream = realCapture.call(this, rate)
  for (const track of stream.getTracks()) tracks.add(track)
  return stream
}

const realTimeout = globalThis.setTimeout
const realInterval = globalThis.setInterval
const realClearTimeout = globalThis.clearTimeout
const realClearInterval = globalThis.clearInterval
const counted = globalThis as unknown as {
  setTimeout: (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number
  setInterval: (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number
  clearTimeout: (id?: number) => void
  clearInterval: (id?: number) => void
}
counted.setTimeout = (run, ms, ...args) => {
  const id = realTimeout(() => {
    timeouts.delete(id)
    run(...args)
  }, ms) as unknown as number
  timeouts.add(id)
  return id
}
counted.setInterval = (run, ms, ...args) => {
  const id = realInterval(run, ms, ...args) as unknown as number
  intervals.add(id)
  return id
}
// The platform lets either function clear either kind.
const clear = (real: (id?: number) => void) => (id?: number) => {
  if (id !== undefined) {
    timeouts.delete(id)
    intervals.delete(id)
  }
  real(id)
}
counted.clearTimeout = clear(realClearTimeout)
counted.clearInterval = clear(realClearInterval)

watchListeners('window', window)
watchListeners('document', document)

function watchListeners(name: string, target: EventTarget): void {
  const held = new Map<string, Set<unknown>>()
  const key = (type: string, options: unknown): string =>
    `${name}:${type}${(typeof options === 'object' ? (options as AddEventListenerOptions | null)?.capture : options) === true ? ':capture' : ''}`
  const count = (at: string): void => void listeners.set(at, held.get(at)?.size ?? 0)
  const forget = (at: string, listener: unknown): void => {
    held.get(at)?.delete(listener)
    count(at)
  }
  const add = target.addEventListener.bind(target)
  const remove = target.removeEventListener.bind(target)
  target.addEventListener = (
    type: string,
    listener: EventListener | null,
    options?: boolean | AddEventListenerOptions,
  ) => {
    // What drives the page from outside listens too, and not by the page's scripts.
    if (new Error().stack?.includes(location.origin) !== true) return add(type, listener, options)
    const at = key(type, options)
    held.set(at, (held.get(at) ?? new Set()).add(listener))
    count(at)
    if (typeof options === 'object') {
      options.signal?.addEventListener('abort', () => forget(at, listener), { once: true })
      if (options.once === true) add(type, () => forget(at, listener), options)
    }
    add(type, listener, options)
  }
  target.removeEventListener = (
    type: string,
    listener: EventListener | null,
    options?: boolean | EventListenerOptions,
  ) => {
    forget(key(type, options), listener)
    remove(type, listener, options)
  }
}

globalThis.visavisHoldings = () => ({
  liveTracks: [...tracks].filter((track) => track.readyState === 'live').length,
  peerConnections: [...peers].filter((peer) => peer.connectionState !== 'closed').length,
  sockets: [...sockets].filter((socket) => socket.readyState !== WebSocket.CLOSED).length,
  workers: workers.size,
  audioContexts: [...audioContexts].filter((context) => context.state !== 'closed').length,
  intervals: intervals.size,
  timeouts: timeouts.size,
  listeners: Object.fromEntries([...listeners].filter(([, count]) => count > 0).sort()),
})
