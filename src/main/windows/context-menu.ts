import { Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { MenuWords } from '../words/menu-words.ts'

type Facts = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>

/** What a right click offers: the words it might have been, and cut, copy and paste where they make sense. */
export function contextMenu(
  facts: Facts,
  words: MenuWords,
  replaceWith: (word: string) => void,
): MenuItemConstructorOptions[] {
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
      { role: 'cut', label: words.cut, enabled: editFlags.canCut },
      { role: 'copy', label: words.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
      { role: 'selectAll', label: words.selectAll },
    ]
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy', label: words.copy }]
}

export function installContextMenu(contents: WebContents, words: () => MenuWords): void {
  contents.on('context-menu', (_event, params) => {
    const items = contextMenu(params, words(), (word) => contents.replaceMisspelling(word))
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}
