import { englishMenu, germanMenu, type MenuWords } from '../words/menu-words.ts'

/** The few words main says itself, in dialogs and menus outside the page. The renderer has its own, in i18n. */
export interface Strings {
  readonly menu: MenuWords
  readonly leaveTitle: string
  readonly leaveDetail: string
  readonly leaveAndClose: string
  readonly stay: string
  readonly hiddenTitle: string
  readonly hiddenDetail: string
  readonly otherServerTitle: string
  /** `{server}` stands for the address. */
  readonly otherServerDetail: string
  /** Added where the connection to it is not encrypted. */
  readonly openServerDetail: string
  readonly useServer: string
  readonly cancel: string
  readonly restartTitle: string
  readonly restartDetail: string
  readonly restart: string
  readonly later: string
  readonly notInCall: string
  readonly inCall: string
  readonly inCallMuted: string
  readonly inCallSharing: string
  readonly newCall: string
  readonly joinFromClipboard: string
  readonly microphone: string
  readonly camera: string
  readonly hangUp: string
  readonly microphoneOn: string
  readonly microphoneOff: string
  readonly cameraOn: string
  readonly cameraOff: string
  readonly shareScreen: string
  /** What a screen without a name is called, before its number. */
  readonly screen: string
  readonly chooseWindow: string
  readonly chooseWhatToShare: string
  readonly stopSharing: string
  readonly showWindow: string
  readonly quit: string
  readonly settings: string
  readonly exportLog: string
  /** Said of the dot on the taskbar button. */
  readonly unread: string
}

const english: Strings = {
  menu: englishMenu,
  leaveTitle: 'You are in a call.',
  leaveDetail: 'Closing this window ends the call for you.',
  leaveAndClose: 'Hang up and close',
  stay: 'Stay in the call',
  hiddenTitle: 'The call goes on.',
  hiddenDetail: 'Visavis is in the tray. Choose Hang up there to end the call.',
  otherServerTitle: 'This link uses another server.',
  otherServerDetail:
    'The call would be set up by {server}. It learns when you join and your network address, not what you say or show. Use it until you quit the app?',
  openServerDetail:
    'The connection to it is not encrypted. People on the same network or on the way can see when you join, and can disturb the call.',
  useServer: 'Use this server',
  cancel: 'Cancel',
  restartTitle: 'Start Visavis again?',
  restartDetail: 'Once you have allowed screen recording, Visavis can use it after it has started again.',
  restart: 'Start again',
  later: 'Later',
  notInCall: 'Not in a call',
  inCall: 'In a call',
  inCallMuted: 'In a call, microphone off',
  inCallSharing: 'You are sharing your screen',
  newCall: 'New call',
  joinFromClipboard: 'Join from clipboard',
  microphone: 'Microphone',
  camera: 'Camera',
  hangUp: 'Hang up',
  microphoneOn: 'Turn microphone on',
  microphoneOff: 'Turn microphone off',
  cameraOn: 'Turn camera on',
  cameraOff: 'Turn camera off',
  shareScreen: 'Share screen',
  screen: 'Screen',
  chooseWindow: 'Choose a window…',
  chooseWhatToShare: 'Choose…',
  stopSharing: 'Stop sharing',
  showWindow: 'Show window',
  quit: 'Quit Visavis',
  settings: 'Settings…',
  exportLog: 'Export log',
  unread: 'Something happened in the call',
}

const german: Strings = {
  menu: germanMenu,
  leaveTitle: 'Sie sind in einem Gespräch.',
  leaveDetail: 'Wenn Sie dieses Fenster schließen, endet das Gespräch für Sie.',
  leaveAndClose: 'Auflegen und schließen',
  stay: 'Im Gespräch bleiben',
  hiddenTitle: 'Das Gespräch geht weiter.',
  hiddenDetail: 'Visavis ist im Infobereich. Wählen Sie dort Auflegen, um das Gespräch zu beenden.',
  otherServerTitle: 'Dieser Link benutzt einen anderen Server.',
  otherServerDetail:
    'Das Gespräch würde von {server} vermittelt. Er erfährt, wann Sie beitreten, und Ihre Netzwerkadresse, aber nicht, was Sie sagen oder zeigen. Bis zum Beenden der App benutzen?',
  openServerDetail:
    'Die Verbindung zu ihm ist nicht verschlüsselt. Wer im selben Netz oder auf dem Weg dorthin ist, kann sehen, wann Sie beitreten, und das Gespräch stören.',
  useServer: 'Diesen Server benutzen',
  cancel: 'Abbrechen',
  restartTitle: 'Visavis neu starten?',
  restartDetail:
    'Wenn Sie die Bildschirmaufnahme erlaubt haben, kann Visavis sie nach einem Neustart benutzen.',
  restart: 'Neu starten',
  later: 'Später',
  notInCall: 'Kein Gespräch',
  inCall: 'Im Gespräch',
  inCallMuted: 'Im Gespräch, Mikrofon aus',
  inCallSharing: 'Sie teilen Ihren Bildschirm',
  newCall: 'Neues Gespräch',
  joinFromClipboard: 'Aus der Zwischenablage beitreten',
  microphone: 'Mikrofon',
  camera: 'Kamera',
  hangUp: 'Auflegen',
  microphoneOn: 'Mikrofon einschalten',
  microphoneOff: 'Mikrofon ausschalten',
  cameraOn: 'Kamera einschalten',
  cameraOff: 'Kamera ausschalten',
  shareScreen: 'Bildschirm teilen',
  screen: 'Bildschirm',
  chooseWindow: 'Fenster auswählen …',
  chooseWhatToShare: 'Auswählen …',
  stopSharing: 'Teilen beenden',
  showWindow: 'Fenster zeigen',
  quit: 'Visavis beenden',
  settings: 'Einstellungen …',
  exportLog: 'Protokoll exportieren',
  unread: 'Im Gespräch ist etwas geschehen',
}

/**
 * @param language the preference: BCP 47, or `system`.
 * @param systemLocale BCP 47.
 */
export function stringsFor(language: string, systemLocale: string): Strings {
  const tag = language === 'system' ? systemLocale : language
  return /^de\b/i.test(tag) ? german : english
}
