import type { Preferences } from '../../../shared/preferences.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useNotifier, useUiPorts } from '../shell/context.ts'

/** Changes preferences that took some making, says so, and offers the way back. */
export function useUndo() {
  const { preferences } = useUiPorts()
  const notifier = useNotifier()
  const { t } = useWords()
  return (change: Partial<Preferences>, said: string): void => {
    const before = preferences.value
    preferences.update(change)
    notifier.say(said)
    notifier.toast({
      tone: 'neutral',
      title: said,
      action: { label: t('app.undo'), run: () => preferences.update(before) },
    })
  }
}
