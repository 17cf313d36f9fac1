import { nativeImage, type NativeImage } from 'electron'
import cameraOff from './icons/camera-off.png?inline'
import camera from './icons/camera.png?inline'
import hangUp from './icons/hang-up.png?inline'
import microphoneOff from './icons/microphone-off.png?inline'
import microphone from './icons/microphone.png?inline'
import unread from './icons/unread.png?inline'
import type { ButtonIcon } from './taskbar-buttons.ts'

const pictures: Readonly<Record<ButtonIcon | 'unread', string>> = {
  microphone,
  'microphone-off': microphoneOff,
  camera,
  'camera-off': cameraOff,
  'hang-up': hangUp,
  unread,
}

/** 32 pixels for a place of 16, as the tray's pictures. */
export function taskbarImage(name: keyof typeof pictures): NativeImage {
  const image = nativeImage.createEmpty()
  image.addRepresentation({ scaleFactor: 2, width: 16, height: 16, dataURL: pictures[name] })
  return image
}
