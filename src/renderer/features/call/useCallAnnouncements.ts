import { watch } from 'vue'
import type { AppState } from '../../core/app/app.ts'
import type { Participant } from '../../core/call/state.ts'
import { useWords, type Translate } from '../../i18n/useWords.ts'
import { useNotifier } from '../shell/context.ts'
import { nameInText } from '../shell/name-in-text.ts'

/** Tells screen readers what the eye sees change in a call. Joining and leaving are notices and said elsewhere. */
export function useCallAnnouncements(
  state: () => AppState,
  participants: () => readonly Participant[],
): void {
  const notifier = useNotifier()
  const { t } = useWords()
  notifier.say(t('call.joined'))

  watch(
    () => state().media,
    (now, before) => {
      for (const kind of ['microphone', 'camera'] as const) {
        const [is, was] = [now[kind].status, before[kind].status]
        if (is === was || is === 'starting') continue
        if (is === 'on') notifier.say(t(`notice.${kind}On`))
        else if (is === 'off') notifier.say(t(`notice.${kind}Off`))
      }
      const [shares, shared] = [now.screen.status === 'sharing', before.screen.status === 'sharing']
      if (shares !== shared) notifier.say(t(shares ? 'notice.sharingOn' : 'notice.sharingOff'))
    },
  )
  watch(participants, (now, before) => {
    const earlier = new Map(before.map((participant) => [participant.key, participant]))
    for (const participant of now) {
      const was = earlier.get(participant.key)
      const said = was && changeInWords(t, was, participant)
      if (said) notifier.say(said)
    }
  })
}

function changeInWords(t: Translate, was: Participant, is: Participant): string | undefined {
  const name = nameInText(t, is.name)
  const [before, after] = [was.connection.status, is.connection.status]
  if (before !== after) {
    if (after === 'reconnecting') return t('notice.theyReconnect', { name })
    if (after === 'connected' && before === 'reconnecting') return t('notice.theyAreBack', { name })
    if (after === 'failed') return t('notice.theyFailed', { name })
  }
  // Until they are connected, what they send is only becoming known.
  if (before !== 'connected' || after !== 'connected') return undefined
  if (was.sends.screen !== is.sends.screen) {
    return t(is.sends.screen ? 'notice.theirSharingOn' : 'notice.theirSharingOff', { name })
  }
  if (was.sends.microphone !== is.sends.microphone) {
    return t(is.sends.microphone ? 'notice.theirMicrophoneOn' : 'notice.theirMicrophoneOff', { name })
  }
  return undefined
}
