import { companionNames, companionPage, type Companion } from '../../shared/companion.ts'
import type { Dispose } from '../core/lib/dispose.ts'
import type { CompanionHandlers } from '../core/ports/companions.ts'

/**
 * A window of the same origin, so of the same process: what is drawn into it from here shows the same streams
 * (docs/adr/0011-child-windows.md).
 */
export function openCompanionWindow(
  page: Window,
  companion: Companion,
  handlers: CompanionHandlers,
): Dispose {
  const child = page.open(companionPage, companionNames[companion], 'popup')
  let over = false

  function gone(): void {
    if (over) return
    over = true
    handlers.closed()
  }

  async function prepare(opened: Window): Promise<void> {
    opened.addEventListener('pagehide', gone)
    await copyStyles(page.document, opened.document)
    if (over) return
    const surface = page.document.createElement('div')
    surface.id = 'companion'
    opened.document.body.append(surface)
    handlers.ready(surface)
  }

  if (child) child.addEventListener('load', () => void prepare(child), { once: true })
  // The caller has no handle yet in which to note that it is over.
  else queueMicrotask(gone)

  return () => {
    over = true
    child?.close()
  }
}

/** Resolves when they apply, so that nothing is seen without them. One that does not load is left out. */
async function copyStyles(from: Document, to: Document): Promise<void> {
  const sheets = [...from.querySelectorAll('link[rel="stylesheet"], style')]
  await Promise.all(
    sheets.map((sheet) => {
      const copy = to.importNode(sheet, true)
      if (!(sheet instanceof HTMLLinkElement)) return Promise.resolve(to.head.append(copy))
      // Absolute: the attribute as written belongs to another page.
      copy.setAttribute('href', sheet.href)
      return new Promise<void>((resolve) => {
        copy.addEventListener('load', () => resolve(), { once: true })
        copy.addEventListener('error', () => resolve(), { once: true })
        to.head.append(copy)
      })
    }),
  )
}
