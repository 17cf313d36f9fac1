import type { Page } from 'playwright'
import { expect } from 'playwright/test'

/** Looks until it is there. */
export async function found<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  let thing: T | undefined
  await expect.poll(async () => (thing = await look()) !== undefined, { message: what }).toBe(true)
  if (thing === undefined) throw new Error(`${what} is gone again`)
  return thing
}

/** What a window was called when it was opened; undefined while its page is being loaded or is gone. */
export function nameOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => window.name).catch(() => undefined)
}
