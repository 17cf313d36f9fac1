import { isWanted } from '../../core/media/view.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { useCallApp } from '../shell/context.ts'

/** The microphone is on while a key is held. One that was on before stays on. */
export function usePushToTalk(media: () => LocalMedia) {
  const app = useCallApp()
  let opened = false
  return {
    begin: () => {
      if (isWanted(media().microphone)) return
      opened = true
      app.dispatch({ type: 'set-device', kind: 'microphone', on: true })
    },
    end: () => {
      if (!opened) return
      opened = false
      app.dispatch({ type: 'set-device', kind: 'microphone', on: false })
    },
  }
}
