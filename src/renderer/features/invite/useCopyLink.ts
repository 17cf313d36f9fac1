import { onScopeDispose, shallowRef } from 'vue'
import type { RoomCode } from '../../../shared/room-code.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useNotifier, useUiPorts } from '../shell/context.ts'

/** Milliseconds for which the button says that it worked. */
const saysCopiedFor = 2000

/** Copies the invitation link of a room and says so. */
export function useCopyLink(code: () => RoomCode) {
  const { platform } = useUiPorts()
  const notifier = useNotifier()
  const { t } = useWords()
  const copied = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  async function copy(): Promise<void> {
    clearTimeout(timer)
    try {
      await platform.copyText(platform.inviteLink(code()))
    } catch {
      // Why the clipboard refused does not help anyone; what to do instead does.
      copied.value = false
      notifier.toast({ tone: 'attention', title: t('invite.copyFailed') })
      notifier.say(t('invite.copyFailed'), 'assertive')
      return
    }
    copied.value = true
    notifier.say(t('invite.copied'))
    timer = setTimeout(() => (copied.value = false), saysCopiedFor)
  }

  return { copied, copy }
}
