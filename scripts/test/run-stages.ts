import type { Tally } from './tally.ts'

/** Takes what a command prints. Undefined: it prints to the terminal itself. */
export type Collect = ((text: string) => void) | undefined

/** One step of `npm test`. It prints as it goes, or to `collect`, and reports what became of it. */
export interface Stage {
  readonly name: string
  readonly run: (collect: Collect) => Promise<Tally>
}

export interface Outcome {
  readonly name: string
  readonly tally: Tally
  readonly seconds: number
}

/** What running needs of the world. */
export interface Surroundings {
  readonly print: (text: string) => void
  /** Milliseconds. */
  readonly now: () => number
}

/** Runs one group after the other, and the stages of a group side by side. None wanted: all of them. */
export async function runStages(
  groups: readonly (readonly Stage[])[],
  wanted: readonly string[],
  surroundings: Surroundings,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const group of groups) {
    const chosen = group.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    const run = chosen.length > 1 ? runQuietly : runAloud
    outcomes.push(...(await Promise.all(chosen.map((stage) => run(stage, surroundings)))))
  }
  return outcomes
}

/** Prints as it goes. */
function runAloud(stage: Stage, surroundings: Surroundings): Promise<Outcome> {
  surroundings.print(`\n── ${stage.name} ──`)
  return timed(stage, undefined, surroundings)
}

/** Prints everything at its end, so that stages that run side by side do not mix their lines. */
async function runQuietly(stage: Stage, surroundings: Surroundings): Promise<Outcome> {
  const texts: string[] = []
  const outcome = await timed(stage, (text) => texts.push(text), surroundings)
  surroundings.print(`\n── ${stage.name} ──\n${texts.join('')}`)
  return outcome
}

async function timed({ name, run }: Stage, collect: Collect, { now }: Surroundings): Promise<Outcome> {
  const startedAt = now()
  const tally = await run(collect)
  return { name, tally, seconds: Math.round((now() - startedAt) / 1000) }
}
