import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { whileLocked } from './lock.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visavis-lock-'))
  file = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('names its holder while the work is done, and is gone afterwards, also after a failure', () => {
  expect(whileLocked(file, () => readFileSync(file, 'utf8'))).toBe(String(process.pid))
  expect(existsSync(file)).toBe(false)
  const failing = () =>
    whileLocked(file, () => {
      throw new Error('broken')
    })
  expect(failing).toThrow('broken')
  expect(existsSync(file)).toBe(false)
})

it('is taken over from one that has died', () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(file, String(pid))
  expect(whileLocked(file, () => 'done')).toBe('done')
})

it('waits for one that lives', async () => {
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(file, String(holder.pid))
  const module = JSON.stringify(join(import.meta.dirname, 'lock.ts'))
  const program = `import { whileLocked } from ${module}; whileLocked(${JSON.stringify(file)}, () => console.log('mine'))`
  const waiter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program])
  let said = ''
  waiter.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  expect(said).toBe('')
  expect(readFileSync(file, 'utf8')).toBe(String(holder.pid))
  holder.kill()
  const [code] = (await once(waiter, 'exit')) as [number]
  expect([code, said]).toEqual([0, 'mine\n'])
})
