/** The other half of the contract with Electron: windows, the system around them, and how it all begins and ends. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '../../testing/desktop/contract-fixtures.ts'
import type { DesktopApp } from '../../testing/desktop/desktop-app.ts'

/** A Wayland session, as its programs see it. */
const waylandEnv = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }

/** Empty until the program has written the first. */
function notesOf({ profile }: DesktopApp): string[] {
  const file = join(profile, 'events.log')
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
}

test.describe('a window', () => {
  test('that is made hidden shows when it is told to', async ({ shared }) => {
    const seen = await shared.run<{ events: string[]; bounds: object }>('hiddenWindow')
    expect(seen).toMatchObject({ before: false, after: true, hidden: false, destroyed: true })
    expect(seen.bounds).toMatchObject({ width: 640, height: 480 })
    const order = ['did-start-navigation', 'did-finish-load', 'loaded', 'show', 'hide', 'closed']
    expect(seen.events.filter((event) => order.includes(event))).toEqual(order)
    expect(seen.events).toContain('ready-to-show')
    // destroy() asks nobody.
    expect(seen.events).not.toContain('close')
  })

  test('stays when its close is refused, and is gone after one that is not', async ({ shared }) => {
    const seen = await shared.run<{ events: string[] }>('refusedClose')
    expect(seen).toMatchObject({ stays: true, goes: true })
    const order = ['close', 'close', 'closed']
    expect(seen.events.filter((event) => order.includes(event))).toEqual(order)
    expect(seen.events).toContain('contents destroyed')
  })
})

test.describe('a window', () => {
  test('that is hidden is shown by maximize()', async ({ shared }) => {
    const seen = await shared.run<{ visible: boolean; events: string[] }>('maximizeHidden')
    expect(seen.visible).toBe(true)
    expect(seen.events).toContain('show')
  })

  test('says when it has entered full screen, and when it has left', async ({ shared }) => {
    expect(await shared.run('fullScreen')).toEqual({ filled: true, after: false })
  })

  test('that a page opens is throttled, whatever its options say, until it is told not to be', async ({
    shared,
  }) => {
    const seen = { own: false, asOpened: true, whenTold: false }
    expect(await shared.run('throttling')).toEqual(seen)
  })
})

test.describe('a window of a window manager', () => {
  test('is minimised and restored, and tells when that has happened', async ({ shared }) => {
    expect(await shared.run('minimisedWindow')).toEqual({ minimised: true, restored: true })
  })

  test('floats as far as the system knows how', async ({ shared }) => {
    await shared.run('floatingWindow')
    await expect
      .poll(() => shared.run('floatingState'))
      .toEqual({
        contentProtected: process.platform !== 'linux',
        onTop: true,
        onAllWorkspaces: process.platform !== 'win32',
      })
    await shared.run('closeFloating')
  })
})

test.describe('the system', () => {
  test('tells of sleep, and is kept awake while asked', async ({ shared }) => {
    await shared.app.power('suspend')
    await shared.app.power('resume')
    await expect.poll(() => shared.run('early')).toMatchObject({ power: ['suspend', 'resume'] })
    expect(await shared.run('blocker')).toEqual({ started: true, after: false })
  })

  test('follows the theme that was chosen', async ({ shared }) => {
    expect(await shared.run('theme', 'dark')).toEqual({ source: 'dark', dark: true })
    expect(await shared.run('theme', 'light')).toEqual({ source: 'light', dark: false })
    expect(await shared.run('theme', 'system')).toMatchObject({ source: 'system' })
  })

  test('keeps what is copied', async ({ shared }) => {
    expect(await shared.run('clipboard', 'K7MQ-4QXP-9TDA ä')).toBe('K7MQ-4QXP-9TDA ä')
    expect(await shared.app.clipboard()).toBe('K7MQ-4QXP-9TDA ä')
  })

  test('opens links outside', async ({ shared }) => {
    await shared.run('openOutside', 'https://outside.example/')
    expect(await shared.app.openedOutside()).toContain('https://outside.example/')
  })

  test('asks a question and answers with the number of the button', async ({ shared }) => {
    const answered = shared.run('ask')
    const question = await shared.app.nextQuestion()
    expect(question).toMatchObject({ message: 'Well?', detail: 'Really', buttons: ['No', 'Yes'] })
    question.answer('Yes')
    expect(await answered).toMatchObject({ response: 1 })
  })

  test('has displays with room for windows', async ({ shared }) => {
    const { known, displays } = await shared.run<{
      known: boolean
      displays: { bounds: { width: number }; workArea: { width: number }; scaleFactor: number }[]
    }>('screens')
    expect(known).toBe(true)
    for (const { bounds, workArea, scaleFactor } of displays) {
      expect(workArea.width).toBeGreaterThan(0)
      expect(workArea.width).toBeLessThanOrEqual(bounds.width)
      expect(scaleFactor).toBeGreaterThan(0)
    }
  })

  test('has a tray whose menu is what it was given', async ({ shared }) => {
    await shared.run('tray')
    const { tooltip, items } = await shared.app.tray()
    expect(tooltip).toBe('a tray')
    expect(items).toMatchObject([
      { label: 'Press', checked: null, enabled: true },
      { label: 'Switch', checked: true },
      { label: 'More', items: [{ label: 'Inner', enabled: false }, { label: 'Deep' }] },
    ])
    await shared.app.chooseInTray('Press')
    await shared.app.chooseInTray('More', 'Deep')
    expect(await shared.run('pressed')).toEqual(['Press', 'Deep'])
    await shared.run('removeTray')
  })

  test('labels roles in English, whatever its own language, unless the app gives a label', async ({
    launch,
  }) => {
    const { run } = await launch({ locale: 'de-DE' })
    expect(await run('roleLabels')).toEqual([
      'Edit',
      'Copy',
      'Select All',
      'Actual Size',
      'Toggle Full Screen',
      'Beenden',
    ])
  })

  test('lends a key that works everywhere, until it is given back', async ({ shared }) => {
    expect(await shared.run('shortcut')).toEqual({ registered: true, held: true, after: false })
  })
})

