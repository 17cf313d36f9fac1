import type { Page } from 'playwright'
import type { EventName, Events, RequestName, Requests } from '../../src/shared/ipc.ts'

type Bridge = Readonly<Record<string, (input: unknown) => unknown>>
interface BridgeWindow {
  readonly visavis: Bridge
  heardByTest?: Record<string, unknown[]>
}

/** Asks the main process, as the page itself does. */
export function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  ...input: Requests[Name]['input'] extends undefined ? [] : [Requests[Name]['input']]
): Promise<Requests[Name]['output']> {
  const [given] = input as unknown[]
  return page.evaluate(([request, sent]) => (window as unknown as BridgeWindow).visavis[request]?.(sent), [
    name as string,
    given,
  ] as const) as Promise<Requests[Name]['output']>
}

/** Listens as the page does from now on; the result gives what was told since. */
export async function hear<Name extends EventName>(
  page: Page,
  name: Name,
): Promise<() => Promise<Events[Name][]>> {
  await page.evaluate((event) => {
    const here = window as unknown as BridgeWindow
    const heard = ((here.heardByTest ??= {})[event] ??= [])
    here.visavis[`on${event.slice(0, 1).toUpperCase()}${event.slice(1)}`]?.((payload: unknown) =>
      heard.push(payload),
    )
  }, name as string)
  return () =>
    page.evaluate(
      (event) => (window as unknown as BridgeWindow).heardByTest?.[event] ?? [],
      name as string,
    ) as Promise<Events[Name][]>
}
