import type { Locator } from 'playwright'
import type { Client } from './client.ts'
import { CallPage } from './pages/call-page.ts'
import { EndedPage } from './pages/ended-page.ts'
import { HomePage } from './pages/home-page.ts'
import { LobbyPage } from './pages/lobby-page.ts'
import { SettingsPage } from './pages/settings-page.ts'

/** The client that a user operates: a browser, or the desktop app. */
export type UserClient = Pick<Client, 'person' | 'page' | 'pageErrors' | 'screenshot'>

/** A user of one client: page objects, and the actions that take several of them. */
export class User<S extends UserClient = Client> {
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

  /** The name shown to others: the person's name with a capital letter. */
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

  /** Types a room code and joins the call. */
  async joinCall(serverUrl: string, code: string): Promise<void> {
    await this.home.open(serverUrl)
    await this.home.joinWithCode(code)
    await this.lobby.enterAs(this.name)
    await this.call.root.waitFor()
  }

  /** From the screen after a call, joins the same room again. */
  async rejoin(): Promise<void> {
    await this.ended.rejoin.click()
    await this.lobby.enter.click()
    await this.call.root.waitFor()
  }

  /** From the screen after a call, goes to the home screen. */
  async goHome(): Promise<void> {
    await this.ended.home.click()
    await this.home.newCall.waitFor()
  }

  /** The message for one error code; several messages can be shown at once, such as camera and microphone. */
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
