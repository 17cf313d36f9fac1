import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { root } from '../testing/setup/build-app.ts'

const Lockfile = v.object({
  packages: v.record(
    v.string(),
    v.object({
      integrity: v.optional(v.string()),
      resolved: v.optional(v.string()),
      link: v.optional(v.boolean()),
      inBundle: v.optional(v.boolean()),
      hasInstallScript: v.optional(v.boolean()),
    }),
  ),
})
const Manifest = v.object({
  allowScripts: v.record(v.string(), v.boolean()),
  workspaces: v.array(v.string()),
})

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))

const { packages } = v.parse(Lockfile, read('package-lock.json'))
const { allowScripts, workspaces } = v.parse(Manifest, read('package.json'))

describe('package-lock.json', () => {
  // The project itself and its workspaces come from this repository, everything else from the registry.
  const foreign = Object.entries(packages).filter(
    ([path, { link }]) => path !== '' && link !== true && !workspaces.includes(path),
  )

  it('names the SHA-512 of every package, also of those for other systems', () => {
    expect(foreign.length).toBeGreaterThan(700)
    const without = foreign.filter(
      ([, { integrity, inBundle }]) =>
        // What is in a bundle arrives in the archive of another package, whose hash covers it.
        inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    )
    expect(without.map(([path]) => path)).toEqual([])
  })

  it('names no other source than the public registry', () => {
    const elsewhere = foreign.filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    )
    expect(elsewhere.map(([path, { resolved }]) => `${path}: ${resolved ?? ''}`)).toEqual([])
  })

  it('has no package with an install script that was not decided about', () => {
    const names = foreign
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    expect(Object.keys(allowScripts).sort()).toEqual([...new Set(names)].sort())
  })
})
