// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mountApp } from './features/mount.ts'
import { createFakeCallApp, createFakePorts } from './testing/gallery/fakeApp.ts'
import { roomCode } from './testing/gallery/roomCode.ts'

describe('interface', () => {
  let unmount = () => {}
  afterEach(() => {
    unmount()
    document.body.replaceChildren()
  })

  async function start(language = 'en') {
    const element = document.createElement('div')
    document.body.append(element)
    const app = createFakeCallApp()
    const ports = createFakePorts({ language })
    unmount = await mountApp(app, ports, element)
    const find = (selector: string) => document.querySelector<HTMLElement>(selector)
    return { app, ports, find }
  }

  it('goes from screen to screen with the state, starting each at its heading', async () => {
    const { app, find } = await start()
    await vi.waitFor(() => expect(document.activeElement).toBe(find('h1')))
    find('[data-testid="new-call"]')?.click()
    expect(app.commands).toEqual([{ type: 'new-call' }])

    app.set({
      call: { screen: 'lobby', code: roomCode, isNew: true, signaling: { status: 'open' }, prepared: true },
    })
    await nextTick()
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Your new call'))

    app.set({
      call: {
        screen: 'in-call',
        code: roomCode,
        startedAt: 0,
        signaling: { status: 'open' },
        participants: [],
      },
    })
    await nextTick()
    await vi.waitFor(() => expect(document.activeElement).toBe(find('[data-testid="call"]')))

    app.set({ call: { screen: 'ended', code: roomCode, durationMs: 65_000 } })
    await nextTick()
    expect(find('[data-testid="ended"]')?.textContent).toContain('1:05')
  })

  it('starts in the chosen language and changes it at once', async () => {
    const { ports, find } = await start('de')
    expect(find('[data-testid="new-call"]')?.textContent).toContain('Neuer Anruf')
    expect(document.documentElement.lang).toBe('de')
    ports.preferences.update({ language: 'en' })
    await nextTick()
    await nextTick()
    expect(find('[data-testid="new-call"]')?.textContent).toContain('New call')
  })

  it('shows the chosen theme', async () => {
    const { ports } = await start()
    ports.preferences.update({ theme: 'dark' })
    await nextTick()
    expect(document.documentElement.dataset['theme']).toBe('dark')
    ports.preferences.update({ theme: 'system' })
    await nextTick()
    expect(document.documentElement.dataset['theme']).toBeUndefined()
  })

  it('says each notice once, to the eye and to the ear', async () => {
    const { app, ports, find } = await start()
    app.notify({ type: 'participant-joined', name: 'Ada' })
    await nextTick()
    expect(find('[data-live="polite"]')?.textContent).toBe('Ada joined')
    expect(find('[role="region"]')?.textContent).toContain('Ada joined')

    app.notify({ type: 'error', error: { code: 'screen-denied' } })
    await nextTick()
    expect(find('[data-testid="error-message"]')?.dataset['code']).toBe('screen-denied')
    expect(find('[data-live="assertive"]')?.textContent).toContain('Your screen cannot be shared')

    ports.message({ type: 'settings-reset', keptAs: '/home/ada/settings.broken.json' })
    await nextTick()
    expect(find('[role="region"]')?.textContent).toContain('settings.broken.json')
  })
})
