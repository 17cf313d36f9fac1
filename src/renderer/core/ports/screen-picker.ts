import type { ScreenChoice, ScreenOffer, ScreenSource } from '../../../shared/ipc.ts'
import type { Dispose } from '../lib/dispose.ts'

/** The app's own picker of screens and windows. */
export interface ScreenPicker {
  /** The computer's sound can be shared with a screen here. */
  readonly canShareSound: boolean
  /** What it is to show; answer by `choose`, with null for cancelled, until it closes. */
  onRequest(listener: (offer: ScreenOffer) => void): Dispose
  choose(choice: ScreenChoice | null): void
  /** What there is to share now, while a picker is open. Windows open and close while somebody makes up their mind. */
  refresh(): Promise<readonly ScreenSource[]>
}
