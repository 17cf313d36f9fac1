/** The few words main says itself, in dialogs that must work without the page. The renderer has its own, in i18n. */
export interface Words {
  readonly leaveTitle: string
  readonly leaveDetail: string
  readonly leaveAndClose: string
  readonly stay: string
  readonly otherServerTitle: string
  /** `{server}` stands for the address. */
  readonly otherServerDetail: string
  readonly useServer: string
  readonly cancel: string
}

const english: Words = {
  leaveTitle: 'You are in a call.',
  leaveDetail: 'Closing this window ends the call for you.',
  leaveAndClose: 'Hang up and close',
  stay: 'Stay in the call',
  otherServerTitle: 'This link uses another server.',
  otherServerDetail:
    'The call would be set up by {server}. It learns when you join and your network address, not what you say or show. Use it until you quit the app?',
  useServer: 'Use this server',
  cancel: 'Cancel',
}

const german: Words = {
  leaveTitle: 'Sie sind in einem Gespräch.',
  leaveDetail: 'Wenn Sie dieses Fenster schließen, endet das Gespräch für Sie.',
  leaveAndClose: 'Auflegen und schließen',
  stay: 'Im Gespräch bleiben',
  otherServerTitle: 'Dieser Link benutzt einen anderen Server.',
  otherServerDetail:
    'Das Gespräch würde von {server} vermittelt. Er erfährt, wann Sie beitreten, und Ihre Netzwerkadresse, aber nicht, was Sie sagen oder zeigen. Bis zum Beenden der App benutzen?',
  useServer: 'Diesen Server benutzen',
  cancel: 'Abbrechen',
}

/**
 * @param language the preference: BCP 47, or `system`.
 * @param systemLocale BCP 47.
 */
export function wordsFor(language: string, systemLocale: string): Words {
  const tag = language === 'system' ? systemLocale : language
  return /^de\b/i.test(tag) ? german : english
}
