import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileLog } from './file-log.ts'
import { readLogFiles } from './log-files.ts'

let folder = ''
let printed: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visavis-log-'))
  printed = []
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const create = (options: { folder?: string; maxBytes?: number } = {}) =>
  createFileLog({ folder, now: () => new Date(0), print: (line) => printed.push(line), ...options })

it('writes a line for each event, with its time and its details, and prints it', async () => {
  const log = create({ folder: join(folder, 'logs') })
  log.info('started', { version: '1.2.3', tray: true })
  log.error('opened visavis://join/K7MQ4QXP9TDA')
  await log.flush()
  expect(await readFile(join(folder, 'logs/main.log'), 'utf8')).toBe(
    '1970-01-01T00:00:00.000Z info started version=1.2.3 tray=true\n' +
      '1970-01-01T00:00:00.000Z error opened visavis:[link]\n',
  )
  expect(printed).toEqual(['info started version=1.2.3 tray=true', 'error opened visavis:[link]'])
})

it('goes on where the last start ended, and keeps one old file', async () => {
  const first = create({ maxBytes: 150 })
  first.info('a'.repeat(50))
  await first.flush()
  const second = create({ maxBytes: 150 })
  second.info('b'.repeat(50))
  await second.flush()
  second.info('short')
  await second.flush()
  expect(await readFile(join(folder, 'main.old.log'), 'utf8')).toContain('aaa')
  expect(await readFile(join(folder, 'main.log'), 'utf8')).toContain('bbb')
  expect(await readLogFiles(folder)).toMatch(/a{50}\n.*b{50}\n.*short\n$/)
})

it('keeps the order of lines that come while it writes', async () => {
  const log = create()
  for (let number = 0; number < 50; number++) {
    log.info(`line ${number}`)
    if (number % 7 === 0) await Promise.resolve()
  }
  await log.flush()
  const numbers = [...(await readLogFiles(folder)).matchAll(/line (\d+)/g)].map(([, number]) =>
    Number(number),
  )
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, number) => number))
})

it('that cannot be written says so and stops nothing', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const log = create({ folder: file })
  log.info('started')
  await log.flush()
  expect(printed[1]).toMatch(/^error log not written/)
  log.info('goes on')
  await log.flush()
  expect(printed).toContain('info goes on')
})
