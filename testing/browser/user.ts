import type { Locator } from 'playwright'
import type { Client } from './client.ts'
import { CallPage } from './pages/call-page.ts'
import { EndedPage } from './pages/ended-page.ts'
import { HomePage } from './pages/home-page.ts'
import { LobbyPage } from './pages/lobby-page.ts'
import { SettingsPage } from './pages/settings-page.ts'

/** What a person sits at: a browser, or the desktop app. */
export type Seat = Pick<Client, 'person' | 'page' | 'problems' | 'screenshot'>

/** A person with the client before them: what they can do, in their words. */
export class Person<S extends Seat = Client> {
  readonly client: S
  readonly home: HomePage
  readonly lobby: LobbyPage
  readonly call: CallPage
  readonly ended: EndedPage
  readonly settings: SettingsPage

  constructor(client: S) {
    this.client = client
    this.home = new HomePage(client.page)
    this.lobby = new LobbyPage(client.page)
    this.call = new CallPage(client.page)
    this.ended = new EndedPage(client.page)
    this.settings = new SettingsPage(client.page)
  }

  /** As others see it: the first name with a capital. */
  get name(): string {
    return this.client.person.charAt(0).toUpperCase() + this.client.person.slice(1)
  }

  /** Makes a new room and waits in it; returns its code as shown. */
  async startCall(serverUrl: string): Promise<string> {
    await this.home.open(serverUrl)
    await this.home.newCall.click()
    await this.lobby.enterAs(this.name)
    await this.call.root.waitFor()
    return this.shownCode()
  }

  async shownCode(): Promise<string> {
    return (await this.call.code.innerText()).trim()
  }

  /** Types the code that somebody read out, and joins. */
  async joinCall(serverUrl: string, code: string): Promise<void> {
    await this.home.open(serverUrl)
    await this.home.joinWithCode(code)
    await this.lobby.enterAs(this.name)
    await this.call.root.waitFor()
  }

  /** From the screen that follows a call, back into the same room. */
  async rejoin(): Promise<void> {
    await this.ended.rejoin.click()
    await this.lobby.enter.click()
    await this.call.root.waitFor()
  }

  /** From the screen that follows a call, to the start. */
  async goHome(): Promise<void> {
    await this.ended.home.click()
    await this.home.newCall.waitFor()
  }

  /** The message for one error; several can stand at once, such as camera and microphone. */
  errorWithCode(code: string): Locator {
    return this.client.page.locator(`[data-testid="error-message"][data-code="${code}"]`)
  }

  /** Presses Tab until this control has the focus, as someone without a mouse would. */
  async tabTo(testId: string): Promise<void> {
    const focused = this.client.page.locator(`[data-testid="${testId}"]:focus`)
    for (let presses = 0; presses < 40; presses++) {
      if ((await focused.count()) > 0) return
      await this.client.page.keyboard.press('Tab')
    }
    throw new Error(`${testId} cannot be reached by the Tab key`)
  }
}
