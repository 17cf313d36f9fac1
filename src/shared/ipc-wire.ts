import type { EventName, IpcErrorCode, RequestName } from './ipc.ts'

/** How the contract travels: known to the preload and to main/ipc, to nobody else. */

export const requestChannel = (name: RequestName): string => `visavis:ask:${name}`
export const eventChannel = (name: EventName): string => `visavis:tell:${name}`

/** Electron passes an error on as one long sentence, so the outcome travels as a value. */
export type Reply<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly code: IpcErrorCode }
