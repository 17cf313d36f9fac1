/**
 * Labels of the application menu and the context menu. Electron's roles bring fixed English labels
 * (electron/lib/browser/api/menu-item-roles.ts), so every item with a role gets a label from here.
 */
export interface MenuWords {
  readonly file: string
  readonly edit: string
  readonly view: string
  readonly window: string
  readonly help: string
  readonly about: string
  readonly services: string
  readonly hide: string
  readonly hideOthers: string
  readonly showAll: string
  readonly undo: string
  readonly redo: string
  readonly cut: string
  readonly copy: string
  readonly paste: string
  readonly delete: string
  readonly selectAll: string
  readonly actualSize: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly fullScreen: string
  readonly developerTools: string
  readonly minimize: string
  readonly zoom: string
  readonly bringAllToFront: string
  readonly closeWindow: string
}

export const englishMenu: MenuWords = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  about: 'About Visavis',
  services: 'Services',
  hide: 'Hide Visavis',
  hideOthers: 'Hide others',
  showAll: 'Show all',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select all',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen on or off',
  developerTools: 'Developer tools',
  minimize: 'Minimise',
  zoom: 'Zoom',
  bringAllToFront: 'Bring all to front',
  closeWindow: 'Close window',
}

export const germanMenu: MenuWords = {
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  window: 'Fenster',
  help: 'Hilfe',
  about: 'Über Visavis',
  services: 'Dienste',
  hide: 'Visavis ausblenden',
  hideOthers: 'Andere ausblenden',
  showAll: 'Alle einblenden',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  cut: 'Ausschneiden',
  copy: 'Kopieren',
  paste: 'Einfügen',
  delete: 'Löschen',
  selectAll: 'Alles auswählen',
  actualSize: 'Originalgröße',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fullScreen: 'Vollbild ein oder aus',
  developerTools: 'Entwicklerwerkzeuge',
  minimize: 'Minimieren',
  zoom: 'Zoomen',
  bringAllToFront: 'Alle nach vorne bringen',
  closeWindow: 'Fenster schließen',
}
