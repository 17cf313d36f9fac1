/**
 * What structured clone carries, as JSON can carry it: between a page and its host there is only that. Of what Electron's
 * IPC clones, errors, blobs and the like are left out; they are refused by name.
 */
export type Carried =
  | null
  | boolean
  | number
  | string
  | readonly [kind: 'undefined']
  | readonly [kind: 'number', name: string]
  | readonly [kind: 'date', milliseconds: number]
  | readonly [kind: 'bytes', base64: string]
  | readonly [kind: 'array' | 'set', items: readonly Carried[]]
  | readonly [kind: 'map', entries: readonly (readonly [Carried, Carried])[]]
  | readonly [kind: 'object', entries: readonly (readonly [string, Carried])[]]

export function carry(value: unknown): Carried {
  if (value === undefined) return ['undefined']
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : ['number', String(value)]
  if (Array.isArray(value)) return ['array', value.map(carry)]
  if (value instanceof Date) return ['date', value.getTime()]
  if (value instanceof Uint8Array) return ['bytes', btoa(String.fromCharCode(...value))]
  if (value instanceof Set) return ['set', [...value].map(carry)]
  if (value instanceof Map)
    return ['map', [...value].map(([key, item]) => [carry(key), carry(item)] as const)]
  const kind = Object.prototype.toString.call(value)
  if (kind !== '[object Object]') throw new Error(`the Electron stand-in carries no ${kind}`)
  return ['object', Object.entries(value).map(([key, item]) => [key, carry(item)] as const)]
}

export function uncarry(carried: Carried): unknown {
  if (carried === null || typeof carried !== 'object') return carried
  switch (carried[0]) {
    case 'undefined':
      return undefined
    case 'number':
      return Number(carried[1])
    case 'date':
      return new Date(carried[1])
    case 'bytes':
      return Uint8Array.from(atob(carried[1]), (character) => character.charCodeAt(0))
    case 'array':
      return carried[1].map(uncarry)
    case 'set':
      return new Set(carried[1].map(uncarry))
    case 'map':
      return new Map(carried[1].map(([key, item]) => [uncarry(key), uncarry(item)]))
    case 'object':
      return Object.fromEntries(carried[1].map(([key, item]) => [key, uncarry(item)]))
  }
}
