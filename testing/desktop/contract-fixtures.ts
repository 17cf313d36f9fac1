import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test as base } from 'playwright/test'
import { testingFolder } from '../paths.ts'
import type { DesktopApp, DesktopOptions } from './desktop-app.ts'
import { launchDesktop } from './launch-desktop.ts'

/** The small program of contract-program/, running. */
export interface ContractProgram {
  readonly app: DesktopApp
  readonly page: Page
  /** Calls one of its steps, in its main process, and returns what that returned. */
  run<Result>(step: string, ...args: readonly unknown[]): Promise<Result>
}

interface WorkerFixtures {
  /** One program for all tests that leave it as they found it. */
  readonly shared: ContractProgram
}
interface TestFixtures {
  /** A program of a test's own. */
  readonly launch: (options?: Partial<DesktopOptions>) => Promise<ContractProgram>
}

export async function startProgram(options: Partial<DesktopOptions> = {}): Promise<ContractProgram> {
  const program = join(testingFolder, 'desktop/contract-program')
  const app = await launchDesktop({ person: 'ada', program, ...options })
  const page = await app.firstWindow()
  await page.getByTestId('contract').waitFor()
  return { app, page, run: (step, ...args) => page.evaluate(runStep, [step, ...args]) as Promise<never> }
}

function runStep([step = '', ...args]: unknown[]): Promise<unknown> {
  const { contract } = globalThis as unknown as {
    contract: { run(step: unknown, ...args: unknown[]): Promise<unknown> }
  }
  return contract.run(step, ...args)
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  shared: [
    async ({}, use) => {
      const program = await startProgram()
      console.log(
        `The contract of Electron is tried on ${program.app.kind === 'electron' ? 'Electron' : 'the stand-in'}.`,
      )
      await use(program)
      await program.app.kill()
    },
    { scope: 'worker' },
  ],

  launch: async ({}, use) => {
    const running: ContractProgram[] = []
    await use(async (options) => {
      const program = await startProgram(options)
      running.push(program)
      return program
    })
    for (const { app } of running) await app.kill()
  },
})

export { expect }
