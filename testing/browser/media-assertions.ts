import type { Locator } from 'playwright'
import { expect } from './fixtures.ts'
import type { Seen } from '../media/recognise-picture.ts'
import type { WatchReport } from './in-page/frame-watch.ts'
import { people, type PersonName } from '../media/people.ts'
import type { User, UserClient } from './user.ts'

/** How far a spectrum's strongest bin may be from the tone: two bins of a 4096-point transform at 48 kHz. */
const toneTolerance = 24

export function look(video: Locator): Promise<Seen> {
  return video.evaluate((element) => visavisProbe.look(element))
}

async function lookAtAll(videos: Locator): Promise<Seen[]> {
  return videos.evaluateAll((elements) => elements.map((element) => visavisProbe.look(element)))
}

/** Names of the people whose patterns these videos show, in alphabetical order. */
async function peopleOn(videos: Locator): Promise<string[]> {
  const seen = await lookAtAll(videos)
  return seen.map(({ picture }) => (picture.kind === 'person' ? picture.person : 'nobody')).sort()
}

/** The video shows this person's pattern, not mirrored, and its frames advance. */
export async function expectMovingPictureOf(video: Locator, person: PersonName): Promise<void> {
  await expect
    .poll(async () => (await look(video)).picture)
    .toMatchObject({ kind: 'person', person, mirrored: false })
  const numbers = new Set<number>()
  await expect
    .poll(
      async () => {
        const { picture } = await look(video)
        if (picture.kind === 'person') numbers.add(picture.frame)
        return numbers.size
      },
      { message: `the picture of ${person} moves`, intervals: [70, 90, 110, 130] },
    )
    .toBeGreaterThan(3)
}

/** The user is connected to exactly these others, and receives moving video and the tone of each. */
export async function expectToSeeAndHear(
  person: User<UserClient>,
  others: readonly PersonName[],
): Promise<void> {
  const { call } = person
  await expect.poll(() => call.connectionStates()).toEqual(others.map(() => 'connected'))
  await expect.poll(() => peopleOn(call.remoteVideos)).toEqual([...others].sort())
  for (const other of others) {
    const video = await videoOf(person, other)
    await expectMovingPictureOf(video, other)
    await expectToHear(video, other)
  }
}

/** The video element that shows the other person's camera. */
export async function videoOf(person: User<UserClient>, other: PersonName): Promise<Locator> {
  const { remoteVideos } = person.call
  const seen = await lookAtAll(remoteVideos)
  const index = seen.findIndex(({ picture }) => picture.kind === 'person' && picture.person === other)
  expect(index, `${person.name} sees ${other}`).toBeGreaterThanOrEqual(0)
  return remoteVideos.nth(index)
}

export async function expectToHear(element: Locator, person: PersonName): Promise<void> {
  const distance = async (): Promise<number> => {
    const { toneHz } = await element.evaluate((video) => visavisProbe.listen(video))
    return toneHz === null ? Infinity : Math.abs(toneHz - people[person].toneHz)
  }
  await expect.poll(distance, { message: `${person}'s voice` }).toBeLessThanOrEqual(toneTolerance)
}

export async function expectSilence(element: Locator): Promise<void> {
  await expect
    .poll(async () => (await element.evaluate((video) => visavisProbe.listen(video))).toneHz, {
      message: 'silence',
    })
    .toBeNull()
}

/** The video moved, and no gap between frames was longer than this plus twice the time that the machine itself stalled. */
export function expectSteady(report: WatchReport, longestGapMs = 1000): void {
  expect(report, 'the picture moved').toMatchObject({ frozen: false })
  expect(report.longestGapMs, 'longest time without a new frame').toBeLessThan(
    longestGapMs + 2 * report.longestStallMs,
  )
}

/** Measures the gaps between the frames of a video while an action runs. */
export async function watchDuring(video: Locator, action: () => Promise<void>): Promise<WatchReport> {
  // The same element is read at the end: a tile that was removed and created again would be a visible flicker.
  const element = await video.elementHandle()
  await element.evaluate((node) => visavisProbe.startWatch(node as Element))
  await action()
  return element.evaluate((node) => visavisProbe.stopWatch(node as Element))
}
