import { eventChannel, requestChannel, type Reply } from '../shared/ipc-wire.ts'
import { eventNames, requestNames, type DesktopBridge } from '../shared/ipc.ts'

/** As much of ipcRenderer as the bridge needs. */
export interface Wire {
  invoke(channel: string, input: unknown): Promise<unknown>
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
  off(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
}

/**
 * `window.visavis`: a function for each name of the contract and nothing generic, so that a page can neither name a
 * channel nor reach Electron's event object.
 */
export function buildBridge(wire: Wire): DesktopBridge {
  const requests = requestNames.map((name) => [
    name,
    async (input?: unknown) => {
      // Main answers with this shape whatever happens, see main/ipc/answer-requests.ts.
      const reply = (await wire.invoke(requestChannel(name), input)) as Reply<unknown>
      if (!reply.ok) throw new Error(reply.code)
      return reply.value
    },
  ])
  const events = eventNames.map((name) => [
    `on${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    (listener: (payload: unknown) => void) => {
      const receive = (_event: unknown, payload: unknown) => listener(payload)
      wire.on(eventChannel(name), receive)
      return () => void wire.off(eventChannel(name), receive)
    },
  ])
  return Object.fromEntries([...requests, ...events]) as DesktopBridge
}
