import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, testingFolder } from '../paths.ts'
import {
  bar,
  blackCorner,
  counterBits,
  counterBlock,
  framesInLoop,
  whiteCorner,
  type Box,
} from './pattern.ts'
import { people, screenPatterns, type PersonName, type Rgb, type ScreenPatternName } from './people.ts'

/** The smallest, at half the frame rate, is for rooms of several people: this machine plays all of them at once. */
export type PictureSize = '320x240' | '640x480' | '1280x720'

const framesPerSecond: Readonly<Record<PictureSize, number>> = {
  '320x240': 15,
  '640x480': 30,
  '1280x720': 30,
}

const run = promisify(execFile)

/** The camera file of a person: uncompressed, because decoding a compressed one would cost the CPU under test. */
export function cameraFile(person: PersonName, size: PictureSize): Promise<string> {
  return make(`${person}-${size}.y4m`, cameraArguments(person, size))
}

/** The microphone file of a person: one second that repeats without a seam. */
export function microphoneFile(person: PersonName): Promise<string> {
  return make(`${person}.wav`, microphoneArguments(person))
}

export function screenFile(pattern: ScreenPatternName): Promise<string> {
  return make(`${pattern}.png`, screenArguments(pattern))
}

export async function makeAllMedia(): Promise<void> {
  for (const person of Object.keys(people) as PersonName[]) {
    await microphoneFile(person)
    await cameraFile(person, '320x240')
    await cameraFile(person, '640x480')
  }
  await cameraFile('ada', '1280x720')
  await cameraFile('ben', '1280x720')
  await screenFile('screen-dusk')
  await screenFile('screen-dawn')
}

/** Files are kept from run to run, in a folder named after what they are made from. */
async function make(name: string, ffmpegArguments: readonly string[]): Promise<string> {
  const folder = join(cacheFolder, `media-${recipeHash()}`)
  const file = join(folder, name)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  // Written under another name first: a run that is interrupted leaves no half file that a later one would trust.
  const unfinished = join(folder, `unfinished-${process.pid}-${name}`)
  await run('ffmpeg', ['-v', 'error', '-y', ...ffmpegArguments, unfinished])
  renameSync(unfinished, file)
  return file
}

function recipeHash(): string {
  const hash = createHash('sha256')
  for (const source of ['people.ts', 'pattern.ts', 'make-media.ts']) {
    hash.update(readFileSync(join(testingFolder, 'media', source)))
  }
  return hash.digest('hex').slice(0, 12)
}

function cameraArguments(person: PersonName, size: PictureSize): string[] {
  const background = `color=c=${hex(people[person].colour)}:s=${size}:r=${framesPerSecond[size]}`
  const [width = 0, height = 0] = size.split('x').map(Number)
  const box = ({ x, y, width: w, height: h }: Box, colour: string, when = ''): string =>
    `drawbox=x=${Math.round(x * width)}:y=${Math.round(y * height)}:w=${Math.round(w * width)}` +
    `:h=${Math.round(h * height)}:color=${colour}:t=fill${when}`
  const counter = Array.from({ length: counterBits }, (_, bit) => [
    box(counterBlock(bit), 'black'),
    box(counterBlock(bit), 'white', `:enable='mod(floor(n/${2 ** bit}),2)'`),
  ]).flat()
  const still = [box(whiteCorner, 'white'), box(blackCorner, 'black'), ...counter].join(',')
  const barSize = `${Math.round(bar.width * width)}x${Math.round(bar.height * height)}`
  return [
    ...['-f', 'lavfi', '-i', background],
    ...['-f', 'lavfi', '-i', `color=c=white:s=${barSize}:r=${framesPerSecond[size]}`],
    '-filter_complex',
    `[0:v][1:v]overlay=x='W*mod(n,${framesInLoop})/${framesInLoop}':y=${Math.round(bar.y * height)},${still}`,
    ...['-frames:v', String(framesInLoop), '-pix_fmt', 'yuv420p'],
  ]
}

/** Five pulses a second with soft edges: a steady tone would be taken for noise and suppressed. */
function microphoneArguments(person: PersonName): string[] {
  const pulse = `pow(max(0,sin(2*PI*5*t)),0.25)`
  const wave = `aevalsrc='0.5*sin(2*PI*${people[person].toneHz}*t)*${pulse}':s=48000:d=1`
  return ['-f', 'lavfi', '-i', wave, '-c:a', 'pcm_s16le']
}

function screenArguments(pattern: ScreenPatternName): string[] {
  const colours = screenPatterns[pattern].quadrants.map((colour) => colour.replace('#', '0x'))
  const corner = (index: number): string =>
    `drawbox=x=${(index % 2) * 640}:y=${Math.floor(index / 2) * 400}:w=640:h=400:color=${colours[index] ?? ''}:t=fill`
  const picture = `color=c=black:s=1280x800,format=rgb24,${[0, 1, 2, 3].map(corner).join(',')}`
  return ['-f', 'lavfi', '-i', picture, '-frames:v', '1']
}

function hex(colour: Rgb): string {
  return `0x${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
