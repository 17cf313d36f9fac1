import { nativeImage, type NativeImage } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import idleColour from './icons/idle-colour.png?inline'
import idleTemplate from './icons/idle-template.png?inline'
import inCallColour from './icons/in-call-colour.png?inline'
import inCallTemplate from './icons/in-call-template.png?inline'
import mutedColour from './icons/muted-colour.png?inline'
import mutedTemplate from './icons/muted-template.png?inline'
import sharingColour from './icons/sharing-colour.png?inline'
import sharingTemplate from './icons/sharing-template.png?inline'
import type { TrayIcon } from './tray-state.ts'

const colour: Readonly<Record<TrayIcon, string>> = {
  idle: idleColour,
  'in-call': inCallColour,
  muted: mutedColour,
  sharing: sharingColour,
}
const template: Readonly<Record<TrayIcon, string>> = {
  idle: idleTemplate,
  'in-call': inCallTemplate,
  muted: mutedTemplate,
  sharing: sharingTemplate,
}

/** The pictures are 32 pixels for a place of 16: sharp on dense displays, scaled down on others. */
export function trayImage(icon: TrayIcon, platform: Platform): NativeImage {
  const image = nativeImage.createEmpty()
  const dataURL = (platform === 'mac' ? template : colour)[icon]
  image.addRepresentation({ scaleFactor: 2, width: 16, height: 16, dataURL })
  // macOS paints a template in the colour its bar has just now.
  if (platform === 'mac') image.setTemplateImage(true)
  return image
}
