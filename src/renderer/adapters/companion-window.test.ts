// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCompanionWindow } from './companion-window.ts'

/** A window that `open` gives, loaded when the test says so. */
class FakeChild extends EventTarget {
  readonly document = document.implementation.createHTMLDocument()
  readonly close = vi.fn<() => void>()
}

let child: FakeChild
const handlers = { ready: vi.fn<(surface: unknown) => void>(), closed: vi.fn<() => void>() }
const open = vi.fn<(url: string, name: string) => FakeChild | null>()
const page = () => ({ document, open }) as unknown as Window

beforeEach(() => {
  vi.clearAllMocks()
  child = new FakeChild()
  open.mockImplementation(() => child)
  document.head.innerHTML = '<style>.a { color: red }</style><link rel="icon" href="./icon.svg">'
})

async function loaded(): Promise<void> {
  child.dispatchEvent(new Event('load'))
  await vi.waitFor(() => expect(handlers.ready).toHaveBeenCalledTimes(1))
}

describe('a small window', () => {
  it('is ready once its page is there, with the styles of ours', async () => {
    openCompanionWindow(page(), 'mini', handlers)
    expect(open).toHaveBeenCalledWith('companion.html', 'visavis-mini', 'popup')
    expect(handlers.ready).not.toHaveBeenCalled()
    await loaded()
    expect(child.document.body.contains(handlers.ready.mock.calls[0]?.[0] as Node)).toBe(true)
    expect(child.document.head.querySelectorAll('style')).toHaveLength(1)
    expect(child.document.head.querySelector('link')).toBeNull()
  })

  it('says when the person closes it, once', async () => {
    openCompanionWindow(page(), 'share-bar', handlers)
    await loaded()
    child.dispatchEvent(new Event('pagehide'))
    child.dispatchEvent(new Event('pagehide'))
    expect(handlers.closed).toHaveBeenCalledTimes(1)
  })

  it('is closed without a word by whoever opened it, also while it loads', async () => {
    const close = openCompanionWindow(page(), 'mini', handlers)
    close()
    expect(child.close).toHaveBeenCalledTimes(1)
    child.dispatchEvent(new Event('load'))
    child.dispatchEvent(new Event('pagehide'))
    await Promise.resolve()
    await Promise.resolve()
    expect(handlers.ready).not.toHaveBeenCalled()
    expect(handlers.closed).not.toHaveBeenCalled()
  })

  it('that may not open is as one that was closed', async () => {
    open.mockReturnValue(null)
    openCompanionWindow(page(), 'mini', handlers)()
    await Promise.resolve()
    expect(handlers.closed).not.toHaveBeenCalled()
    openCompanionWindow(page(), 'mini', handlers)
    await vi.waitFor(() => expect(handlers.closed).toHaveBeenCalledTimes(1))
  })
})
