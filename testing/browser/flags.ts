import { cameraFile, microphoneFile, type PictureSize } from '../media/make-media.ts'
import type { PersonName } from '../media/people.ts'

/** `denied`: there are devices and the person said no; `none`: there is nothing to allow. */
export type DeviceSituation = 'working' | 'denied' | 'none'

export interface FlagOptions {
  readonly person: PersonName
  readonly size: PictureSize
  readonly devices: DeviceSituation
  /** Whether a real screen can be captured, which rules out the flag that answers every permission prompt. */
  readonly sharesScreen: boolean
  /**
   * For Electron, whose app answers every permission itself: with the flag that answers in the person's place, Chromium
   * would not ask the app at all.
   */
  readonly appAnswers?: boolean
}

export async function chromiumFlags(options: FlagOptions): Promise<string[]> {
  const { person, size, devices, sharesScreen, appAnswers = false } = options
  const flags = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--no-default-browser-check',
    '--autoplay-policy=no-user-gesture-required',
    // A page behind another window must go on painting, or its frames could not be counted.
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
  ]
  // Chromium refuses its sandbox to root, which is what containers run tests as.
  if (process.getuid?.() === 0) flags.push('--no-sandbox')
  if (sharesScreen) flags.push('--auto-select-desktop-capture-source=Entire screen')
  if (devices === 'none') return flags
  flags.push(
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${await cameraFile(person, size)}`,
    `--use-file-for-fake-audio-capture=${await microphoneFile(person)}`,
  )
  if (appAnswers) {
    if (devices === 'denied')
      throw new Error('In Electron the app answers, so nobody can say no in its place')
    return flags
  }
  // Answers every question with no, the one for a screen too.
  if (devices === 'denied') flags.push('--use-fake-ui-for-media-stream=deny')
  else if (!sharesScreen) flags.push('--use-fake-ui-for-media-stream')
  return flags
}
