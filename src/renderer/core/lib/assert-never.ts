/** What a pure transition returns: the next state, and what is to be done about it, in order. */
export interface Step<State, Effect> {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** Marks the end of a union; a new member that nobody handles is a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`)
}
