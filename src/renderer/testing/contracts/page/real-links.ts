import { createSimplePeerLinks } from '../../../adapters/simple-peer-link.ts'
import type { StreamHandle, TrackHandle } from '../../../core/ports/media-handles.ts'
import type { LinkHarness } from '../link-pair.ts'
import { quietLogger } from '../../quiet-logger.ts'
import { realSteps } from './real-time.ts'

const colours = { red: 'rgb(220 20 20)', blue: 'rgb(20 20 220)' } as const
/** Without a new picture for so long, ms, nothing is being shown; pictures come every 50. */
const stillMs = 600

/** simple-peer in this page, both sides; pictures are looked at after they have travelled. */
export function realLinkHarness(): LinkHarness {
  const screens = new Map<string, HTMLVideoElement>()
  let painters = 0
  return {
    ...realSteps,
    portA: createSimplePeerLinks(quietLogger),
    portB: createSimplePeerLinks(quietLogger),
    picture: (colour) => {
      painters++
      return paint(colours[colour])
    },
    shown: async (stream) => {
      if (!(stream instanceof MediaStream)) return 'nothing'
      const video = screens.get(stream.id) ?? screenFor(stream)
      screens.set(stream.id, video)
      return (await nextPicture(video)) ? colourOf(video) : 'nothing'
    },
    left: () => {
      const { peerConnections, timeouts, intervals } = visavisHoldings()
      return peerConnections + timeouts + intervals - painters
    },
  }
}

function paint(colour: string): TrackHandle {
  const canvas = document.createElement('canvas')
  canvas.width = 160
  canvas.height = 120
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('no canvas here')
  let at = 0
  setInterval(() => {
    brush.fillStyle = colour
    brush.fillRect(0, 0, canvas.width, canvas.height)
    // Something that moves at the edge: a picture that stays the same would not be sent again.
    brush.fillStyle = 'white'
    brush.fillRect((at = (at + 7) % canvas.width), 0, 8, 8)
  }, 50)
  const [track] = canvas.captureStream(20).getVideoTracks()
  if (!track) throw new Error('the canvas gives no track')
  return track
}

function screenFor(stream: StreamHandle & MediaStream): HTMLVideoElement {
  const video = document.createElement('video')
  video.muted = true
  video.autoplay = true
  video.srcObject = stream
  document.body.append(video)
  return video
}

function nextPicture(video: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    const give = (picture: boolean): void => {
      clearTimeout(timer)
      video.cancelVideoFrameCallback(request)
      resolve(picture)
    }
    const timer = setTimeout(() => give(false), stillMs)
    const request = video.requestVideoFrameCallback(() => give(true))
  })
}

function colourOf(video: HTMLVideoElement): string {
  const canvas = new OffscreenCanvas(1, 1)
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('no canvas here')
  const { videoWidth: width, videoHeight: height } = video
  brush.drawImage(video, width / 2, height / 2, 1, 1, 0, 0, 1, 1)
  const [red = 0, , blue = 0] = brush.getImageData(0, 0, 1, 1).data
  if (red > 150 && blue < 100) return 'red'
  return blue > 150 && red < 100 ? 'blue' : `some other colour (${red}, ${blue})`
}