test('a secret comes back, and its first letters name the key, on Linux', async ({ shared }) => {
  const sealed = await shared.run<{ tag: string; readable: boolean; result: string; refusal: string }>(
    'seal',
    'open sesame',
  )
  // Also where there is no keyring.
  expect(sealed).toMatchObject({ available: true, readable: false, result: 'open sesame' })
  expect(sealed.refusal).toContain('Error while decrypting')
  if (process.platform === 'linux') expect(['v10', 'v11', 'v12']).toContain(sealed.tag)
})

test('on Linux a link scheme needs a desktop file of the app’s name whose program is there', async ({
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'other systems know the program itself')
  const folder = mkdtempSync(join(tmpdir(), 'visavis-links-'))
  const env = { XDG_DATA_HOME: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'config') }
  try {
    const refused = { before: false, set: false, after: false }
    expect(await (await launch({ env })).run('linkScheme')).toEqual(refused)
    const file = join(env.XDG_DATA_HOME, 'applications/net.visavis.contract.desktop')
    mkdirSync(dirname(file), { recursive: true })
    const entry = (program: string) =>
      `[Desktop Entry]\nType=Application\nName=Contract\nExec="${program}" %U\nMimeType=x-scheme-handler/visavis-contract;\n`
    writeFileSync(file, entry('/nowhere/program'))
    expect(await (await launch({ env })).run('linkScheme')).toEqual(refused)
    writeFileSync(file, entry(process.execPath))
    expect(await (await launch({ env })).run('linkScheme')).toEqual({ before: false, set: true, after: true })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.describe('the display server', () => {
  test('of Linux is on the command line when the app starts', async ({ shared }) => {
    test.skip(process.platform !== 'linux', 'other systems have one display server')
    expect(await shared.run('ozonePlatform')).toBe('x11')
  })

  test('Wayland tells nobody where a window is or whether it is minimised, and keeps none on top', async ({
    launch,
  }) => {
    const program = await launch({ env: waylandEnv })
    test.skip(program.app.kind === 'electron', 'there is no Wayland compositor here')
    expect(await program.run('ozonePlatform')).toBe('wayland')
    expect(await program.run('placedWindow')).toEqual({
      x: 0,
      y: 0,
      width: 600,
      onTop: false,
      minimized: false,
      told: false,
    })
  })

  test('Wayland has keys through a portal, which always says yes and gives nothing back', async ({
    launch,
  }) => {
    const program = await launch({ env: waylandEnv })
    test.skip(program.app.kind === 'electron', 'there is no Wayland compositor here')
    expect(await program.run('unregister')).toEqual({ registered: true, held: true })
  })
})

test.describe('the end', () => {
  test('comes in order: asked, windows closed, asked again, over', async ({ launch }) => {
    const { app, run } = await launch()
    await run('quit')
    expect(await app.ended).toBe(0)
    expect(notesOf(app)).toEqual(['before-quit', 'will-quit', 'quit'])
  })

  test('does not come when a window refuses to close', async ({ launch }) => {
    const { app, run } = await launch()
    await run('refuseNextQuit')
    await run('quit')
    await expect.poll(() => notesOf(app)).toEqual(['before-quit'])
    expect(await run('windows')).toBe(1)
    await run('quit')
    expect(await app.ended).toBe(0)
    expect(notesOf(app)).toEqual(['before-quit', 'before-quit', 'will-quit', 'quit'])
  })

  test('closes every window but the one that refuses', async ({ launch }) => {
    const { app, run } = await launch()
    await run('secondWindow')
    expect(await run('windows')).toBe(2)
    await run('refuseNextQuit')
    await run('quit')
    await expect.poll(() => run('windows')).toBe(1)
    expect(notesOf(app)).toEqual(['before-quit'])
  })

  test('closes no window when it is refused before', async ({ launch }) => {
    const { app, run } = await launch()
    await run('secondWindow')
    await run('refuseBeforeQuit')
    await app.quit()
    await expect.poll(() => notesOf(app)).toEqual(['before-quit'])
    expect(await run('windows')).toBe(2)
    await app.quit()
    expect(await app.ended).toBe(0)
    expect(notesOf(app)).toEqual(['before-quit', 'before-quit', 'will-quit', 'quit'])
  })

  test('of the last window is told, and is the app’s to act on', async ({ launch }) => {
    const { app } = await launch()
    await app.closeWindow()
    await expect.poll(() => notesOf(app)).toEqual(['window-all-closed'])
  })
})

test('a second start has no lock; the first hears its arguments', async ({ launch }) => {
  const { app } = await launch()
  await app.secondInstance(['visavis://join/K7MQ-4QXP-9TDA'])
  await expect
    .poll(() => notesOf(app).sort())
    .toEqual(
      expect.arrayContaining(['second start has no lock', 'second-instance visavis://join/K7MQ-4QXP-9TDA']),
    )
})

test('the stand-in names what it does not do, instead of shrugging', async ({ shared }) => {
  test.skip(shared.app.kind === 'electron', 'Electron does it all')
  const complaints = await shared.run<string[]>('unknown')
  for (const complaint of complaints) expect(complaint).toMatch(/^the Electron stand-in has no /)
})
