import { Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron'

type Facts = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>

/** What a right click offers: the words it might have been, and cut, copy and paste where they make sense. */
export function contextMenu(facts: Facts, replaceWith: (word: string) => void): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, misspelledWord, dictionarySuggestions, editFlags } = facts
  const suggestions =
    misspelledWord === ''
      ? []
      : dictionarySuggestions.map((word) => ({ label: word, click: () => replaceWith(word) }))
  const separator = suggestions.length > 0 ? [{ type: 'separator' as const }] : []
  if (isEditable) {
    return [
      ...suggestions,
      ...separator,
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { role: 'selectAll' },
    ]
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy' }]
}

export function installContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items = contextMenu(params, (word) => contents.replaceMisspelling(word))
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}
