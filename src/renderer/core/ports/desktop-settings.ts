import type { DesktopOptions, DesktopOptionsChange, Environment, Network } from '../../../shared/ipc.ts'
import type { Dispose } from '../lib/dispose.ts'

/** What the desktop app can be set to; each rejects when main could not do it. */
export interface DesktopSettings {
  readonly versions: Environment['versions']
  options(): Promise<DesktopOptions>
  change(change: DesktopOptionsChange): Promise<DesktopOptions>
  /** Changed elsewhere, such as an interface that is gone. */
  onChanged(listener: (options: DesktopOptions) => void): Dispose
  networks(): Promise<readonly Network[]>
  exportLog(): Promise<'saved' | 'cancelled'>
}
