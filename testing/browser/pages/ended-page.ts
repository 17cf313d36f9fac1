import type { Locator, Page } from 'playwright'

/** What follows a call. */
export class EndedPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get root(): Locator {
    return this.#page.getByTestId('ended')
  }

  get rejoin(): Locator {
    return this.#page.getByTestId('rejoin')
  }

  get home(): Locator {
    return this.#page.getByTestId('go-home')
  }
}
