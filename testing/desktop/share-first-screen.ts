import type { DesktopApp } from './desktop-app.ts'

/** Chooses the first screen in the tray's menu, whatever the system calls it: the screen of Xvfb has no name. */
export async function shareFirstScreen(app: DesktopApp): Promise<void> {
  const { items } = await app.tray()
  const screen = items.find(({ label }) => label === 'Share screen')?.items[0]
  if (!screen) throw new Error('the tray offers no screen')
  await app.chooseInTray('Share screen', screen.label)
}
