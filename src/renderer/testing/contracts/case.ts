/**
 * A contract is a list of cases that every implementation of a port must pass, fake or real. The cases are
 * data, so that vitest can run them in Node against the fake and a page can run them against the real one.
 */
export interface ContractCase<Harness> {
  readonly name: string
  run(harness: Harness): Promise<void>
}

/** What every harness gives beside its port. */
export interface Steps {
  /** Lets what is under way go on a little: fakes deliver, the real world gets some milliseconds. */
  step(): Promise<void>
  /** So many steps are enough for anything that is going to happen. */
  readonly patience: number
  /** So many steps without it are taken as "it does not happen". */
  readonly quiet: number
}

export function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what)
}

/** Compares as JSON does, which is all that contracts look at. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [actual, expected].map((value) =>
    value === undefined ? 'undefined' : JSON.stringify(value),
  )
  check(is === should, `${what}: ${String(is)}, not ${String(should)}`)
}

export async function rejects(promise: Promise<unknown>, what: string): Promise<void> {
  const outcome = await promise.then(
    () => 'resolved',
    () => 'rejected',
  )
  equal(outcome, 'rejected', what)
}

/** Goes on until the value is the expected one. */
export async function eventually(
  steps: Steps,
  read: () => unknown,
  expected: unknown,
  what: string,
): Promise<void> {
  const wanted = JSON.stringify(expected)
  for (let count = 0; count < steps.patience; count++) {
    if (JSON.stringify(await read()) === wanted) return
    await steps.step()
  }
  equal(await read(), expected, what)
}

/** Gives what must not happen the time to happen. */
export async function settle(steps: Steps): Promise<void> {
  for (let count = 0; count < steps.quiet; count++) await steps.step()
}
