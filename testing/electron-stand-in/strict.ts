/**
 * Throws on access to any member that the stand-in lacks, and names it: a missing member must never pass a test.
 * Symbols and what promises and inspectors probe for are let through as undefined, as on any object.
 */
export function strict<T extends object>(name: string, parts: T): T {
  const known = made.get(parts)
  if (known) return known as T
  const proxy = new Proxy(parts, {
    get(target, property): unknown {
      if (property in target || typeof property === 'symbol' || probed.has(property)) {
        const value: unknown = Reflect.get(target, property, target)
        // Bound to what is behind the proxy, whose private members the proxy has not.
        return typeof value === 'function' && property !== 'constructor'
          ? (value.bind(target) as unknown)
          : value
      }
      throw new Error(`the Electron stand-in has no ${name}.${property}`)
    },
    set: (target, property, value) => Reflect.set(target, property, value, target),
  })
  made.set(parts, proxy)
  return proxy
}

/** One for each object, so that the app can compare what it is given. */
const made = new WeakMap<object, object>()

const probed = new Set(['then', 'toJSON', 'constructor', 'prototype', 'asymmetricMatch', 'nodeType'])
