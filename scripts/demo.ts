import { Client } from '../testing/browser/client.ts'
import { makeAllMedia } from '../testing/media/make-media.ts'
import { people, type PersonName } from '../testing/media/people.ts'
import { User } from '../testing/browser/user.ts'
import { ServerProcess } from '../testing/processes/signaling-server.ts'
import { ensureWebClient } from '../testing/setup/ensure-web-client.ts'
import { ensureChromium } from '../testing/setup/ensure-chromium.ts'
import { ensureTools, whyWithout } from '../testing/setup/ensure-tools.ts'

/**
 * `npm run demo`: two people call each other on this machine, with a moving test picture and a tone. Prints what
 * each received; ends with 1 if the call did not work.
 */
async function main(): Promise<void> {
  const { version } = ensureChromium()
  ensureTools()
  const without = whyWithout('ffmpeg')
  if (without !== undefined) throw new Error(without)
  ensureWebClient()
  await makeAllMedia()
  const headed =
    process.env['DISPLAY'] !== undefined || process.platform === 'darwin' || process.platform === 'win32'
  console.log(`${version}, ${headed ? 'on your display' : 'without a display'}`)

  const server = await ServerProcess.start()
  const opened: Client[] = []
  try {
    const arrive = async (person: PersonName): Promise<User> => {
      const client = await Client.launch({ person, headed, instruments: ['first-frame', 'connections'] })
      opened.push(client)
      return new User(client)
    }
    const [ada, ben] = await Promise.all([arrive('ada'), arrive('ben')])
    const code = await ada.startCall(server.url)
    console.log(`Ada has started a call; the room code is ${code}`)
    await ben.joinCall(server.url, code)
    const firstFrameMs = await ben.client.page.evaluate(() => visavisFirstFrame)
    console.log(`Ben has joined; the first picture was there after ${Math.round(firstFrameMs)} ms\n`)
    const results = await Promise.all([report(ada, 'ben'), report(ben, 'ada')])
    process.exitCode = results.every(Boolean) ? 0 : 1
    console.log(process.exitCode === 0 ? '\nThe call works.' : '\nThe call did not work as it should.')
  } finally {
    await Promise.all(opened.map((client) => client.close()))
    await server.stop()
  }
}

/** Says what this person received of the other, and whether it was what the other sent. */
async function report(person: User, other: PersonName): Promise<boolean> {
  const video = person.call.remoteVideos.first()
  await video.waitFor({ timeout: 15_000 })
  const seen = await video.evaluate(async (element) => {
    visavisProbe.startWatch(element)
    const heard = await visavisProbe.listen(element, 5000)
    return { frames: visavisProbe.stopWatch(element), heard, picture: visavisProbe.look(element) }
  })
  const paths = await person.client.page.evaluate(() => visavisPaths())
  const { frames, heard, picture } = seen
  const rightPicture = picture.picture.kind === 'person' && picture.picture.person === other && !frames.frozen
  const rightTone = heard.toneHz !== null && Math.abs(heard.toneHz - people[other].toneHz) < 25
  const path = paths.map(({ local, remote, protocol, roundTripMs }) => {
    return `${local} to ${remote} over ${protocol}, round trip ${roundTripMs ?? 'unknown'} ms`
  })
  console.log(
    [
      `${person.name} receives`,
      `  picture      ${picture.width}×${picture.height} at ${frames.framesPerSecond} frames a second, ${rightPicture ? `${other}’s and moving` : 'NOT the right one'}`,
      `  sound        ${heard.toneHz ?? 'no'} Hz, level ${heard.level}, ${rightTone ? `${other}’s` : 'NOT the right one'}`,
      `  longest gap  ${frames.longestGapMs} ms between frames`,
      `  path         ${path.join('; ') || 'none'}`,
    ].join('\n'),
  )
  return rightPicture && rightTone && paths.length > 0
}

try {
  await main()
} catch (error) {
  console.error(`The call did not work: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
