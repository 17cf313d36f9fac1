import { settings } from './en-settings.ts'
import type { VisavisI18n } from './i18n.ts'

/**
 * Adds the English strings of the settings screen, which are not part of the first load. Other languages are
 * loaded whole. Called by whatever shows a setting, before it is shown.
 */
export function addSettingsMessages(i18n: Pick<VisavisI18n['global'], 'mergeLocaleMessage'>): void {
  i18n.mergeLocaleMessage('en', { settings })
}
