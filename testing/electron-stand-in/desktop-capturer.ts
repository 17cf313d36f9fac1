import { setTimeout as wait } from 'node:timers/promises'
import type { DesktopCapturer, DesktopCapturerSource } from 'electron'
import { screen } from './displays.ts'
import { host } from './host-link.ts'
import { strict } from './strict.ts'
import { openWindows } from './window-list.ts'

/** How long Electron waits for pictures that do not come, milliseconds (electron_api_desktop_capturer.cc). */
const pictureLimit = 3_000

/** Another program's window that cannot be captured, such as a password manager's. */
export const uncapturable = { shown: false }

export const desktopCapturer = strict('desktopCapturer', {
  async getSources({ types, thumbnailSize = { width: 150, height: 150 } }) {
    const withPictures = thumbnailSize.width > 0 && thumbnailSize.height > 0
    const windows = types.includes('window') ? windowSources() : []
    if (withPictures && windows.some(({ hasPicture }) => !hasPicture)) await wait(pictureLimit)
    const picture = withPictures ? await host.call('pictureOfScreen') : ''
    const screens = types.includes('screen') ? screenSources() : []
    return [
      ...screens.map((parts) => source(parts, picture)),
      ...windows.map(({ id, name }) => source({ id, name, display_id: '' }, '')),
    ]
  },
} satisfies Partial<DesktopCapturer>)

interface Parts {
  readonly id: string
  readonly name: string
  readonly display_id: string
}

function screenSources(): Parts[] {
  return screen.getAllDisplays().map(({ id }, index, all) => ({
    id: `screen:${index}:0`,
    name: all.length === 1 ? 'Entire screen' : `Screen ${index + 1}`,
    display_id: String(id),
  }))
}

/** The app's own windows are listed too, with another last number than they say themselves. */
function windowSources() {
  const own = openWindows()
    .filter((window) => window.isVisible())
    .map((window) => ({
      id: window.getMediaSourceId().replace(/0$/, '1'),
      name: window.getTitle(),
      hasPicture: !window.marks.contentProtected,
    }))
  const other = { id: 'window:77:0', name: 'Passwords', hasPicture: false }
  return uncapturable.shown ? [...own, other] : own
}

function source(parts: Parts, picture: string): DesktopCapturerSource {
  const image = {
    isEmpty: () => picture === '',
    toDataURL: () => picture,
    getSize: () => ({ width: 320, height: 180 }),
  }
  return { ...parts, thumbnail: image, appIcon: null } as unknown as DesktopCapturerSource
}
