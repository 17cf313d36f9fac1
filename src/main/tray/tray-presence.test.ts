import { describe, expect, it, vi } from 'vitest'
import { createTrayPresence, runProgram, type RunProgram } from './tray-presence.ts'

describe('a tray', () => {
  it.each([
    ['a panel that shows icons, told by dbus-send', { 'dbus-send': '   variant       boolean true\n' }, true],
    ['no panel', { 'dbus-send': '   variant       boolean false\n' }, false],
    ['a panel, told by gdbus alone', { gdbus: '(<true>,)\n' }, true],
    ['nobody to ask', {}, false],
  ])('on Linux with %s', async (_name, answers: Readonly<Record<string, string>>, there) => {
    const run: RunProgram = (program) => {
      const answer = answers[program]
      return answer === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(answer)
    }
    const presence = createTrayPresence('linux', run)
    expect(presence.there).toBe(false)
    await presence.look()
    expect(presence.there).toBe(there)
  })

  it('is sure to be there elsewhere, and nobody is asked', async () => {
    const run = vi.fn<RunProgram>()
    for (const platform of ['mac', 'windows'] as const) {
      const presence = createTrayPresence(platform, run)
      await presence.look()
      expect(presence.there).toBe(true)
    }
    expect(run).not.toHaveBeenCalled()
  })

  it('programs that fail or are not there are no answer', async () => {
    await expect(runProgram('visavis-no-such-program', [])).rejects.toThrow()
    await expect(runProgram(process.execPath, ['-e', 'process.exit(1)'])).rejects.toThrow()
    expect(await runProgram(process.execPath, ['-e', 'console.log(true)'])).toBe('true\n')
  })
})
