/**
 * The parts of `after` that equal those of `before`, as they were; the very same object where nothing changed.
 * Lets whoever draws a snapshot see by identity what there is to draw. Plain objects and arrays are looked
 * into; anything else (streams, tracks, causes) is itself or another.
 */
export function share<Value>(before: Value | undefined, after: Value): Value {
  if (Object.is(before, after)) return after
  if (Array.isArray(before) && Array.isArray(after)) return shareArrays(before, after) as Value
  if (isPlain(before) && isPlain(after)) return shareObjects(before, after) as Value
  return after
}

function shareArrays(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const shared = after.map((item, index) => share(before[index], item))
  return before.length === after.length && shared.every((item, index) => item === before[index])
    ? before
    : shared
}

function shareObjects(before: PlainObject, after: PlainObject): PlainObject {
  const keys = Object.keys(after)
  const shared = Object.fromEntries(keys.map((key) => [key, share(before[key], after[key])]))
  const same = keys.length === Object.keys(before).length && keys.every((key) => shared[key] === before[key])
  return same ? before : shared
}

type PlainObject = Readonly<Record<string, unknown>>

function isPlain(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
