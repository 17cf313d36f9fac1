import type { Locator, Page } from 'playwright'

export type SettingsSection =
  | 'server'
  | 'devices'
  | 'media'
  | 'sharing'
  | 'shortcuts'
  | 'notifications'
  | 'appearance'
  | 'windows'
  | 'privacy'
  | 'about'

export class SettingsPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get root(): Locator {
    return this.#page.getByTestId('settings')
  }

  /** The button that opens them, on the screens that have one. */
  get button(): Locator {
    return this.#page.getByTestId('open-settings')
  }

  get close(): Locator {
    return this.root.getByTestId('close-settings')
  }

  get test(): Locator {
    return this.root.getByTestId('test-connection')
  }

  setting(name: string): Locator {
    return this.root.locator(`[data-setting="${name}"]`)
  }

  section(id: SettingsSection): Locator {
    return this.root.locator(`[data-section="${id}"]`)
  }

  /** Opens them by the keyboard, from wherever one is, and goes to a section. */
  async open(id?: SettingsSection): Promise<void> {
    await this.#page.keyboard.press('Control+Comma')
    await this.root.waitFor()
    if (id !== undefined) await this.go(id)
  }

  async go(id: SettingsSection): Promise<void> {
    // They are loaded when they are first opened; only then is it known whether a section stands before the list.
    await this.root.waitFor()
    const back = this.root.getByTestId('settings-back')
    if ((await this.section(id).count()) === 0) await back.click()
    await this.section(id).click()
  }

  /** What became of each step of the connection test: `ok`, `absent` or the problem. */
  async testOutcome(): Promise<readonly (string | null)[]> {
    await this.root
      .locator('[data-testid="connection-test"][data-running="false"] [data-step]')
      .first()
      .waitFor()
    return this.root
      .locator('[data-step]')
      .evaluateAll((steps) =>
        steps.map((step) => step.getAttribute('data-problem') ?? step.getAttribute('data-status')),
      )
  }
}
