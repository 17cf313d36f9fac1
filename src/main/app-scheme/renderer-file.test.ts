import { join, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppUrl } from './app-origin.ts'
import { rendererFile } from './renderer-file.ts'

const folder = join(sep, 'opt', 'visavis', 'renderer')

describe('rendererFile', () => {
  it.each([
    ['app://visavis/', 'index.html', 'text/html; charset=utf-8'],
    ['app://visavis/index.html#K7MQ', 'index.html', 'text/html; charset=utf-8'],
    ['app://visavis/assets/index-B2.js?x=1', join('assets', 'index-B2.js'), 'text/javascript; charset=utf-8'],
    ['app://visavis/assets/inter.woff2', join('assets', 'inter.woff2'), 'font/woff2'],
    ['app://visavis/a%20b.svg', 'a b.svg', 'image/svg+xml'],
  ])('finds %s', (url, name, contentType) => {
    expect(rendererFile(folder, url)).toEqual({ path: join(folder, name), contentType })
  })

  it.each([
    'app://visavis/..%2f..%2fetc%2fpasswd.html',
    'app://visavis/..%5c..%5csecret.js',
    'app://visavis/C:%5csecret.js',
    'app://visavis/index.html%00.js',
    'app://visavis/.env.json',
    'app://visavis/assets/.hidden/x.js',
    'app://visavis/%E0%A4%A.js',
    'app://visavis/assets/',
    'app://visavis/program.exe',
    'not an address',
  ])('refuses %s', (url) => {
    expect(rendererFile(folder, url)).toBeUndefined()
  })

  it('never leaves the folder', () => {
    const part = fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', 'a', 'b.js', '/', '//', '%00', ':')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const file = rendererFile(folder, `app://visavis/${parts.join('/')}`)
        return file === undefined || file.path.startsWith(folder + sep)
      }),
    )
  })
})

describe('isAppUrl', () => {
  it.each(['app://visavis', 'app://visavis/', 'app://visavis/index.html#x'])('knows %s', (url) => {
    expect(isAppUrl(url)).toBe(true)
  })
  it.each([
    '',
    'null',
    'app://other/',
    'app://visavis.evil/',
    'app://a@visavis/',
    'https://visavis/',
    'file:///x',
  ])('does not know %j', (url) => {
    expect(isAppUrl(url)).toBe(false)
  })
})
