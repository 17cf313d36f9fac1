import fc from 'fast-check'
import { it } from 'vitest'
import { Attack } from '../../testing/hostile/attack.ts'
import { hostileAction } from '../../testing/hostile/hostile-actions.ts'
import { expectNothingLeft, expectUnharmed } from '../../testing/hostile/invariants.ts'

/**
 * A member who has the room code and says anything, in any order, from several seats, against two people who only want
 * to talk. The whole core runs, and the rooms of the real server; only crypto, media and peer connections are fakes.
 *
 * To add a kind of message or a way to misbehave: write an `action` in testing/hostile/hostile-actions.ts and put it
 * into one of its lists. It takes ids from `Attack`, which knows everything that was ever said. To add something that
 * must hold: write it into `expectUnharmed` (after every step) or `expectNothingLeft` (after the call), in
 * testing/hostile/invariants.ts. A new limit gets a test in hostile-limits.test.ts.
 *
 * More runs: VISAVIS_HOSTILE_RUNS=5000 npx vitest run hostile-member. fast-check prints the seed and the path of a run that has
 * failed; give both to `fc.assert` to repeat it.
 */
const runs = Number(process.env['VISAVIS_HOSTILE_RUNS'] ?? 200)

it(
  'harms nobody, whatever a member says from however many seats',
  { timeout: 20_000 + runs * 200 },
  async () => {
    const run = fc.record({
      between: fc.boolean(),
      actions: fc.array(hostileAction, { minLength: 1, maxLength: 12, size: 'max' }),
      leave: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(run, async ({ between, actions, leave }) => {
        const attack = await Attack.begin(between)
        for (const action of actions) {
          await action.perform(attack)
          // What is drawn waits for 100 ms at most.
          await attack.world.pass(150)
          expectUnharmed(attack)
        }

        if (leave) for (const seat of attack.mallory.seats) seat.leave()
        attack.hangUp()
        await attack.world.settle()
        expectNothingLeft(attack)
        // Nor does anything of a later call, in another room, go to somebody who was in this one.
        await attack.ada.startCall()
        await attack.world.settle()
        expectNothingLeft(attack)
      }),
      { numRuns: runs },
    )
  },
)
