/** The one small window that can stand beside the main one (docs/adr/0011-child-windows.md). */
export type Companion =
  /** Whom the person talks to, while the main window is away. */
  | 'mini'
  /** What the person shares, and how to stop it. */
  | 'share-bar'

/** The page that such a window opens, beside the app's own. */
export const companionPage = 'companion.html'

/** `window.open` calls the window so, and main lets windows of no other name open. */
export const companionNames: Readonly<Record<Companion, string>> = {
  mini: 'visavis-mini',
  'share-bar': 'visavis-share-bar',
}

export function companionCalled(name: string): Companion | undefined {
  return (['mini', 'share-bar'] as const).find((companion) => companionNames[companion] === name)
}
