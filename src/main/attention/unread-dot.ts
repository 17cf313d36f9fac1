import { nativeImage, type NativeImage } from 'electron'
import dot from './icons/unread-dot.png?inline'

/** 32 pixels for a place of 16, as the tray's pictures. */
export function unreadDot(): NativeImage {
  const image = nativeImage.createEmpty()
  image.addRepresentation({ scaleFactor: 2, width: 16, height: 16, dataURL: dot })
  return image
}
