import { BareRelay } from '../testing/bare-call/bare-relay.ts'
import { people } from '../testing/media/people.ts'
import { expect, test } from '../testing/browser/fixtures.ts'

/** Checks the picture and tone recognisers on a bare connection, without the product. */
test('pictures and voices are told apart over a bare connection', async ({ launch }) => {
  const relay = await BareRelay.start()
  try {
    const ada = await launch({ person: 'ada' })
    const ben = await launch({ person: 'ben' })
    for (const { page } of [ada, ben]) {
      await page.goto(relay.url('instruments'))
      await expect(page.getByTestId('enter-call')).toBeEnabled()
    }
    // One waits in the room, the other joins, as in a call.
    await ada.page.getByTestId('enter-call').click()
    await ada.page.locator('.in-call').waitFor({ state: 'attached' })
    await ben.page.getByTestId('enter-call').click()
    for (const [{ page }, other] of [
      [ada, 'ben'],
      [ben, 'ada'],
    ] as const) {
      const remote = page.getByTestId('remote-video')
      await expect
        .poll(() => remote.evaluate((video) => visavisProbe.look(video).picture))
        .toMatchObject({ kind: 'person', person: other, mirrored: false })
      await expect
        .poll(async () => (await remote.evaluate((video) => visavisProbe.listen(video))).toneHz)
        .toBeGreaterThan(people[other].toneHz - 25)
      const { toneHz, level } = await remote.evaluate((video) => visavisProbe.listen(video))
      expect(toneHz).toBeLessThan(people[other].toneHz + 25)
      expect(level).toBeGreaterThan(0.02)
      await remote.evaluate((video) => visavisProbe.startWatch(video))
      const moving = async (): Promise<number> =>
        remote.evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)
      const before = await moving()
      await expect.poll(moving).toBeGreaterThan(before + 20)
      const report = await remote.evaluate((video) => visavisProbe.stopWatch(video))
      expect(report).toMatchObject({ frozen: false })
      expect(report.longestGapMs).toBeLessThan(1000)
    }
  } finally {
    await relay.stop()
  }
})
