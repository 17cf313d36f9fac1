import { mountApp } from '../../features/mount.ts'
import {
  createFakeCallApp,
  createFakePorts,
  withoutDesktop,
  type FakeCallApp,
  type FakePorts,
} from './fakeApp.ts'
import { scenes } from './scenes.ts'

/**
 * The real interface over a call app that is fed by hand, one state at a time:
 * `?scene=call-2&theme=dark&language=de`. Without a scene: the list of them.
 */
declare global {
  interface Window {
    gallery?: { app: FakeCallApp; ports: FakePorts; sceneNames: string[] }
  }
}

const query = new URLSearchParams(location.search)
const element = document.querySelector('#app')
const make = scenes[query.get('scene') ?? '']

if (element && make) {
  const scene = make()
  const theme = query.get('theme')
  const app = createFakeCallApp(scene.state)
  const ports = createFakePorts({
    language: query.get('language') ?? 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    ...scene.preferences,
  })
  for (const [id, level] of Object.entries(scene.levels ?? {})) ports.setLevel(id, level)
  scene.prepare?.(ports)
  await mountApp(app, scene.web ? withoutDesktop(ports) : ports, element)
  if (scene.settings) await openSettings(scene.settings)
  for (const [id, text] of Object.entries(scene.typed ?? {})) {
    const field = await there(`[data-testid="${id}"]`)
    if (!(field instanceof HTMLInputElement)) throw new Error(`${id} is no field`)
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  for (const id of scene.click ?? []) (await there(`[data-testid="${id}"]`)).click()
  scene.notices?.forEach((notice) => app.notify(notice))
  window.gallery = { app, ports, sceneNames: Object.keys(scenes) }
  if (scene.listing) setTimeout(() => ports.pick({ status: 'listing' }), 300)
  if (scene.offered) {
    const { offered } = scene
    setTimeout(() => ports.offer(offered), 300)
  }
} else if (element) {
  for (const name of Object.keys(scenes)) {
    const link = document.createElement('a')
    link.href = `?scene=${name}`
    link.textContent = name
    link.style.display = 'block'
    element.append(link)
  }
}

async function openSettings(at: string): Promise<void> {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: ',', ctrlKey: true }))
  await there('[data-testid="settings"]')
  if (at !== 'list') (await there(`[data-section="${at}"]`)).click()
}

/** The element, as soon as it is there. */
async function there(selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = document.querySelector<HTMLElement>(selector)
    if (found) return found
    await new Promise(requestAnimationFrame)
  }
}
