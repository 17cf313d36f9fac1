/** Marks the end of a union; a new member that nobody handles is a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`)
}
