import type { ContextMenuParams } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createFakeWebContents } from '../testing/fake-web-contents.ts'
import { germanMenu } from '../words/menu-words.ts'
import { contextMenu, installContextMenu } from './context-menu.ts'

const { popup, buildFromTemplate } = vi.hoisted(() => {
  const popup = vi.fn()
  return { popup, buildFromTemplate: vi.fn(() => ({ popup })) }
})
vi.mock('electron', () => ({ Menu: { buildFromTemplate } }))

const nowhere = {
  isEditable: false,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: { canCut: true, canCopy: true, canPaste: false } as ContextMenuParams['editFlags'],
}

describe('a right click', () => {
  it('in a field offers words and editing', () => {
    const replace = vi.fn()
    const facts = {
      ...nowhere,
      isEditable: true,
      misspelledWord: 'helo',
      dictionarySuggestions: ['hello', 'help'],
    }
    const items = contextMenu(facts, germanMenu, replace)
    expect(items.map(({ label, role, type }) => role ?? label ?? type)).toEqual([
      'hello',
      'help',
      'separator',
      'cut',
      'copy',
      'paste',
      'selectAll',
    ])
    expect(items.slice(3).map(({ label }) => label)).toEqual([
      'Ausschneiden',
      'Kopieren',
      'Einfügen',
      'Alles auswählen',
    ])
    expect(items[5]?.enabled).toBe(false)
    items[1]?.click?.({} as never, undefined, {})
    expect(replace).toHaveBeenCalledWith('help')
  })

  it('on a selection offers to copy it, elsewhere nothing', () => {
    expect(contextMenu({ ...nowhere, selectionText: 'K7MQ' }, germanMenu, vi.fn())).toEqual([
      { role: 'copy', label: 'Kopieren' },
    ])
    expect(contextMenu(nowhere, germanMenu, vi.fn())).toEqual([])
  })

  it('opens a menu only where there is something to offer', () => {
    const page = createFakeWebContents()
    installContextMenu(page.contents, () => germanMenu)
    page.emit('context-menu', {}, nowhere)
    expect(popup).not.toHaveBeenCalled()
    page.emit('context-menu', {}, { ...nowhere, selectionText: 'K7MQ' })
    expect(popup).toHaveBeenCalledTimes(1)
  })
})
