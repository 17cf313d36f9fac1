import { expect } from 'playwright/test'

/** Looks until it is there. */
export async function found<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  let thing: T | undefined
  await expect.poll(async () => (thing = await look()) !== undefined, { message: what }).toBe(true)
  if (thing === undefined) throw new Error(`${what} is gone again`)
  return thing
}
