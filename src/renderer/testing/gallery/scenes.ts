import { callScenes } from './callScenes.ts'
import { companionScenes } from './companionScenes.ts'
import { deskScenes } from './deskScenes.ts'
import { settingsScenes } from './settingsScenes.ts'
import type { Scene } from './sceneParts.ts'

/** Every state of the interface, by name. */
export const scenes: Readonly<Record<string, () => Scene>> = {
  ...deskScenes,
  ...callScenes,
  ...settingsScenes,
  ...companionScenes,
}
