import type { Locator, Page } from 'playwright'

export class HomePage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get newCall(): Locator {
    return this.#page.getByTestId('new-call')
  }

  get codeInput(): Locator {
    return this.#page.getByTestId('room-code-input')
  }

  get join(): Locator {
    return this.#page.getByTestId('join-call')
  }

  get error(): Locator {
    return this.#page.getByTestId('error-message')
  }

  async open(url: string): Promise<void> {
    await this.#page.goto(url)
    await this.newCall.waitFor()
  }

  async joinWithCode(text: string): Promise<void> {
    await this.codeInput.fill(text)
    await this.join.click()
  }
}
