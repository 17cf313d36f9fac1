import type { BrowserContext, Page } from 'playwright'

/** The product sends requests to its own server only. */
function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return hostname === '127.0.0.1' || ['about:', 'data:', 'blob:', 'chrome:', 'app:'].includes(protocol)
}

/**
 * All errors of a page: console errors, uncaught exceptions, broken content security policy, and
 * requests that left this computer.
 * A test fails on any of them, unless it has declared the error with `expect`.
 */
export class PageErrors {
  readonly #seen: string[] = []
  readonly #expected: RegExp[] = []

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('visavisPolicyViolation', (_source, what: string) => {
      this.#seen.push(`content security policy: ${what}`)
    })
    await context.addInitScript(() => {
      const report = globalThis as unknown as { visavisPolicyViolation?: (what: string) => void }
      document.addEventListener('securitypolicyviolation', (event) => {
        report.visavisPolicyViolation?.(
          `${event.violatedDirective} blocked ${event.blockedURI || event.sample}`,
        )
      })
    })
    const watchPage = (page: Page): void => {
      page.on('console', (message) => {
        if (message.type() === 'error')
          this.#seen.push(`console: ${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => this.#seen.push(`uncaught: ${error.stack ?? error.message}`))
      page.on('crash', () => this.#seen.push('the page crashed'))
    }
    context.on('request', (request) => {
      if (!isLocal(request.url())) this.#seen.push(`left this computer: ${request.url()}`)
    })
    context.pages().forEach(watchPage)
    context.on('page', watchPage)
  }

  /** Errors that match this pattern do not fail the test. */
  expect(error: RegExp): void {
    this.#expected.push(error)
  }

  unexpected(): readonly string[] {
    return this.#seen.filter((error) => !this.#expected.some((expected) => expected.test(error)))
  }
}
