import { homedir } from 'node:os'
import type { App } from 'electron'
import type { Platform } from '../../../shared/ipc.ts'
import type { LoginItem } from './login-item.ts'
import { createSystemLoginItem } from './system-login-item.ts'
import { createXdgLoginItem } from './xdg-login-item.ts'

/** Undefined for an app that is not installed: what it would have to start is a checkout of its sources. */
export function loginItemFor(app: App, platform: Platform, env: NodeJS.ProcessEnv): LoginItem | undefined {
  if (!app.isPackaged) return undefined
  if (platform !== 'linux') return createSystemLoginItem(app, platform)
  return createXdgLoginItem(env, homedir(), process.execPath)
}
