import type { Locator, Page } from 'playwright'

export class LobbyPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get root(): Locator {
    return this.#page.getByTestId('lobby')
  }

  /** The lobby once everything that can be done before joining is done. */
  get prepared(): Locator {
    return this.#page.locator('[data-testid="lobby"][data-prepared="true"]')
  }

  get preview(): Locator {
    return this.root.getByTestId('local-video')
  }

  get name(): Locator {
    return this.#page.getByTestId('display-name')
  }

  get enter(): Locator {
    return this.#page.getByTestId('enter-call')
  }

  get error(): Locator {
    return this.#page.getByTestId('error-message')
  }

  get toggleMicrophone(): Locator {
    return this.root.getByTestId('toggle-microphone')
  }

  get toggleCamera(): Locator {
    return this.root.getByTestId('toggle-camera')
  }

  async enterAs(name: string): Promise<void> {
    await this.name.fill(name)
    await this.enter.click()
  }
}
