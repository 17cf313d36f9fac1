import { callScenes } from './callScenes.ts'
import { deskScenes } from './deskScenes.ts'
import type { Scene } from './sceneParts.ts'

/** Every state of the interface, by name. */
export const scenes: Readonly<Record<string, () => Scene>> = { ...deskScenes, ...callScenes }
