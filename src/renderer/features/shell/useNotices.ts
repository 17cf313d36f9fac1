import { onScopeDispose } from 'vue'
import type { Notice } from '../../core/app/app.ts'
import type { ErrorCode } from '../../core/ports/errors.ts'
import type { Platform } from '../../core/ports/platform.ts'
import type { ShellNotice } from '../../../shared/ipc.ts'
import { useWords, type Translate } from '../../i18n/useWords.ts'
import { useCallApp, useNotifier, useUiPorts } from './context.ts'
import { errorWords } from './errorWords.ts'
import { nameInText } from './name-in-text.ts'
import { keysInWords, useShortcutKey } from './useShortcutKeys.ts'
import type { Toast, Urgency } from './notifier.ts'

/** Devices that fail are shown and said where they are used, with what to do; a toast would say it twice. */
const isCaptureError = (code: ErrorCode) => code.startsWith('camera-') || code.startsWith('microphone-')

interface Said {
  readonly toast: Toast
  readonly speech: string
  readonly urgency: Urgency
}

/** Turns what happened into words, once each. */
export function useNotices(): void {
  const app = useCallApp()
  const { platform } = useUiPorts()
  const notifier = useNotifier()
  const { t } = useWords()
  const tell = (said: Said) => {
    notifier.toast(said.toast)
    notifier.say(said.speech, said.urgency)
  }
  const microphoneKey = useShortcutKey(() => 'microphone')
  onScopeDispose(
    app.onNotice((notice) => {
      if (notice.type === 'error' && isCaptureError(notice.error.code)) return
      const key = microphoneKey.value && keysInWords(t, microphoneKey.value, platform.os)
      tell(noticeInWords(t, notice, key))
    }),
  )
  onScopeDispose(platform.onMessage((message) => tell(messageInWords(t, message, platform))))
}

const say = (tone: Toast['tone'], title: string, urgency: Urgency = 'polite'): Said => ({
  toast: { tone, title },
  speech: title,
  urgency,
})

function noticeInWords(t: Translate, notice: Notice, microphoneKey: string | undefined): Said {
  switch (notice.type) {
    case 'participant-joined':
      return say('neutral', t('notice.joined', { name: nameInText(t, notice.name) }))
    case 'participant-left':
      return say('neutral', t('notice.left', { name: nameInText(t, notice.name) }))
    case 'device-switched':
      return say('neutral', t(`notice.${notice.kind}Switched`, { label: notice.label }))
    case 'device-kept': {
      const key = notice.error.code === `${notice.kind}-in-use` ? 'Busy' : 'Kept'
      return say('attention', t(`notice.${notice.kind}${key}`, { label: notice.label }), 'assertive')
    }
    case 'device-lost':
      return say('attention', t(`notice.${notice.kind}Lost`), 'assertive')
    case 'share-source-closed':
      return say('attention', t('notice.shareClosed'), 'assertive')
    case 'talking-while-muted':
      return say(
        'attention',
        microphoneKey
          ? t('notice.talkingWhileMuted', { key: microphoneKey })
          : t('notice.talkingWhileMutedNoKey'),
        'assertive',
      )
    case 'error':
      return errorInWords(t, notice.error.code)
  }
}

function errorInWords(t: Translate, code: ErrorCode): Said {
  const { title, text } = errorWords(t, code)
  const attrs = { 'data-testid': 'error-message', 'data-code': code }
  return { toast: { tone: 'danger', title, text, attrs }, speech: `${title}. ${text}`, urgency: 'assertive' }
}

function messageInWords(t: Translate, message: ShellNotice, platform: Platform): Said {
  switch (message.type) {
    case 'settings-reset':
      return say('attention', t('notice.settingsReset', { file: message.keptAs }))
    case 'link-invalid':
      return say('attention', t('notice.linkInvalid'))
    case 'screens-unavailable':
      return screensUnavailableInWords(t, platform)
    case 'server-failed':
      return say('danger', t('notice.serverFailed'), 'assertive')
    case 'network-gone':
      return say('attention', t('notice.networkGone'))
  }
}

/** Only macOS keeps screens from programs, and has a place to allow them. */
function screensUnavailableInWords(t: Translate, { os, openDeviceSettings }: Platform): Said {
  const said = errorInWords(t, 'screen-denied')
  if (os !== 'mac' || !openDeviceSettings) return said
  const action = { label: t('app.openSystemSettings'), run: () => openDeviceSettings('screen') }
  return { ...said, toast: { ...said.toast, action } }
}
