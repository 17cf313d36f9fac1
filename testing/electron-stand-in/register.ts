/** `node --import tsx --import …/register.ts main.js`: gives main.js this folder when it imports `electron`. */
import { register } from 'node:module'

const standIn = new URL('./index.ts', import.meta.url).href
const hook = `export function resolve(specifier, context, next) {
  return next(specifier === 'electron' ? ${JSON.stringify(standIn)} : specifier, context)
}`
register(`data:text/javascript,${encodeURIComponent(hook)}`)

// Before the app, so that it sees its first steps.
if (process.env['VISAVIS_START_TRACE'] !== undefined) await import('./start-trace.ts')

// What Electron adds to Node's process and the app uses.
Object.assign(process, { getSystemVersion: () => '0.0.0', resourcesPath: '' })
