import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeLog } from '../../testing/fake-log.ts'
import { createFakeWebContents } from '../../testing/fake-web-contents.ts'
import { externalLink } from './external-link.ts'
import { lockNavigation } from './lock-navigation.ts'

const log = createFakeLog()
const openExternal = vi.fn<(url: string) => Promise<void>>()
let fake = createFakeWebContents()

beforeEach(() => {
  fake = createFakeWebContents()
  openExternal.mockReset().mockResolvedValue()
  lockNavigation(fake.contents, {
    log,
    openExternal,
    ownWindow: (_opener, { url }) => (url === 'app://visavis/own.html' ? { frame: false } : undefined),
  })
})

function navigate(event: string, url: string): boolean {
  let prevented = false
  fake.emit(event, { url, preventDefault: () => (prevented = true) })
  return prevented
}

describe('navigation', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads nowhere else', (event) => {
    expect(navigate(event, 'https://evil.example/')).toBe(true)
    expect(navigate(event, 'file:///etc/passwd')).toBe(true)
    expect(navigate(event, 'app://visavis/')).toBe(false)
  })

  it('attaches no webview', () => {
    expect(navigate('will-attach-webview', '')).toBe(true)
  })
})

describe('a new window', () => {
  it('is never opened here; an https link goes to the browser', () => {
    expect(fake.openWindow('https://visavis.example/help')).toEqual({ action: 'deny' })
    expect(openExternal).toHaveBeenCalledWith('https://visavis.example/help')
  })

  it.each(['file:///bin/sh', 'smb://host/x', 'app://visavis/', 'about:blank', 'http://visavis.example/'])(
    'is refused for %s',
    (url) => {
      expect(fake.openWindow(url)).toEqual({ action: 'deny' })
      expect(openExternal).not.toHaveBeenCalled()
    },
  )

  it('of our own opens as it is meant to look', () => {
    expect(fake.openWindow('app://visavis/own.html')).toEqual({
      action: 'allow',
      overrideBrowserWindowOptions: { frame: false },
    })
    expect(openExternal).not.toHaveBeenCalled()
  })

  it('that the browser does not open ends nothing', async () => {
    openExternal.mockRejectedValue(new Error('no browser'))
    fake.openWindow('https://visavis.example/')
    await vi.waitFor(() => expect(log.lines.at(-1)?.event).toBe('link not opened'))
  })
})

describe('externalLink', () => {
  it('refuses what carries a login or is overlong', () => {
    expect(externalLink('https://bank.example@evil.example/')).toBeUndefined()
    expect(externalLink(`https://x.example/${'a'.repeat(3000)}`)).toBeUndefined()
    expect(externalLink('')).toBeUndefined()
  })
})
