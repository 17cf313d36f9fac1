import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { DesktopOptions, DesktopOptionsChange } from '../../../shared/ipc.ts'
import type { DesktopSettings } from '../../core/ports/desktop-settings.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useNotifier } from '../shell/context.ts'

export type OptionsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly options: DesktopOptions }

export interface DesktopOptionsHandle {
  readonly state: Readonly<ShallowRef<OptionsState>>
  /** @returns what is in force then; undefined when it could not be changed, which has been said */
  readonly change: (change: DesktopOptionsChange) => Promise<DesktopOptions | undefined>
  readonly load: () => Promise<void>
}

/** What main keeps of the settings, as it is now; what cannot be changed stays as it was. */
export function useDesktopOptions(desktop: DesktopSettings): DesktopOptionsHandle {
  const state = shallowRef<OptionsState>({ status: 'loading' })
  const notifier = useNotifier()
  const { t } = useWords()
  onScopeDispose(desktop.onChanged((options) => (state.value = { status: 'ready', options })))

  async function load(): Promise<void> {
    state.value = { status: 'loading' }
    try {
      state.value = { status: 'ready', options: await desktop.options() }
    } catch {
      // Main has logged why; here it only matters that there is nothing to show.
      state.value = { status: 'failed' }
    }
  }

  async function change(wanted: DesktopOptionsChange): Promise<DesktopOptions | undefined> {
    try {
      const options = await desktop.change(wanted)
      state.value = { status: 'ready', options }
      return options
    } catch {
      // The controls show the state, and that has not changed: they are put back by drawing it again.
      if (state.value.status === 'ready') state.value = { ...state.value }
      notifier.toast({ tone: 'danger', title: t('settings.notSaved') })
      notifier.say(t('settings.notSaved'), 'assertive')
      return undefined
    }
  }

  void load()
  return { state, change, load }
}
