import type { DesktopBridge } from '../shared/ipc.ts'

declare global {
  interface Window {
    /** Exposed by the preload; absent in a browser. */
    readonly visavis?: DesktopBridge
  }

  /** The version in package.json, put in by the build. */
  const __APP_VERSION__: string
}
