import { fileURLToPath } from 'node:url'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

export const projectFolder = fromRoot('')
export const testingFolder = fromRoot('testing')
/** Generated media and browser profiles; never committed, safe to delete. */
export const cacheFolder = fromRoot('.cache/e2e')
/** A picture of every state the suites pass through, for people to look at; never committed. */
export const screenshotFolder = fromRoot('screenshots')
/** The built web client; VISAVIS_WEB_CLIENT names another build to try. */
export const webClientFolder = process.env['VISAVIS_WEB_CLIENT'] ?? fromRoot('out/renderer')
export const serverCli = fromRoot('signaling-server/src/cli.ts')
