import type { Locator, Page } from 'playwright'

export class CallPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get root(): Locator {
    return this.#page.getByTestId('call')
  }

  get localVideo(): Locator {
    return this.root.getByTestId('local-video')
  }

  /** One for each other person; it plays their sound too, so it is there, unseen, while their camera is off. */
  get remoteVideos(): Locator {
    return this.root.getByTestId('remote-video')
  }

  /** What stands in the place of a picture for each other person who shows none. */
  get avatars(): Locator {
    return this.root.locator('[data-participant] [data-avatar]')
  }

  get screenVideos(): Locator {
    return this.root.getByTestId('screen-video')
  }

  /** One for each other person in the room. */
  get connections(): Locator {
    return this.root.getByTestId('connection-state')
  }

  get code(): Locator {
    return this.root.getByTestId('room-code').first()
  }

  get copyLink(): Locator {
    return this.root.getByTestId('copy-link').first()
  }

  get toggleMicrophone(): Locator {
    return this.root.getByTestId('toggle-microphone')
  }

  get toggleCamera(): Locator {
    return this.root.getByTestId('toggle-camera')
  }

  get toggleScreenShare(): Locator {
    return this.root.getByTestId('toggle-screen-share')
  }

  get hangUp(): Locator {
    return this.root.getByTestId('hang-up')
  }

  get error(): Locator {
    return this.#page.getByTestId('error-message')
  }

  /** `connecting`, `connected`, `reconnecting` or `failed`, for each other person. */
  async connectionStates(): Promise<(string | null)[]> {
    return this.connections.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('data-state')),
    )
  }
}
