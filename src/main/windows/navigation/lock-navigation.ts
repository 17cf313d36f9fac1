import type { BrowserWindowConstructorOptions, HandlerDetails, WebContents } from 'electron'
import { describeError, type Log } from '../../diagnostics/log.ts'
import { isAppUrl } from '../../app-scheme/app-origin.ts'
import { externalLink } from './external-link.ts'

export interface NavigationLockOptions {
  readonly log: Log
  /** shell.openExternal. */
  readonly openExternal: (url: string) => Promise<void>
  /** How a window of our own looks that this page asks for; undefined where it may have none. */
  readonly ownWindow: (
    opener: WebContents,
    asked: HandlerDetails,
  ) => BrowserWindowConstructorOptions | undefined
}

/** Nothing but our own page ever loads in this app: every other address is refused or opened in the browser. */
export function lockNavigation(contents: WebContents, options: NavigationLockOptions): void {
  const { log, openExternal, ownWindow } = options
  contents.on('will-navigate', (details) => refuseStranger(details, 'navigation'))
  contents.on('will-frame-navigate', (details) => refuseStranger(details, 'frame navigation'))
  contents.on('will-redirect', (details) => refuseStranger(details, 'redirect'))
  contents.on('will-attach-webview', (event) => {
    log.warn('webview refused')
    event.preventDefault()
  })
  contents.setWindowOpenHandler((asked) => {
    const own = ownWindow(contents, asked)
    if (own) return { action: 'allow', overrideBrowserWindowOptions: own }
    const link = externalLink(asked.url)
    if (link === undefined) {
      log.warn('window refused')
    } else {
      openExternal(link).catch((error: unknown) =>
        log.warn('link not opened', { error: describeError(error) }),
      )
    }
    return { action: 'deny' }
  })

  function refuseStranger(details: { readonly url: string; preventDefault(): void }, what: string): void {
    if (isAppUrl(details.url)) return
    log.warn(`${what} refused`)
    details.preventDefault()
  }
}
